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

/** As far back as a forecast of the first moment reads. */
const spanMs = 30 * dayMs;
/** The past does not change; it only goes on. */
const freshMs = 5 * minuteMs;
/** What may pass before others in the process have their turn. */
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

/** How far apart the moments lie that are replayed; with more accounts they are fewer, so that it takes seconds. */
export function stepFor(accounts: number): number {
  return accounts <= 10 ? hourMs : accounts <= 100 ? 3 * hourMs : 12 * hourMs;
}

/**
 * What would have been notified in the last days: the stored balances, put through the forecast and the rules as they went.
 * It cannot know what is not stored: caps and errors of the past, and plans and grants that have changed since. So it leaves
 * out caps (but a daily one that is the balance itself), credentials and unreachable providers; mutes and snoozes do not count.
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
        return account ? [{ id, ...account, facts: of, mutedUntil: null, settled: true }] : [];
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

/** Rules are tried one after the other; the facts that they are tried on stay the same for a while. */
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
    // What failed is not kept.
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
  for (const { id, pools, caps } of accounts) {
    const from = now - days * dayMs - spanMs;
    const pasts = pools.map((pool) =>
      createPastPool(pool, history.samples(id, pool.id, from, now, 2 * Math.round((now - from) / hourMs))),
    );
    for (const moment of moments) {
      const known = pasts.flatMap((at) => at(moment.now) ?? []);
      if (known.length > 0) moment.facts.set(id, factsOf(known, caps));
      await pause();
    }
  }
  return moments;
}

function factsOf(known: readonly PastReading[], caps: PastAccount['caps']): ConditionFacts {
  const pools = known.map(({ pool }) => pool);
  return {
    pools,
    caps: capsAt(caps, pools),
    spike: known.find(({ spike }) => spike !== null)?.spike ?? null,
    error: null,
    errorSince: null,
    readAt: Math.max(...known.map(({ readAt }) => readAt)),
  };
}

/** Notes what would have been notified, and what quiet hours would have held until when. */
function createLedger(quietHours: QuietHours, zone: string) {
  const all = new Set<PreviewedAlert>();
  /** Episode → what is held of it. */
  const holding = new Map<string, PreviewedAlert>();
  return {
    held(episode: Episode, now: number): void {
      const before = holding.get(episode.id);
      const { at, heldUntil } = before ?? { at: now, heldUntil: quietUntil(quietHours, now, zone) };
      const alert = previewed(episode, at, heldUntil);
      // As it stands when the quiet hours end: worse, perhaps, but once.
      if (before) all.delete(before);
      all.add(alert);
      holding.set(episode.id, alert);
    },
    raised(episode: Episode, now: number): void {
      if (!holding.delete(episode.id)) all.add(previewed(episode, now, null));
    },
    /** Over before the quiet hours were: never notified. */
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

/** Lets others in the process have their turn, once a slice of time has passed. */
function createPauses(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < sliceMs) return;
    await setImmediate();
    since = performance.now();
  };
}
