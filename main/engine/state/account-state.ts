import { alertsOf, type ConditionFacts, conditionsOf, effectiveRules } from '../../../shared/alerts/index.ts';
import {
  type Account,
  type AccountCost,
  type AccountState,
  type AlertRules,
  advice,
  type DayUse,
  type Episode,
  type Health,
  type PoolState,
  type Preferences,
  type ProviderInfo,
  type ReadError,
  type Reading,
} from '../../../shared/model/index.ts';
import { checksAreOff, checksOffSentence } from '../../../shared/paid-checks.ts';
import { plainText } from '../../../shared/plain-text.ts';
import { present } from '../../../shared/present/index.ts';
import { isOlderThan } from '../../../shared/time/index.ts';
import { lastUseAt, type UseSlot, usesRevision } from '../../../shared/use-slots.ts';
import { intervalOf } from '../polling/schedule.ts';
import type { PollRecord } from '../store/history.ts';
import { rememberedMs } from '../vault/tested.ts';
import type { Forecasts } from './forecasts.ts';

/** Everything known about an account. Its state is derived from it. */
export interface AccountFacts {
  account: Account;
  provider: ProviderInfo;
  reading: Reading | null;
  record: PollRecord | null;
  uses: readonly UseSlot[];
  dailyUse: readonly DayUse[];
  preferences: Preferences;
  /** When the next poll is due; null: none is. */
  nextAt: number | null;
  /** The factor by which intervals are stretched now, 1 or more. */
  pace: number;
  refreshing: boolean;
  /** Why its credential cannot be read from the vault; null: it can. */
  key: 'locked' | 'missing' | null;
  now: number;
  /** Adds the forecasts. */
  foresee: Forecasts['foresee'];
  /** What it costs; null: nothing is known of that, or not yet. */
  costOf: ((pools: readonly PoolState[]) => AccountCost | null) | null;
  /** The default rules, the account's open episodes, and the user's time zone. */
  alerting: { rules: AlertRules; episodes: readonly Episode[]; zone: string };
}

/** The state of an account, and the facts that its alerts depend on. */
export function observe(facts: AccountFacts): { state: AccountState; facts: ConditionFacts } {
  const { account, provider, reading, record, now } = facts;
  const presented = present({
    zone: facts.alerting.zone,
    provider,
    reading,
    entered: account.entered,
    uses: facts.uses,
    dailyUse: facts.dailyUse,
    since: account.createdAt,
    now,
  });
  const revision = `${reading?.at}/${usesRevision(facts.uses)}`;
  const days = provider.balance === 'usage' ? facts.dailyUse : null;
  const { pools, caps, spike } = facts.foresee(account.id, presented.pools, presented.caps, revision, days);
  const cost = facts.costOf?.(pools) ?? null;
  const health = healthOf(facts, presented.exhausted);
  const credential = { since: account.credentialSince, expiresAt: keyExpiryOf(account, reading) };
  const conditionFacts: ConditionFacts = {
    pools,
    caps,
    spike,
    error: presented.exhausted ?? record?.error ?? null,
    errorSince: record?.errorSince ?? null,
    errorAt: record === null || record.error === null ? null : record.attemptedAt,
    addedAt: account.createdAt,
    // A ledger changes when use is logged, not when it is read.
    readAt: provider.balance === 'ledger' ? (lastUseAt(facts.uses) ?? account.createdAt) : health.readAt,
    floor: provider.floor,
    credential,
  };
  const { rules, episodes, zone } = facts.alerting;
  const conditions = conditionsOf(conditionFacts, effectiveRules(rules, account.alerts), { now, zone });
  const state: AccountState = {
    id: account.id,
    provider: provider.id,
    // New ones are checked; older ones, or those of an edited file, may have anything.
    label: plainText(account.label) || account.id,
    tags: account.tags.map(plainText),
    note: account.note,
    pinned: account.pinned,
    hidden: account.hidden,
    credentialEnd: account.credentialEnd,
    credentialKept: account.credential.kind,
    credential,
    paused: account.paused,
    intervalMs: intervalOf(account, provider),
    ...(provider.checkCost > 0 && { paidChecks: !checksAreOff(account, provider) }),
    health,
    plan: presented.plan,
    scope: presented.scope,
    pools,
    caps,
    alerts: alertsOf(conditions, episodes),
    alertSettings: account.alerts,
    notes: [
      ...(checksAreOff(account, provider)
        ? [checksOffSentence(provider, account.id, intervalOf(account, provider))]
        : []),
      ...presented.notes,
    ],
    disagreements: presented.disagreements,
    entered: account.entered,
    ...(cost !== null && { cost }),
    refreshing: facts.refreshing,
  };
  return { state, facts: conditionFacts };
}

/** When the present key expires; null: unknown, as long as the only reading is of the key before it. */
function keyExpiryOf({ credentialSince }: Account, reading: Reading | null): number | null {
  const isOfThisKey = reading !== null && reading.at + rememberedMs >= (credentialSince ?? reading.at);
  return isOfThisKey ? (reading.keyExpiresAt ?? null) : null;
}

function healthOf(facts: AccountFacts, reportedExhausted: ReadError | null): Health {
  const { account, provider, record, now } = facts;
  // A ledger is always up to date. Rounded to the minute, so that the state does not change each time it is built.
  const readAt =
    provider.balance === 'ledger' ? Math.floor(now / 60_000) * 60_000 : (facts.reading?.at ?? null);
  const error = reportedExhausted ?? record?.error ?? null;
  // What failed after the reading cannot have begun to fail before it.
  const isUndated = readAt !== null && (record?.errorSince ?? readAt) < readAt;
  const health = {
    readAt,
    ...(isUndated && { undated: true as const }),
    error: error && { ...error, advice: advice[error.kind] },
    nextAt: facts.nextAt,
    ...(facts.key !== null && { key: facts.key }),
  };
  if (account.paused || facts.preferences.paused || checksAreOff(account, provider))
    return { ...health, state: 'off' };
  if (error) return { ...health, state: 'error' };
  if (readAt === null) return { ...health, state: 'waiting' };
  const isOld = isOlderThan(2 * facts.pace * intervalOf(account, provider), readAt, now);
  if (isOld && provider.balance !== 'ledger') return { ...health, state: 'stale' };
  return { ...health, state: 'ok' };
}
