import {
  dailyBurn,
  detectSpike,
  type Forecast,
  type ForecastCycle,
  type ForecastInput,
  forecastPool,
  peakSinceTopUp,
  reportedBurn,
  resetsBefore,
  withReportedDays,
} from '../../../shared/forecast/index.ts';
import { unitKey } from '../../../shared/format.ts';
import {
  type Cap,
  type CapState,
  type Cycle,
  clampAmount,
  type DayUse,
  type ForecastPoint,
  type Pool,
  type PoolState,
} from '../../../shared/model/index.ts';
import { dayMs, dayStart, minuteMs, windowMs } from '../../../shared/time/index.ts';
import type { Clock } from '../clock.ts';
import type { History, Sample } from '../store/history.ts';

/** What a forecast reads: the time for which raw readings are kept, with about one sample every ten minutes. */
const spanMs = 30 * dayMs;
const mostSamples = 4300;
/** How long a forecast is reused if there is no new data. */
const freshMs = 10 * minuteMs;

interface Foreseen {
  at: number;
  facts: string;
  forecast: Forecast;
  /** A burn far above the pool's usual pattern: since when, and by what factor. */
  spike: ReturnType<typeof detectSpike>;
  burnByDay: PoolState['burnByDay'];
  peak: number | null;
}

interface ForecastOptions {
  history: Pick<History, 'samples'>;
  clock: Pick<Clock, 'now'>;
}
interface ForecastParts extends ForecastOptions {
  /** By account and pool. */
  known: Map<string, Foreseen>;
}

export interface Forecasts {
  /** The pools and caps with their forecasts. `revision` must change whenever the history has a new sample. */
  foresee(
    account: string,
    pools: readonly Pool[],
    caps: readonly Cap[],
    revision: string,
    /** Use by day, if the provider reports that and no balance. */
    days?: readonly DayUse[] | null,
  ): { pools: PoolState[]; caps: CapState[]; spike: Foreseen['spike'] };
  /** The forecast course of one pool, for its chart; empty while learning. */
  path(account: string, pool: string): ForecastPoint[];
  forget(account: string): void;
}

/** Forecasts each pool from its history. Reuses a forecast until there is a new reading or ten minutes have passed. */
export function createForecasts(options: ForecastOptions): Forecasts {
  const parts: ForecastParts = { ...options, known: new Map() };
  const { known } = parts;
  return {
    foresee(account, pools, caps, revision, days = null) {
      const foreseen = pools.map((pool, index) =>
        foreseenOf(parts, account, pool, index === 0 ? caps : [], revision, index === 0 ? days : null),
      );
      return withForecasts(pools, caps, foreseen);
    },
    path: (account, pool) =>
      (known.get(`${account}/${pool}`)?.forecast.path ?? []).map(({ t, early, likely, late }) => ({
        t,
        early: clampAmount(early),
        likely: clampAmount(likely),
        late: clampAmount(late),
      })),
    forget(account) {
      for (const key of known.keys()) if (key.startsWith(`${account}/`)) known.delete(key);
    },
  };
}

/** Null if neither balance nor use is known. Caps limit the spending of the account's first pool. */
function foreseenOf(
  parts: ForecastParts,
  account: string,
  pool: Pool,
  caps: readonly Cap[],
  revision: string,
  days: readonly DayUse[] | null,
): Foreseen | null {
  if (pool.remaining === null && (days === null || days.length === 0)) return null;
  const { history, clock, known } = parts;
  const now = clock.now();
  const key = `${account}/${pool.id}`;
  const facts = JSON.stringify([revision, pool, caps, days]);
  const before = known.get(key);
  if (before && before.facts === facts && now - before.at < freshMs && now >= before.at) return before;
  const read = history.samples(account, pool.id, now - spanMs, now, mostSamples).filter(({ t }) => t <= now);
  const samples = days === null ? read : withDays(pool, read, days, now);
  const input = forecastInput(pool, caps, samples, now);
  const forecast = forecastPool(input);
  const foreseen: Foreseen = {
    at: now,
    facts,
    forecast: pool.remaining === null ? burnAlone(forecast) : forecast,
    // Within a reported day nothing is known of its hours.
    spike: days === null ? detectSpike(input) : null,
    burnByDay:
      days === null
        ? dailyBurn(samples, now, resetsBefore(input)).map((burn) => burn && clampAmount(burn))
        : reportedBurn(days, now),
    peak: hasLimit(pool) ? null : peakOf(parts, account, pool, read, now),
  };
  known.set(key, foreseen);
  return foreseen;
}

/** Without a balance, the burn of the reported days can still be told: it does not depend on how much is left. */
function withDays(pool: Pool, read: readonly Sample[], days: readonly DayUse[], now: number) {
  const recent = days.filter(({ day }) => dayStart(day) > now - spanMs);
  const remaining = pool.remaining ?? recent.reduce((sum, { amount }) => sum + amount, 1);
  return withReportedDays(pool.remaining === null ? [] : read, recent, { t: now, remaining });
}

function burnAlone(forecast: Forecast): Forecast {
  const never = { early: null, likely: null, late: null };
  return { ...forecast, runsOutAt: never, path: [], waste: [], caps: [] };
}

const hasLimit = ({ limit }: Pool): boolean => limit !== null && limit > 0;

const peakPart = (peak: number | null) => (peak === null ? {} : { peak });

/** How far back a top-up is looked for if there was none in the last weeks, and by how many samples. */
const peakSpanMs = 400 * dayMs;
const peakSamples = 400;

function peakOf(
  { history }: ForecastParts,
  account: string,
  pool: Pool,
  samples: readonly Sample[],
  now: number,
): number | null {
  const recent = peakSinceTopUp(samples);
  if (recent?.isSinceTopUp) return recent.amount;
  const all = history.samples(account, pool.id, now - peakSpanMs, now, peakSamples);
  return peakSinceTopUp(all)?.amount ?? null;
}

function withForecasts(
  pools: readonly Pool[],
  caps: readonly Cap[],
  foreseen: readonly (Foreseen | null)[],
): ReturnType<Forecasts['foresee']> {
  return {
    pools: pools.map((pool, index) => ({
      ...pool,
      forecast: forecastState(foreseen[index]?.forecast ?? null),
      burnByDay: foreseen[index]?.burnByDay ?? [],
      ...peakPart(foreseen[index]?.peak ?? null),
    })),
    caps: caps.map((cap) => {
      const ahead = foreseen[0]?.forecast.caps.find(({ id }) => id === cap.id);
      return {
        ...cap,
        forecast: ahead ? { reachedAt: ahead.reachedAt, probability: ahead.probability } : null,
      };
    }),
    spike: foreseen.find((each) => each?.spike)?.spike ?? null,
  };
}

/** The part of a forecast that goes into the state. */
export function forecastState(forecast: Forecast | null): PoolState['forecast'] {
  if (!forecast) return null;
  const { burnPerDay, runsOutAt, waste, basis, confidence } = forecast;
  return {
    burnPerDay: burnPerDay === null ? null : clampAmount(burnPerDay),
    runsOutAt,
    waste: waste.map(({ grantId, at, early, likely, late }) => ({
      grant: grantId,
      at,
      early: clampAmount(early),
      likely: clampAmount(likely),
      late: clampAmount(late),
    })),
    basis,
    confidence,
  };
}

/** The input of a pool's forecast. `caps` limit its spending. */
export function forecastInput(
  pool: Pool,
  caps: readonly Cap[],
  samples: ForecastInput['samples'],
  now: number,
): ForecastInput {
  const cycle = cycleOf(pool.cycle);
  return {
    now,
    samples,
    ...(cycle && { cycle }),
    grants: pool.grants.map(({ id, kind, remaining, expiresAt }, drawOrder) => ({
      id,
      kind,
      remaining,
      drawOrder,
      ...(expiresAt !== null && { expiresAt }),
    })),
    // Only hard caps limit spending, and only those that count what the pool does.
    caps: caps.flatMap((cap) => {
      const { id, limit, used, resetsAt, hard, unit } = cap;
      const length = windowMs(cap);
      const isOther = unit !== undefined && unitKey(unit) !== unitKey(pool.unit);
      return isOther || !hard || used === null || resetsAt === null || length === undefined || resetsAt <= now
        ? []
        : [{ id, limit, used, resetsAt, windowMs: length }];
    }),
  };
}

/** Null if the date or the size of the next refill is unknown. */
function cycleOf(cycle: Cycle | null): ForecastCycle | null {
  if (!cycle || cycle.renewsAt === null || cycle.grant === null) return null;
  const { renewsAt, grant, rollover, frequency } = cycle;
  return { renewsAt, grant, rollover, ...(frequency !== null && { frequency }) };
}
