import type { BudgetScope } from '../model/index.ts';

/** What a budget is called in notifications and lists: `Budget for client Nordhaus`. `account`: the name of its account. */
export function budgetName(scope: BudgetScope, account: string | undefined): string {
  if (scope.kind === 'all') return 'Budget for all accounts';
  return `Budget for ${scope.kind === 'tag' ? scope.tag : (account ?? 'a removed account')}`;
}
