import { describe, expect, it } from 'vitest';
import type { BudgetState } from '../../../shared/model/index.ts';
import { trayMenu } from '../../../shared/tray/menu.ts';
import { budget, usd } from '../../helpers/spend.ts';
import { account, appState, now } from '../../helpers/states.ts';

const over = budget({ share: 1.1, scope: { kind: 'tag', tag: 'Nordhaus' }, limit: usd('35') });
const passing = budget({
  id: 'budget-00000002',
  scope: { kind: 'account', account: 'a3' },
  limit: usd('100'),
  passedAt: { early: now, likely: Date.UTC(2026, 10, 29) },
});
const fine = budget({ id: 'budget-00000003', share: 0.2 });
const stateOf = (budgets: BudgetState[], maskAmounts = false) => {
  const state = appState([account('a3', 'capsolver', 'solver')], { budgets });
  return { ...state, preferences: { ...state.preferences, maskAmounts } };
};
const lines = (state: ReturnType<typeof stateOf>) =>
  trayMenu(state, 'UTC').flatMap((item) =>
    item.type === 'action' && item.action.do === 'open' && item.action.page === '/spend' ? [item.label] : [],
  );

describe('budgets in the tray’s menu', () => {
  it('are those that will not hold, the worst first, and lead to Spend', () => {
    expect(lines(stateOf([fine, passing, over]))).toEqual([
      '“Nordhaus” is over its budget of $35 a month',
      'CapSolver, solver likely passes its budget of $100 a month on 29 November',
    ]);
    expect(lines(stateOf([fine]))).toEqual([]);
  });

  it('leave the menu its length', () => {
    const many = Array.from({ length: 9 }, (_, at) => ({ ...over, id: `budget-0000001${at}` }));
    expect(lines(stateOf(many))).toHaveLength(3);
  });

  it('hide amounts with all others', () => {
    expect(lines(stateOf([over], true)).join()).not.toMatch(/\d/);
  });
});
