import {
  type AccountEvaluation,
  type Condition,
  type Decision,
  decideAlerts,
  isLive,
  markNotified,
} from '../../../shared/alerts/index.ts';
import {
  type AlertKind,
  type AlertRules,
  defaultAlertRules,
  type Episode,
  type PoolState,
  type QuietHours,
} from '../../../shared/model/index.ts';

export const start = Date.parse('2026-11-21T09:00:00Z');
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
export const neverQuiet: QuietHours = { enabled: false, from: '22:00', to: '07:00' };

export function condition(kind: AlertKind, rest: Partial<Condition> = {}): Condition {
  return {
    key: kind,
    kind,
    severity: 'warning',
    level: 0,
    near: false,
    settleMs: 0,
    windowFrom: null,
    since: start,
    text: `${kind} with 12 credits.`,
    masked: `${kind} with ••• credits.`,
    ...rest,
  };
}

export function evaluation(
  id: string,
  at: number,
  conditions: Condition[],
  rest: Partial<AccountEvaluation> = {},
): AccountEvaluation {
  return {
    id,
    name: `Account ${id}`,
    at,
    readAt: at,
    settled: true,
    isNew: false,
    mutedUntil: null,
    rules: defaultAlertRules,
    conditions,
    pools: [],
    firstSeen: Object.fromEntries(conditions.map(({ key }) => [key, at])),
    filledAt: {},
    ...rest,
  };
}

export const everyRule: AlertRules = {
  ...defaultAlertRules,
  'refill-due': { enabled: true },
  'refill-landed': { enabled: true },
};

export function pool(remaining: number, rest: Partial<PoolState> = {}): PoolState {
  return {
    id: 'credits',
    label: 'Credits',
    unit: { kind: 'credits' },
    remaining,
    used: null,
    limit: null,
    provenance: { remaining: 'reported' },
    cycle: null,
    grants: [],
    burnByDay: [],
    forecast: null,
    ...rest,
  };
}

/** Looks again and again, storing what is decided as the engine does. */
export function watcher({ quietHours = neverQuiet, zone = 'UTC' } = {}) {
  let previous: readonly AccountEvaluation[] | null = null;
  const stored = new Map<string, Episode>();
  return {
    stored,
    /** `isStored` false: everything is lost but what was stored previous, as by a crash previous it is told. */
    evaluate(now: number, accounts: AccountEvaluation[], { asleepMs = 0, isNotified = true } = {}): Decision {
      const open = [...stored.values()].filter((episode) => isLive(episode, now));
      const decision = decideAlerts({ previous, accounts, open, quietHours, now, zone, asleepMs });
      for (const episode of decision.episodes) stored.set(episode.id, episode);
      if (isNotified) for (const episode of markNotified(decision.raise)) stored.set(episode.id, episode);
      previous = accounts;
      return decision;
    },
    restart(): void {
      previous = null;
    },
    change(id: string, change: (episode: Episode) => Episode): void {
      const episode = stored.get(id);
      if (episode !== undefined) stored.set(id, change(episode));
    },
  };
}
