import type { ConditionFacts } from '../../../shared/alerts/index.ts';
import { detectSpike, forecastPool, peakSinceTopUp } from '../../../shared/forecast/index.ts';
import type {
  Cap,
  CapState,
  Cycle,
  Grant,
  InstantRange,
  Pool,
  PoolState,
} from '../../../shared/model/index.ts';
import { dayMs, dayNumber, hourMs, renewalAfter } from '../../../shared/time/index.ts';
import { forecastInput, forecastState } from '../state/forecasts.ts';
import type { Sample } from '../store/history.ts';

/** How much history a forecast reads. */
const spanMs = 30 * dayMs;
/** A balance that lasts this many of its busiest days needs a new forecast only once a day. */
const farDays = 10;
/** The shortest time between two forecasts for any other balance. */
const nearMs = 3 * hourMs;

/** An account as it is now. */
export interface PastAccount {
  id: string;
  pools: readonly Pool[];
  caps: readonly Cap[];
  /** Since when its key is in use, and when it expires; null: unknown. */
  credential: { since: number | null; expiresAt: number | null };
  /** The provider's floor, if it has one. */
  floor?: number | undefined;
}

/** What was known of one pool at a past instant. */
export interface PastReading {
  pool: PoolState;
  spike: ConditionFacts['spike'];
  readAt: number;
}

/**
 * The daily caps at a past instant, for balances that are refilled daily: the use of the cap follows from the balance, and
 * both reset together. The use of other caps is not stored.
 */
export function capsAt(caps: readonly Cap[], [pool]: readonly PoolState[]): CapState[] {
  if (pool === undefined || pool.remaining === null || pool.cycle?.frequency !== 'daily') return [];
  const { remaining, forecast } = pool;
  const { renewsAt } = pool.cycle;
  return caps
    .filter(({ window }) => window === 'day')
    .map((cap) => ({
      ...cap,
      used: Math.max(0, cap.limit - remaining),
      resetsAt: renewsAt,
      forecast: forecast && {
        reachedAt: forecast.runsOutAt,
        probability: chanceBefore(forecast.runsOutAt, renewsAt),
      },
    }));
}

/** A rough probability from the three percentiles. */
function chanceBefore({ early, likely, late }: InstantRange, end: number | null): number {
  const isBefore = (at: number | null) => at !== null && end !== null && at < end;
  return isBefore(late) ? 0.9 : isBefore(likely) ? 0.7 : isBefore(early) ? 0.3 : 0;
}

/**
 * What was known about a pool at past instants, which must be ascending. Balances come from the history. Plan, limit,
 * cycle and grants are the present ones, because earlier ones are not stored.
 */
export function createPastPool(pool: Pool, samples: readonly Sample[]) {
  let from = 0;
  let to = 0;
  let last: { at: number; left: number; forecast: PoolState['forecast'] } | null = null;

  /** Null before the first reading. */
  return (at: number): PastReading | null => {
    while (to < samples.length && (samples[to]?.t ?? 0) <= at) to += 1;
    while (from < to && (samples[from]?.t ?? 0) < at - spanMs) from += 1;
    const newest = samples[to - 1];
    if (newest === undefined) return null;
    const window = samples.slice(from, to);
    const past: Pool = {
      ...pool,
      remaining: newest.remaining,
      used: null,
      cycle: pool.cycle && cycleAt(pool.cycle, at),
      grants: pool.grants.flatMap((grant) => grantAt(grant, newest.remaining, at)),
    };
    const restMs = isNear(window, newest, at) ? nearMs : dayMs;
    if (last === null || at - last.at >= restMs || newest.remaining > last.left)
      last = {
        at,
        left: newest.remaining,
        forecast: forecastState(forecastPool(forecastInput(past, [], window, at))),
      };
    const peak = pool.limit === null ? peakSinceTopUp(window) : null;
    const state: PoolState = {
      ...past,
      forecast: last.forecast,
      burnByDay: [],
      ...(peak && { peak: peak.amount }),
    };
    return { pool: state, spike: detectSpike({ now: at, samples: window }), readAt: newest.t };
  };
}

/** Whether the balance could run out within `farDays`, judged by the busiest day of the last two weeks. */
function isNear(window: readonly Sample[], newest: Sample, at: number): boolean {
  const busiest = new Map<number, number>();
  for (let index = window.length - 1; index > 0; index -= 1) {
    const [earlier, later] = [window[index - 1], window[index]];
    if (!earlier || !later || later.t < at - 14 * dayMs) break;
    const day = dayNumber(later.t);
    const burnt = Math.max(0, earlier.remaining - later.remaining);
    busiest.set(day, (busiest.get(day) ?? 0) + burnt);
  }
  return newest.remaining <= farDays * Math.max(0, ...busiest.values());
}

/** The cycle at a past instant: the same one, with the renewal that came next. */
function cycleAt(cycle: Cycle, at: number): Cycle {
  const { renewsAt, frequency } = cycle;
  if (renewsAt === null) return cycle;
  return { ...cycle, renewsAt: Math.min(renewsAt, renewalAfter(renewsAt, frequency, at)) };
}

/** Empty before it was granted. What was left is unknown: at most what was granted, and at most the whole balance. */
function grantAt(grant: Grant, balance: number, at: number): Grant[] {
  if (grant.grantedAt !== null && grant.grantedAt > at) return [];
  const most = grant.grantedAt === null ? grant.remaining : (grant.granted ?? grant.remaining);
  return [{ ...grant, remaining: Math.max(0, Math.min(most, balance)) }];
}
