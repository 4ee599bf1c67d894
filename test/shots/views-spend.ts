import { z } from 'zod';
import { spendGroupSchema } from '../../shared/api/money.ts';
import { budget, spendReport, statement, usd, usdRange } from '../helpers/spend.ts';
import { account, appState, empty, pool } from '../helpers/states.ts';
import type { Answers, View } from './view.ts';

const groupOf = (input: unknown) => z.object({ by: spendGroupSchema }).parse(input).by;
const answers: Answers = { spend: (input) => spendReport(groupOf(input)), statement: () => statement };

const paid = { amount: '49', currency: 'USD' };
const plan = { since: '2026-10-01', every: 'monthly', paid, credits: 100_000 } as const;
const spending = appState(
  [
    account('a1', 'crustdata', 'production', {
      tags: ['Nordhaus'],
      pools: [pool(2400)],
      entered: { plan: null, cycleStart: null, refill: null, rollover: null, grants: [], prices: [plan] },
      cost: { spentThisMonth: [usd('20.75')], left: [usd('41.90')], perUnit: usd('0.0121'), unpriced: false },
    }),
    account('a2', 'crustdata', 'research', { tags: ['Nordhaus'], pools: [pool(820)] }),
    account('a3', 'capsolver', 'solver', { pools: [pool(31.2, { unit: { kind: 'money', code: 'USD' } })] }),
    account('a5', 'spidra', 'spidra', { pools: [pool(812)] }),
  ],
  {
    budgets: [
      budget(),
      budget({
        id: 'budget-00000002',
        scope: { kind: 'account', account: 'a3' },
        limit: usd('100'),
        spent: '91.40',
        share: 0.914,
        end: usdRange('108', '112', '117'),
        passedAt: { early: Date.UTC(2026, 10, 22), likely: Date.UTC(2026, 10, 29) },
        incomplete: false,
      }),
      budget({
        id: 'budget-00000003',
        scope: { kind: 'tag', tag: 'Nordhaus' },
        limit: usd('35'),
        spent: '38.35',
        share: 1.096,
        end: usdRange('46', '50', '56'),
        incomplete: false,
      }),
    ],
  },
);

const page = (name: string, path: string, rest: Partial<View> = {}): View => ({
  name,
  window: 'dashboard',
  path,
  of: spending,
  answers,
  ...rest,
});

export const spendViews: readonly View[] = [
  page('spend', '#/spend', { zoomed: true, contrasts: true, held: ['1200-light', '700-dark'] }),
  page('spend-tags', '#/spend', {
    steps: (seen) => seen.getByRole('combobox', { name: 'Rows' }).selectOption('account'),
  }),
  page('spend-masked', '#/spend', {
    of: { ...spending, preferences: { ...spending.preferences, maskAmounts: true } },
  }),
  page('spend-budget', '#/spend', {
    windowOnly: true,
    steps: (seen) => seen.getByRole('button', { name: 'New budget' }).click(),
    ready: (seen) => seen.getByRole('dialog'),
  }),
  page('spend-rates', '#/spend', {
    of: {
      ...spending,
      money: { currency: 'USD', rates: [{ from: 'EUR', to: 'USD', rate: '1.08', on: '2026-11-20' }] },
    },
    windowOnly: true,
    steps: (seen) => seen.getByRole('button', { name: 'Currency and rates' }).click(),
    ready: (seen) => seen.getByRole('dialog'),
  }),
  page('spend-statement', '#/spend/statement/2026-11-01/2026-11-30', { zoomed: true, held: ['1200-light'] }),
  page('spend-no-accounts', '#/spend', { of: empty }),
  page('account-cost', '#/account/a1', {}),
  page('account-price', '#/account/a1', {
    windowOnly: true,
    steps: async (seen) => {
      await seen.getByRole('button', { name: 'Price of the plan' }).click();
    },
    ready: (seen) => seen.getByRole('dialog'),
  }),
];
