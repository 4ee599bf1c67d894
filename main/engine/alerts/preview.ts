import { setImmediate } from 'node:timers/promises';
import {
  type ConditionFacts,
  effectiveRules,
  quietUntil,
  replayAlerts,
} from '../../../shared/alerts/index.ts';
import type { AlertsApi, PreviewedAlert } from '../../../shared/api/alerts.ts';
import { type AlertRules, type Episode, ok, type QuietHours } from '../../../shared/model/index.ts';
import { dayMs, hourMs, minuteMs } from '../../../shared/time/index.ts';
import type { Clock } from '../clock.ts';
import type { History } from '../store/history.ts';
import type { SettingsStore } from '../store/settings.ts';
import { capsAt, createPastPool, type PastAccount, type PastReading } from './rewind.ts';

/** How much history the forecast of the first moment needs. */
const spanMs = 30 * dayMs;
/** How long the past moments are reused: they do not change, there are only more of them. */
const freshMs = 5 * minuteMs;
/** How long to work before yielding to the rest of the process. */
const sliceMs = 20;

interface Moment {
  now: number;
  facts: Map<string, ConditionFacts>;
}

interface PreviewOptions {
  history: History;
  settings: SettingsStore;
  clock: Clock;
  zone: string;
  accounts(): readonly PastAccount[];
}

/** The time between the replayed moments. It is longer with more accounts, so that a preview takes only seconds. */
export function stepFor(accounts: number): number {
  return accounts <= 10 ? hourMs : accounts <= 100 ? 3 * hourMs : 12 * hourMs;
}

/**
 * What would have been notified in the last days: runs the stored balances through the forecast and the rules. It leaves
 * out what is not stored: caps (except a daily cap that is the balance itself), rejected keys and unreachable providers.
 * It assumes the present plans, grants and keys, and ignores mutes and snoozes.
 */
export function createPreview(options: PreviewOptions): AlertsApi['preview'] {
  const { settings, zone } = options;
  const pastMoments = createPastMoments(options);
  return async ({ rules, quietHours: given, days }) => {
    const { alerts, accounts } = settings.get();
    const common: AlertRules = rules ?? alerts.rules;
    const quietHours = given ?? alerts.quietHours;
    const known = new Map(
      accounts.map((account) => [
        account.id,
        { name: account.label, rules: effectiveRules(common, account.alerts) },
      ]),
    );
    const moments = (await pastMoments(days)).map(({ now, facts }) => ({
      now,
      accounts: [...facts].flatMap(([id, of]) => {
        const account = known.get(id);
        return account ? [{ id, ...account, facts: of, mutedUntil: null, settled: true, createdAt: 0 }] : [];
      }),
    }));
    const ledger = createLedger(quietHours, zone);
    const pause = createPauses();
    for (const { now, decision } of replayAlerts(moments, { quietHours, zone })) {
      for (const episode of decision.clear) ledger.cleared(episode);
      for (const episode of decision.hold) ledger.held(episode, now);
      for (const episode of decision.raise) ledger.raised(episode, now);
      await pause();
    }
    return ok(ledger.all());
  };
}

/** The past moments, cached for a while: users try several rules in a row on the same facts. */
function createPastMoments({ history, clock, accounts: current }: PreviewOptions) {
  let kept: { madeAt: number; days: number; accounts: string; moments: Promise<Moment[]> } | null = null;
  return (days: number): Promise<Moment[]> => {
    const now = clock.now();
    const accounts = current();
    const ids = accounts.map(({ id }) => id).join('\n');
    const age = kept === null ? Number.POSITIVE_INFINITY : now - kept.madeAt;
    if (kept?.days === days && kept.accounts === ids && age >= 0 && age < freshMs) return kept.moments;
    const moments = momentsOf(history, accounts, days, now);
    kept = { madeAt: now, days, accounts: ids, moments };
    // Do not cache a failure.
    moments.catch(() => {
      kept = null;
    });
    return moments;
  };
}

async function momentsOf(
  history: History,
  accounts: readonly PastAccount[],
  days: number,
  now: number,
): Promise<Moment[]> {
  const step = stepFor(accounts.length);
  const moments: Moment[] = [];
  for (let at = now - days * dayMs; at < now; at += step) moments.push({ now: at, facts: new Map() });
  moments.push({ now, facts: new Map() });
  const pause = createPauses();
  for (const account of accounts) {
    const { id, pools } = account;
    const from = now - days * dayMs - spanMs;
    const pasts = pools.map((pool) =>
      createPastPool(pool, history.samples(id, pool.id, from, now, 2 * Math.round((now - from) / hourMs))),
    );
    for (const moment of moments) {
      const known = pasts.flatMap((at) => at(moment.now) ?? []);
      if (known.length > 0 || tellsOfKey(account)) moment.facts.set(id, factsOf(known, account, moment.now));
      await pause();
    }
  }
  return moments;
}

const tellsOfKey = ({ credential }: PastAccount): boolean =>
  credential.since !== null || credential.expiresAt !== null;

function factsOf(
  known: readonly PastReading[],
  { caps, floor, credential }: PastAccount,
  now: number,
): ConditionFacts {
  const pools = known.map(({ pool }) => pool);
  return {
    pools,
    caps: pools.length > 0 ? capsAt(caps, pools) : [],
    spike: known.find(({ spike }) => spike !== null)?.spike ?? null,
    error: null,
    errorSince: null,
    errorAt: null,
    readAt: known.length > 0 ? Math.max(...known.map(({ readAt }) => readAt)) : now,
    floor,
    credential,
  };
}

/** Collects what would have been notified, and what quiet hours would have held back until when. */
function createLedger(quietHours: QuietHours, zone: string) {
  const all = new Set<PreviewedAlert>();
  /** Episode → its alert that is held back. */
  const holding = new Map<string, PreviewedAlert>();
  return {
    held(episode: Episode, now: number): void {
      const before = holding.get(episode.id);
      const { at, heldUntil } = before ?? { at: now, heldUntil: quietUntil(quietHours, now, zone) };
      const alert = previewed(episode, at, heldUntil);
      // Only one alert, in the state it has when the quiet hours end.
      if (before) all.delete(before);
      all.add(alert);
      holding.set(episode.id, alert);
    },
    raised(episode: Episode, now: number): void {
      if (!holding.delete(episode.id)) all.add(previewed(episode, now, null));
    },
    /** It ended before the quiet hours did, so it is never notified. */
    cleared({ id }: Episode): void {
      const alert = holding.get(id);
      if (alert) all.delete(alert);
      holding.delete(id);
    },
    /** Oldest first. */
    all: (): PreviewedAlert[] => [...all].sort((a, b) => a.at - b.at),
  };
}

function previewed(
  { account, kind, severity, text, masked }: Episode,
  at: number,
  heldUntil: number | null,
): PreviewedAlert {
  return { at, account, kind, severity, text, masked, heldUntil };
}

/** Returns a function that yields to the rest of the process once a slice of time has passed. */
function createPauses(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < sliceMs) return;
    await setImmediate();
    since = performance.now();
  };
}
