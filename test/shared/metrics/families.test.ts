import { describe, expect, it } from 'vitest';
import {
  families,
  type MetricInput,
  type MetricName,
  metricFacts,
  most,
} from '../../../shared/metrics/index.ts';
import { budget, everything, secrets, whole } from '../../helpers/metrics.ts';
import { account, appState, cap, day, forty, now, pool, seven, troubled } from '../../helpers/states.ts';

const samplesOf = (name: MetricName, input: Partial<MetricInput> = {}) =>
  families.find((each) => each.name === name)?.samples(metricFacts({ ...everything, ...input })) ?? [];

const valuesOf = (name: MetricName, input: Partial<MetricInput> = {}) =>
  samplesOf(name, input).map(({ value }) => value);

const withAccounts = (...accounts: Parameters<typeof appState>[0]) => ({ state: appState(accounts) });

describe('the metrics', () => {
  it('are named as Prometheus wants it, each once', () => {
    const names = families.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, type, help } of families) {
      expect(name).toMatch(/^fuelgauge_[a-z]+(_[a-z]+)*$/);
      expect(name.endsWith('_total')).toBe(type === 'counter');
      expect(name).not.toMatch(/_(ms|minutes?|hours?|days?|percent|count|sum|bucket)(_|$)/);
      expect(help).toMatch(/^[A-Z].*[^.]$/);
    }
  });

  it.each([everything.state, seven, forty, troubled])('carry the labels that they declare', (state) => {
    const facts = metricFacts({ ...everything, state });
    for (const { samples, labels, type } of families)
      for (const sample of samples(facts)) {
        const own = type === 'histogram' && sample.part === 'bucket' ? [...labels, 'le'] : labels;
        expect(Object.keys(sample.labels).sort()).toEqual([...own].sort());
        expect(Number.isFinite(sample.value)).toBe(true);
      }
  });

  it('all have a number where everything is known', () => {
    const facts = metricFacts(everything);
    expect(families.filter(({ samples }) => samples(facts).length === 0).map(({ name }) => name)).toEqual([]);
  });

  it('tell no text but that of their labels', () => {
    const facts = metricFacts(everything);
    const told = JSON.stringify(families.map(({ samples }) => samples(facts)));
    for (const secret of secrets) expect(told).not.toContain(secret);
  });

  it('keep a series apart from the name of its account', () => {
    const renamed = withAccounts(whole('a1', { label: 'renamed' }));
    for (const { samples } of families) {
      const [before, after] = [everything, { ...everything, ...renamed }].map((input) =>
        samples(metricFacts(input)).map(({ labels: { label: _, name: _name, ...rest } }) => rest),
      );
      if (samples(metricFacts(everything)).some(({ labels }) => labels.account !== undefined))
        expect(after).toEqual(before);
    }
  });
});

describe('a pool', () => {
  it('tells its figures in its own unit, and instants in seconds', () => {
    expect(samplesOf('fuelgauge_pool_remaining')).toEqual([
      {
        labels: {
          account: 'a1',
          label: 'production',
          provider: 'crustdata',
          tag: 'client Nordhaus,live',
          pool: 'credits',
          unit: 'credits',
        },
        value: 240.5,
      },
      { labels: expect.objectContaining({ pool: 'wallet', unit: 'EUR' }), value: 1.5 },
    ]);
    expect(valuesOf('fuelgauge_pool_burn_per_second')).toEqual([0.001]);
    expect(valuesOf('fuelgauge_pool_run_out_timestamp_seconds')).toEqual(
      [1, 2, 3].map((days) => (now + days * day) / 1000),
    );
    expect(samplesOf('fuelgauge_pool_info').map(({ labels: { main, refill } }) => [main, refill])).toEqual([
      ['true', 'monthly'],
      ['false', ''],
    ]);
  });

  it('has no number for what nobody knows', () => {
    const unknown = withAccounts(account('a1', 'spidra', 'x', { pools: [pool(null)] }));
    for (const name of [
      'fuelgauge_pool_remaining',
      'fuelgauge_pool_limit',
      'fuelgauge_pool_burn_per_second',
      'fuelgauge_pool_run_out_timestamp_seconds',
      'fuelgauge_pool_waste',
      'fuelgauge_pool_expiring',
    ] as const)
      expect(samplesOf(name, unknown)).toEqual([]);
  });

  it('tells what expires next and what will lapse, by kind of grant', () => {
    const kinds = (name: MetricName) => samplesOf(name).map(({ labels: { kind }, value }) => [kind, value]);
    expect(kinds('fuelgauge_pool_expiring')).toEqual([
      ['refill', 40.5],
      ['topup', 150],
    ]);
    expect(kinds('fuelgauge_pool_expiry_timestamp_seconds')).toEqual([
      ['refill', (now + 10 * day) / 1000],
      ['topup', (now + 5 * day) / 1000],
    ]);
    expect(kinds('fuelgauge_pool_waste')).toEqual([
      ['topup', 0],
      ['topup', 25],
      ['topup', 40],
    ]);
    expect(kinds('fuelgauge_pool_waste_timestamp_seconds')).toEqual([['topup', (now + 5 * day) / 1000]]);
  });
});

describe('a cap', () => {
  it('tells its use until it has reset, and nothing after that', () => {
    expect(valuesOf('fuelgauge_cap_use_ratio')).toEqual([0.64]);
    expect(samplesOf('fuelgauge_cap_limit')[0]?.labels).toMatchObject({ window: 'day', unit: 'requests' });
    const past = withAccounts(whole('a1', { caps: [cap({ resetsAt: now - 1 })] }));
    expect(valuesOf('fuelgauge_cap_limit', past)).toEqual([1000]);
    for (const name of [
      'fuelgauge_cap_used',
      'fuelgauge_cap_use_ratio',
      'fuelgauge_cap_reset_timestamp_seconds',
    ] as const)
      expect(samplesOf(name, past)).toEqual([]);
  });

  it('that only an error told of has a share, but no size', () => {
    const unsized = withAccounts(whole('a1', { caps: [cap({ used: 1000, provenance: 'computed' })] }));
    expect(valuesOf('fuelgauge_cap_use_ratio', unsized)).toEqual([1]);
    expect([
      ...samplesOf('fuelgauge_cap_used', unsized),
      ...samplesOf('fuelgauge_cap_limit', unsized),
    ]).toEqual([]);
  });
});

describe('an account', () => {
  it('is in exactly one state, with its place by urgency', () => {
    const states = samplesOf('fuelgauge_account_health').filter(({ value }) => value === 1);
    expect(states.map(({ labels }) => labels.state)).toEqual(['error']);
    const order = { ...seven, order: [...seven.order].sort() };
    const places = samplesOf('fuelgauge_account_urgency_rank', { state: order });
    expect(places.map(({ labels }) => labels.account)).toEqual(order.order);
    expect(places.toSorted((a, b) => a.value - b.value).map(({ labels }) => labels.account)).toEqual(
      seven.accounts.map(({ id }) => id),
    );
  });

  it('has no time of a reading whose time is wrong', () => {
    const undated = whole('a1', {
      health: { state: 'stale', readAt: now, undated: true, error: null, nextAt: null },
    });
    expect(samplesOf('fuelgauge_account_reading_timestamp_seconds', withAccounts(undated))).toEqual([]);
  });

  it('tells what was spent, and its budget under the name of its owner', () => {
    expect(valuesOf('fuelgauge_account_spend_this_month')).toEqual([12.4]);
    expect(samplesOf('fuelgauge_budget_use_ratio')).toEqual([
      {
        labels: { budget: 'budget-1', name: 'Budget for production', period: 'month', unit: 'USD' },
        value: 0.248,
      },
    ]);
  });
});

it('polls are a histogram whose buckets add up', () => {
  const parts = samplesOf('fuelgauge_poll_duration_seconds');
  const buckets = parts.filter(({ part }) => part === 'bucket');
  expect(buckets.map(({ value }) => value)).toEqual([1, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4]);
  expect(buckets.at(-1)?.labels).toEqual({ provider: 'crustdata', le: '+Inf' });
  expect(parts.slice(-2).map(({ part, value }) => [part, value])).toEqual([
    ['sum', 31.5],
    ['count', 4],
  ]);
});

it('instants of the demo are told on the clock of whoever scrapes', () => {
  const demo = { state: { ...everything.state, mode: 'demo' as const }, now: now + 7000 };
  const [live = 0] = valuesOf('fuelgauge_account_reading_timestamp_seconds');
  expect(valuesOf('fuelgauge_account_reading_timestamp_seconds', demo)).toEqual([live + 7]);
});

it('is bounded, takes the same accounts whatever is urgent, and says what is left out', () => {
  const crowded = whole('a0', {
    pools: Array.from({ length: most.pools + 3 }, (_, index) => pool(1, { id: `p${index}` })),
    caps: Array.from({ length: most.caps + 2 }, (_, index) => cap({ id: `c${index}` })),
  });
  const accounts = [
    crowded,
    ...Array.from({ length: most.accounts + 4 }, (_, index) => whole(`a${index + 1}`)),
  ];
  const state = appState(accounts.toReversed(), {
    order: accounts.map(({ id }) => id),
    budgets: Array.from({ length: most.budgets + 1 }, () => budget),
  });
  const input = { state, polls: Array.from({ length: most.providers + 6 }, () => everything.polls).flat() };
  expect(samplesOf('fuelgauge_left_out', input).map(({ labels, value }) => [labels.kind, value])).toEqual([
    ['accounts', 5],
    ['pools', 3],
    ['caps', 2],
    ['budgets', 1],
    ['providers', 6],
  ]);
  const told = samplesOf('fuelgauge_account_info', input).map(({ labels }) => labels.account);
  expect(told).toEqual(accounts.slice(0, most.accounts).map(({ id }) => id));
  expect(
    samplesOf('fuelgauge_pool_info', input).filter(({ labels }) => labels.account === 'a0'),
  ).toHaveLength(most.pools);
});
