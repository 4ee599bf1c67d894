import {
  dailyBurn,
  detectSpike,
  type Forecast,
  type ForecastCycle,
  type ForecastInput,
  forecastPool,
  resetsBefore,
} from '../../../shared/forecast/index.ts';
import type { Cap, CapState, Cycle, ForecastPoint, Pool, PoolState } from '../../../shared/model/index.ts';
import { dayMs, minuteMs, windowMs } from '../../../shared/time/index.ts';
import type { Clock } from '../clock.ts';
import type { History } from '../store/history.ts';

/** What the forecast reads: as far back as raw readings are kept, and about one sample for every ten minutes of it. */
const spanMs = 30 * dayMs;
const mostSamples = 4300;
/** Without news, a forecast says the same for a while. */
const freshMs = 10 * minuteMs;

interface Foreseen {
  at: number;
  facts: string;
  forecast: Forecast;
  /** A burn far outside the pool's own pattern: since when, and how many times the usual. */
  spike: ReturnType<typeof detectSpike>;
  burnByDay: PoolState['burnByDay'];
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
  /** The pools and caps with what is foreseen of them. `revision` differs whenever the history has a new sample. */
  foresee(
    account: string,
    pools: readonly Pool[],
    caps: readonly Cap[],
    revision: string,
  ): { pools: PoolState[]; caps: CapState[]; spike: Foreseen['spike'] };
  /** The course of one pool as last foreseen, for its chart; empty while learning. */
  path(account: string, pool: string): ForecastPoint[];
  forget(account: string): void;
}

/** Foresees each pool from its history; remembers the answer until a new reading comes or ten minutes have passed. */
export function createForecasts(options: ForecastOptions): Forecasts {
  const parts: ForecastParts = { ...options, known: new Map() };
  const { known } = parts;
  return {
    foresee(account, pools, caps, revision) {
      const foreseen = pools.map((pool, index) =>
        foreseenOf(parts, account, pool, index === 0 ? caps : [], revision),
      );
      return withForecasts(pools, caps, foreseen);
    },
    path: (account, pool) => known.get(`${account}/${pool}`)?.forecast.path ?? [],
    forget(account) {
      for (const key of known.keys()) if (key.startsWith(`${account}/`)) known.delete(key);
    },
  };
}

/** Null if the balance is not known. The caps, which limit spending, belong to the account's first pool. */
function foreseenOf(
  { history, clock, known }: ForecastParts,
  account: string,
  pool: Pool,
  caps: readonly Cap[],
  revision: string,
): Foreseen | null {
  if (pool.remaining === null) return null;
  const now = clock.now();
  const key = `${account}/${pool.id}`;
  const facts = JSON.stringify([revision, pool, caps]);
  const before = known.get(key);
  if (before && before.facts === facts && now - before.at < freshMs && now >= before.at) return before;
  const samples = history
    .samples(account, pool.id, now - spanMs, now, mostSamples)
    .filter(({ t }) => t <= now);
  const input = forecastInput(pool, caps, samples, now);
  const foreseen: Foreseen = {
    at: now,
    facts,
    forecast: forecastPool(input),
    spike: detectSpike(input),
    burnByDay: dailyBurn(samples, now, resetsBefore(input)),
  };
  known.set(key, foreseen);
  return foreseen;
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

/** What the state carries of a forecast. */
export function forecastState(forecast: Forecast | null): PoolState['forecast'] {
  if (!forecast) return null;
  const { burnPerDay, runsOutAt, waste, basis, confidence } = forecast;
  return {
    burnPerDay,
    runsOutAt,
    waste: waste.map(({ grantId, ...lost }) => ({ grant: grantId, ...lost })),
    basis,
    confidence,
  };
}

/** What a pool's forecast follows from. `caps` limit what can be spent of it. */
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
    // Only a hard cap limits what can be spent.
    caps: caps.flatMap(({ id, limit, used, resetsAt, window, hard }) => {
      const length = windowMs[window];
      return !hard || used === null || resetsAt === null || length === undefined || resetsAt <= now
        ? []
        : [{ id, limit, used, resetsAt, windowMs: length }];
    }),
  };
}

/** Null if it is not known when, or with how much, the pool is refilled. */
function cycleOf(cycle: Cycle | null): ForecastCycle | null {
  if (!cycle || cycle.renewsAt === null || cycle.grant === null) return null;
  const { renewsAt, grant, rollover, frequency } = cycle;
  return { renewsAt, grant, rollover, ...(frequency !== null && { frequency }) };
}
