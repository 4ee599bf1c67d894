import { currentAlerts } from '../../shared/alerts/index.ts';
import {
  type Account,
  type AccountState,
  advice,
  type DayUse,
  type Health,
  type Preferences,
  type ProviderInfo,
  type ReadError,
  type Reading,
} from '../../shared/model/index.ts';
import { present } from '../../shared/present.ts';
import type { Forecasts } from './forecasts.ts';
import type { PollRecord, UseEntry } from './history.ts';

/** All that is known of one account, from which its state is derived. */
export interface AccountFacts {
  account: Account;
  provider: ProviderInfo;
  reading: Reading | null;
  record: PollRecord | null;
  uses: readonly UseEntry[];
  dailyUse: readonly DayUse[];
  preferences: Preferences;
  /** When polling asks next; null while it does not. */
  nextAt: number | null;
  refreshing: boolean;
  now: number;
  /** Adds what is foreseen. */
  foresee: Forecasts['foresee'];
}

/** The state of an account as every shell shows it. */
export function accountState(facts: AccountFacts): AccountState {
  const { account, provider, reading, record, now } = facts;
  const presented = present({
    provider,
    reading,
    entered: account.entered,
    uses: facts.uses,
    dailyUse: facts.dailyUse,
    now,
  });
  const news = `${reading?.at}/${facts.uses.length}`;
  const { pools, caps, spike } = facts.foresee(account.id, presented.pools, presented.caps, news);
  const health = healthOf(facts, presented.exhausted);
  return {
    id: account.id,
    provider: provider.id,
    label: account.label,
    credentialEnd: account.credentialEnd,
    credentialKept: account.credential.kind,
    paused: account.paused,
    intervalMs: intervalOf(account, provider),
    health,
    plan: presented.plan,
    scope: presented.scope,
    pools,
    caps,
    alerts: currentAlerts(
      {
        pools,
        caps,
        spike,
        error: presented.exhausted ?? record?.error ?? null,
        errorSince: record?.errorSince ?? null,
        // A ledger changes when use is logged, not when it is looked at.
        readAt: provider.balance === 'ledger' ? (facts.uses.at(-1)?.at ?? account.createdAt) : health.readAt,
      },
      now,
    ).map((condition) => ({
      ...condition,
      masked: condition.text,
      episode: null,
      acknowledged: false,
      snoozedUntil: null,
    })),
    alertSettings: account.alerts,
    notes: presented.notes,
    disagreements: presented.disagreements,
    entered: account.entered,
    refreshing: facts.refreshing,
  };
}

// What asks by itself, day and night, is held to a slower pace than a person: no provider publishes news faster.
const shortestIntervalMs = 15_000;

/** The account's refresh interval in milliseconds, never below what the provider or good manners allow. */
export function intervalOf(account: Account, provider: ProviderInfo): number {
  const chosen = account.intervalMs ?? provider.refresh.usualMs;
  return Math.max(chosen, provider.refresh.shortestMs, shortestIntervalMs);
}

function healthOf(facts: AccountFacts, reportedExhausted: ReadError | null): Health {
  const { account, provider, record, now } = facts;
  // A ledger is kept here, so it is always up to date.
  const readAt = provider.balance === 'ledger' ? now : (facts.reading?.at ?? null);
  const error = reportedExhausted ?? record?.error ?? null;
  const health = {
    readAt,
    error: error && { ...error, advice: advice[error.kind] },
    nextAt: facts.nextAt,
  };
  if (account.paused || facts.preferences.paused) return { ...health, state: 'off' };
  if (error) return { ...health, state: 'error' };
  if (readAt === null) return { ...health, state: 'waiting' };
  if (now - readAt > 2 * intervalOf(account, provider)) return { ...health, state: 'stale' };
  return { ...health, state: 'ok' };
}
