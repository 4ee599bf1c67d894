import type { MetricInput } from '../../shared/metrics/index.ts';
import type { AccountState, BudgetState } from '../../shared/model/index.ts';
import {
  account,
  alert,
  appState,
  cap,
  day,
  failing,
  forecast,
  grant,
  monthly,
  now,
  pool,
  range,
} from './states.ts';

/** Texts that no metric may tell. */
export const secrets = ['7f3a', 'a note of mine', 'Look at this.', '/home/ada', 'invoice 1042'];

/** An account of which everything is known. */
export const whole = (id: string, rest: Partial<AccountState> = {}): AccountState =>
  account(id, 'crustdata', 'production', {
    tags: ['client Nordhaus', 'live'],
    note: 'a note of mine',
    plan: 'Builder',
    health: failing('timed-out', 'No answer within 15 seconds.', now - day),
    pools: [
      pool(240.5, {
        limit: 5000,
        used: 4759.5,
        cycle: monthly(5000, 'none'),
        grants: [
          grant(40.5, { id: 'refill', expiresAt: now + 10 * day }),
          grant(150, { id: 'old', kind: 'topup', expiresAt: now + 5 * day }),
          grant(50, { id: 'new', kind: 'topup', expiresAt: now + 90 * day }),
        ],
        forecast: forecast({
          burnPerDay: 86.4,
          runsOutAt: range(1, 2, 3),
          waste: [
            { grant: 'old', at: now + 5 * day, early: 0, likely: 20, late: 30 },
            { grant: 'new', at: now + 90 * day, early: 0, likely: 5, late: 10 },
          ],
        }),
      }),
      pool(1.5, { id: 'wallet', label: 'Wallet', unit: { kind: 'money', code: 'EUR' } }),
    ],
    caps: [cap({ forecast: { reachedAt: range(0.1, 0.2, null), probability: 0.83 } })],
    alerts: [alert('runs-out-soon', 'critical')],
    cost: {
      spentThisMonth: [{ amount: '12.40', currency: 'USD' }],
      left: [{ amount: '3.10', currency: 'USD' }],
      perUnit: null,
      unpriced: false,
    },
    ...rest,
  });

export const budget: BudgetState = {
  id: 'budget-1',
  scope: { kind: 'account', account: 'a1' },
  limit: { amount: '50', currency: 'USD' },
  period: 'month',
  from: now - 20 * day,
  until: now + 10 * day,
  spent: '12.40',
  share: 0.248,
  end: null,
  passedAt: { early: null, likely: null },
  incomplete: false,
};

/** A scrape in which every metric has a number. */
export const everything: MetricInput = {
  state: appState([whole('a1')], { budgets: [budget] }),
  polls: [
    {
      provider: 'crustdata',
      counts: [1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1],
      seconds: 31.5,
      errors: new Map([['timed-out', 2]]),
    },
  ],
  version: '1.2.3',
  now: now + 1000,
};
