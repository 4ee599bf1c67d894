import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AccountState, type Alert, accountStateSchema } from '../../shared/model/index.ts';
import { byUrgency } from '../../shared/urgency.ts';
import { alert, forecast } from '../helpers/states.ts';

interface Traits {
  label: string;
  id?: string;
  severity?: Alert['severity'] | null;
  pool?: { remaining: number | null; limit: number | null; likely?: number | null } | null;
  error?: boolean;
  paused?: boolean;
}

function account(traits: Traits): AccountState {
  const { label, id = label, severity = null, pool = null, error = false, paused = false } = traits;
  return accountStateSchema.parse({
    id,
    provider: 'crustdata',
    label,
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
    alerts: severity === null ? [] : [alert('low', severity)],
    notes: [],
    disagreements: [],
    entered: {},
    refreshing: false,
  });
}

it('puts the most urgent first', () => {
  const wanted = [
    account({ label: 'critical', severity: 'critical' }),
    account({ label: 'warned and nearly empty', severity: 'warning', pool: { remaining: 1, limit: 100 } }),
    account({ label: 'warned', severity: 'warning', pool: { remaining: 19, limit: 100 } }),
    account({ label: 'informed', severity: 'info', pool: { remaining: 80, limit: 100 } }),
    account({ label: 'runs out first', pool: { remaining: 99, limit: 100, likely: 1000 } }),
    account({ label: 'runs out next', pool: { remaining: 98, limit: 100, likely: 2000 } }),
    account({ label: 'never, and a third left', pool: { remaining: 30, limit: 100, likely: null } }),
    account({ label: 'half', pool: { remaining: 50, limit: 100 } }),
    account({ label: 'more than full', pool: { remaining: 300, limit: 100 } }),
    account({ label: 'unread', error: true }),
    account({ label: 'a prepaid one', pool: { remaining: 3, limit: null } }),
    account({ label: 'b unknown', pool: { remaining: null, limit: 100 } }),
    account({ label: 'a paused one', severity: 'critical', paused: true }),
  ];
  expect(
    wanted
      .toReversed()
      .sort(byUrgency)
      .map(({ label }) => label),
  ).toEqual(wanted.map(({ label }) => label));
});

describe('the order', () => {
  const amounts = fc.option(fc.integer({ min: -1, max: 3 }));
  const accounts = fc
    .record({
      label: fc.constantFrom('a', 'B', 'é', 'e\u0301'),
      id: fc.constantFrom('1', '2', '3'),
      severity: fc.option(fc.constantFrom<Alert['severity']>('info', 'warning', 'critical')),
      pool: fc.option(fc.record({ remaining: amounts, limit: amounts, likely: amounts })),
      error: fc.boolean(),
      paused: fc.boolean(),
    })
    .map(account);

  it('is antisymmetric, and equal only for the same id', () => {
    fc.assert(
      fc.property(accounts, accounts, (a, b) => {
        expect(Math.sign(byUrgency(a, b)) + Math.sign(byUrgency(b, a))).toBe(0);
        if (byUrgency(a, b) === 0) expect(a.id).toBe(b.id);
      }),
    );
  });

  it('is transitive', () => {
    fc.assert(
      fc.property(accounts, accounts, accounts, (a, b, c) => {
        if (byUrgency(a, b) <= 0 && byUrgency(b, c) <= 0) expect(byUrgency(a, c)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 1000 },
    );
  });
});
