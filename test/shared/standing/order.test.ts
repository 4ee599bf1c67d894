import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AccountState, type Alert, accountStateSchema } from '../../../shared/model/index.ts';
import {
  compareStanding,
  compareStandingKeys,
  type Level,
  sortByStanding,
  standingKey,
  standingOf,
} from '../../../shared/standing/index.ts';
import { alert, forecast, now } from '../../helpers/states.ts';

interface Traits {
  label: string;
  id?: string;
  severity?: Alert['severity'] | null;
  kind?: Alert['kind'];
  pool?: { remaining: number | null; limit: number | null; likely?: number | null } | null;
  error?: boolean;
  paused?: boolean;
}

function account(traits: Traits): AccountState {
  const {
    label,
    id = label,
    severity = null,
    kind = 'low',
    pool = null,
    error = false,
    paused = false,
  } = traits;
  return accountStateSchema.parse({
    id,
    provider: 'crustdata',
    label,
    credential: { since: null, expiresAt: null },
    credentialEnd: null,
    credentialKept: 'vault',
    paused,
    intervalMs: 60_000,
    health: {
      state: error ? 'error' : 'ok',
      readAt: null,
      error: error ? { kind: 'offline', message: 'x', retryAt: null, advice: 'y' } : null,
      nextAt: null,
    },
    plan: null,
    scope: 'account',
    pools:
      pool === null
        ? []
        : [
            {
              id: 'p',
              label: 'P',
              unit: { kind: 'credits' },
              used: null,
              provenance: {},
              cycle: null,
              grants: [],
              burnByDay: [],
              remaining: pool.remaining,
              limit: pool.limit,
              forecast:
                pool.likely === undefined
                  ? null
                  : forecast({ runsOutAt: { early: pool.likely, likely: pool.likely, late: pool.likely } }),
            },
          ],
    caps: [],
    alertSettings: {},
    alerts: severity === null ? [] : [alert(kind, severity)],
    notes: [],
    disagreements: [],
    entered: {},
    refreshing: false,
  });
}

const labels = (accounts: readonly AccountState[]) => sortByStanding(accounts, now).map(({ label }) => label);
const days = (count: number) => now + count * 86_400_000;

it('puts the most urgent first', () => {
  const wanted = [
    account({ label: 'runs out today', pool: { remaining: 99, limit: 100, likely: days(0.5) } }),
    account({ label: 'critically low, still learning', severity: 'critical' }),
    account({ label: 'runs out in two days', pool: { remaining: 99, limit: 100, likely: days(2) } }),
    account({ label: 'low and nearly empty', severity: 'warning', pool: { remaining: 1, limit: 100 } }),
    account({ label: 'low', severity: 'warning', pool: { remaining: 19, limit: 100 } }),
    account({
      label: 'unread, and runs out',
      error: true,
      pool: { remaining: 9, limit: 9, likely: days(40) },
    }),
    account({ label: 'unread', error: true }),
    account({ label: 'runs out first', pool: { remaining: 99, limit: 100, likely: days(10) } }),
    account({
      label: 'informed, and runs out next',
      severity: 'info',
      kind: 'expires-soon',
      pool: { remaining: 98, limit: 100, likely: days(20) },
    }),
    account({ label: 'never, and a third left', pool: { remaining: 30, limit: 100, likely: null } }),
    account({ label: 'half', pool: { remaining: 50, limit: 100 } }),
    account({ label: 'more than full', pool: { remaining: 300, limit: 100 } }),
    account({ label: 'a prepaid one', pool: { remaining: 3, limit: null } }),
    account({ label: 'b unknown', pool: { remaining: null, limit: 100 } }),
    account({ label: 'a paused one', severity: 'critical', paused: true }),
  ];
  expect(labels(wanted.toReversed())).toEqual(wanted.map(({ label }) => label));
});

it('does not hang on the moment at which each account was looked at', () => {
  const second = 1000;
  const traits: Traits[] = [
    { label: 'b', pool: { remaining: 0, limit: 100 } },
    { label: 'b', severity: 'critical', kind: 'exhausted' },
    { label: 'b', severity: 'warning', pool: { remaining: 3, limit: null } },
    { label: 'b', pool: { remaining: 99, limit: 100, likely: days(2) } },
  ];
  for (const trait of traits) {
    const [b, a] = [account(trait), account({ ...trait, label: 'a' })];
    for (const [early, late] of [
      [b, a],
      [a, b],
    ] as const) {
      const order = compareStandingKeys(standingKey(early, now), standingKey(late, now + second));
      expect(Math.sign(order)).toBe(early === a ? -1 : 1);
    }
  }
});

const compare = (a: AccountState, b: AccountState) => compareStanding(a, b, now);
const ranks: Record<Level, number> = { critical: 0, watch: 1, waiting: 2, ok: 2, off: 3 };

describe('the order', () => {
  const amounts = fc.option(fc.integer({ min: -1, max: 3 }));
  const likely = amounts.map((count) => (count === null ? null : days(count)));
  const accounts = fc
    .record({
      label: fc.constantFrom('a', 'B', 'é', 'e\u0301'),
      id: fc.constantFrom('1', '2', '3'),
      severity: fc.option(fc.constantFrom<Alert['severity']>('info', 'warning', 'critical')),
      pool: fc.option(fc.record({ remaining: amounts, limit: amounts, likely })),
      error: fc.boolean(),
      paused: fc.boolean(),
    })
    .map(account);

  it('is antisymmetric, and equal only for the same id', () => {
    fc.assert(
      fc.property(accounts, accounts, (a, b) => {
        expect(Math.sign(compare(a, b)) + Math.sign(compare(b, a))).toBe(0);
        if (compare(a, b) === 0) expect(a.id).toBe(b.id);
      }),
    );
  });

  it('is transitive', () => {
    fc.assert(
      fc.property(accounts, accounts, accounts, (a, b, c) => {
        if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 1000 },
    );
  });

  it('never puts one before another that stands worse', () => {
    fc.assert(
      fc.property(fc.array(accounts, { maxLength: 8 }), (some) => {
        const found = sortByStanding(some, now).map((one) => ranks[standingOf(one, now).level]);
        expect(found).toEqual(found.toSorted((a, b) => a - b));
      }),
    );
  });

  it('is the same whatever the order before, and keeps that of what is equal', () => {
    fc.assert(
      fc.property(fc.uniqueArray(accounts, { selector: ({ id }) => id }), (some) => {
        expect(sortByStanding(some.toReversed(), now)).toEqual(sortByStanding(some, now));
      }),
    );
    const twins = [account({ label: 'a' }), account({ label: 'a' })];
    expect(sortByStanding(twins, now).every((one, index) => one === twins[index])).toBe(true);
  });
});
