import { describe, expect, it } from 'vitest';
import type { BudgetState } from '../../../shared/model/index.ts';
import { alerts, nearness, now } from './condition-facts.ts';

const budget = (more: Partial<BudgetState>): BudgetState => ({
  id: 'budget-0000000a',
  scope: { kind: 'all' },
  limit: { amount: '250', currency: 'USD' },
  period: 'month',
  from: Date.parse('2026-11-01T00:00:00Z'),
  until: Date.parse('2026-12-01T00:00:00Z'),
  spent: '100',
  share: 0.4,
  end: null,
  passedAt: { early: null, likely: null },
  incomplete: false,
  ...more,
});
const spent = (amount: string) => ({ spent: amount, share: Number(amount) / 250 });
const told = (more: Partial<BudgetState>) => alerts({ budget: budget(more) });
const november = '1793491200000/250 USD';

describe('a budget that is used up', () => {
  it('is for your information from half of it, a warning from 80 %, and critical when all of it is spent', () => {
    expect(told(spent('124.99'))).toEqual([]);
    expect(told(spent('125'))).toMatchObject([
      {
        key: `budget-used/${november}`,
        severity: 'info',
        level: 0,
        text: '$125.00 of $250.00 spent this month.',
        masked: '••• of ••• spent this month.',
      },
    ]);
    expect(told(spent('200'))).toMatchObject([{ severity: 'warning', level: 1 }]);
    expect(told(spent('250'))).toMatchObject([
      { severity: 'critical', level: 2, text: '$250.00 of $250.00 spent this month.' },
    ]);
    expect(told(spent('300.5'))).toMatchObject([
      { severity: 'critical', level: 2, text: '$300.50 spent this month, more than the budget of $250.00.' },
    ]);
  });

  it('is another one in another period, and with another limit', () => {
    const [next] = told({ ...spent('200'), from: Date.parse('2026-12-01T00:00:00Z') });
    const [raised] = told({ ...spent('200'), limit: { amount: '240', currency: 'USD' } });
    expect(new Set([next?.key, raised?.key, `budget-used/${november}`]).size).toBe(3);
  });

  it('tells only the shares that you want to know of', () => {
    const rules = { 'budget-used': { enabled: true, shares: [0.9] }, 'budget-ahead': { enabled: false } };
    expect(alerts({ budget: budget(spent('220')) }, 'UTC', rules)).toEqual([]);
    expect(alerts({ budget: budget(spent('225')) }, 'UTC', rules)).toMatchObject([
      { severity: 'warning', level: 0 },
    ]);
    const off = { ...rules, 'budget-used': { enabled: false, shares: [0.5] } };
    expect(alerts({ budget: budget(spent('250')) }, 'UTC', off)).toEqual([]);
  });
});

describe('a budget that will be passed', () => {
  const at = Date.parse('2026-11-27T15:00:00Z');

  it('is a warning if that is likely, and for your information if only the early end says so', () => {
    expect(told({ passedAt: { early: at - 1, likely: at } })).toMatchObject([
      {
        key: `budget-ahead/${november}`,
        severity: 'warning',
        level: 1,
        near: false,
        text: 'The budget of $250.00 will likely be passed on 27 Nov, 15:00, before the month ends.',
        masked: 'The budget of ••• will likely be passed on 27 Nov, 15:00, before the month ends.',
      },
    ]);
    expect(told({ passedAt: { early: at, likely: null } })).toMatchObject([
      {
        severity: 'info',
        level: 0,
        text: 'The budget of $250.00 may be passed on 27 Nov, 15:00, before the month ends.',
      },
    ]);
  });

  it('must be said for a while, and ends only when the forecast has moved well below the limit', () => {
    expect(told({ passedAt: { early: at, likely: null } })[0]?.settleMs).toBeGreaterThan(0);
    const end = (high: string) => ({ end: { currency: 'USD', low: '200', likely: '210', high } });
    expect(nearness({ budget: budget(end('245')) })).toEqual([['budget-ahead', 0, true]]);
    expect(nearness({ budget: budget(end('230')) })).toEqual([]);
  });

  it('is not told of one that is passed already', () => {
    expect(told({ ...spent('251'), passedAt: { early: at, likely: at } }).map(({ kind }) => kind)).toEqual([
      'budget-used',
    ]);
  });
});

it('an account knows nothing of budgets', () => {
  expect(alerts({ readAt: now }).filter(({ kind }) => kind.startsWith('budget'))).toEqual([]);
});
