import { grantKindSchema, type PoolState } from '../model/index.ts';
import { grantOf } from '../standing/lapses.ts';
import { dayMs, refillAhead } from '../time/index.ts';
import { estimates, family, type Label, type MetricFacts, type Sample, sampleOf } from './types.ts';

const ofPool = ['account', 'label', 'provider', 'tag', 'pool', 'unit'] as const satisfies readonly Label[];

/** A number of each pool. */
const each =
  (value: (pool: PoolState, facts: MetricFacts) => number | null) =>
  (facts: MetricFacts): readonly Sample[] =>
    facts.pools.flatMap(({ pool, labels }) => sampleOf(labels, value(pool, facts)));

/** A number of each pool and kind of its grants. */
const ofKinds =
  (values: (pool: PoolState, kind: string, facts: MetricFacts) => readonly Sample[]) =>
  (facts: MetricFacts): readonly Sample[] =>
    facts.pools.flatMap(({ pool, labels }) =>
      grantKindSchema.options.flatMap((kind) =>
        values(pool, kind, facts).map((sample) => ({
          ...sample,
          labels: { ...labels, kind, ...sample.labels },
        })),
      ),
    );

/** The grants of a kind that expire next, with something left. */
function nextExpiry({ grants }: PoolState, kind: string, now: number): { at: number; amount: number } | null {
  const ahead = grants.filter(
    (grant) => grant.kind === kind && grant.remaining > 0 && (grant.expiresAt ?? 0) > now,
  );
  const at = Math.min(...ahead.map(({ expiresAt }) => expiresAt ?? Number.POSITIVE_INFINITY));
  if (!Number.isFinite(at)) return null;
  const amount = ahead
    .filter(({ expiresAt }) => expiresAt === at)
    .reduce((sum, { remaining }) => sum + remaining, 0);
  return { at, amount };
}

/** What the grants of a kind will lose. */
const wasteOf = (pool: PoolState, kind: string, now: number) =>
  (pool.forecast?.waste ?? []).filter(
    (lost) => lost.at > now && (grantOf(pool, lost)?.kind ?? 'refill') === kind,
  );

/** Balances and their forecasts. Amounts are in the pool's unit, which the label `unit` names: they are never added across units. */
export const poolFamilies = [
  family({
    name: 'fuelgauge_pool_info',
    type: 'gauge',
    help: 'Always 1; the name of the pool, whether the account is judged by it (true or false), and how often it is refilled (daily, weekly, monthly, yearly or empty) as labels',
    labels: [...ofPool, 'name', 'main', 'refill'],
    samples: ({ pools }) =>
      pools.map(({ pool, isMain, labels }) => ({
        labels: { ...labels, name: pool.label, main: String(isMain), refill: pool.cycle?.frequency ?? '' },
        value: 1,
      })),
  }),
  family({
    name: 'fuelgauge_pool_remaining',
    type: 'gauge',
    help: 'What is left, in units of the label unit; missing if unknown',
    labels: ofPool,
    samples: each(({ remaining }) => remaining),
  }),
  family({
    name: 'fuelgauge_pool_limit',
    type: 'gauge',
    help: 'What the pool holds when it is full, in units of the label unit; missing if there is no limit',
    labels: ofPool,
    samples: each(({ limit }) => limit),
  }),
  family({
    name: 'fuelgauge_pool_used',
    type: 'gauge',
    help: 'What was used, in units of the label unit, as the provider counts it, mostly in this billing cycle',
    labels: ofPool,
    samples: each(({ used }) => used),
  }),
  family({
    name: 'fuelgauge_pool_burn_per_second',
    type: 'gauge',
    help: 'The burn per second by the forecast, in units of the label unit; times 86400 it is that of a day; missing while learning',
    labels: ofPool,
    samples: each(({ forecast }) =>
      forecast === null || forecast.burnPerDay === null ? null : forecast.burnPerDay / (dayMs / 1000),
    ),
  }),
  family({
    name: 'fuelgauge_pool_run_out_timestamp_seconds',
    type: 'gauge',
    help: 'When the pool reaches zero: early, likely and late (10th, 50th and 90th percentile); missing if not within 400 days',
    labels: [...ofPool, 'estimate'],
    samples: ({ pools, seconds }) =>
      pools.flatMap(({ pool, labels }) =>
        estimates.flatMap((estimate) => {
          const at = pool.forecast?.runsOutAt[estimate] ?? null;
          return sampleOf({ ...labels, estimate }, at === null ? null : seconds(at));
        }),
      ),
  }),
  family({
    name: 'fuelgauge_pool_refill_timestamp_seconds',
    type: 'gauge',
    help: 'When the next refill comes; missing if none is known',
    labels: ofPool,
    samples: each(({ cycle }, { state, seconds }) => {
      const refill = refillAhead(cycle, state.at);
      return refill === null ? null : seconds(refill.at);
    }),
  }),
  family({
    name: 'fuelgauge_pool_expiry_timestamp_seconds',
    type: 'gauge',
    help: 'When grants of this kind (refill, topup, package or promotion) expire next',
    labels: [...ofPool, 'kind'],
    samples: ofKinds((pool, kind, { state, seconds }) => {
      const next = nextExpiry(pool, kind, state.at);
      return sampleOf({}, next === null ? null : seconds(next.at));
    }),
  }),
  family({
    name: 'fuelgauge_pool_expiring',
    type: 'gauge',
    help: 'What is left now of the grants that expire then, in units of the label unit',
    labels: [...ofPool, 'kind'],
    samples: ofKinds((pool, kind, { state }) =>
      sampleOf({}, nextExpiry(pool, kind, state.at)?.amount ?? null),
    ),
  }),
  family({
    name: 'fuelgauge_pool_waste',
    type: 'gauge',
    help: 'What the grants of this kind that are there now will lose unused, in units of the label unit: early, likely and late (10th, 50th and 90th percentile of each, added up)',
    labels: [...ofPool, 'kind', 'estimate'],
    samples: ofKinds((pool, kind, { state }) => {
      const waste = wasteOf(pool, kind, state.at);
      if (waste.length === 0) return [];
      return estimates.map((estimate) => ({
        labels: { estimate },
        value: waste.reduce((sum, lost) => sum + lost[estimate], 0),
      }));
    }),
  }),
  family({
    name: 'fuelgauge_pool_waste_timestamp_seconds',
    type: 'gauge',
    help: 'When the first of it lapses; missing if none likely will',
    labels: [...ofPool, 'kind'],
    samples: ofKinds((pool, kind, { state, seconds }) => {
      const times = wasteOf(pool, kind, state.at).flatMap(({ at, likely }) => (likely > 0 ? [at] : []));
      return sampleOf({}, times.length === 0 ? null : seconds(Math.min(...times)));
    }),
  }),
] as const;
