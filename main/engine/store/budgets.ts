import type { Budget, BudgetScope } from '../../../shared/model/index.ts';
import { comparable } from '../../../shared/names.ts';

/** Whether two budgets are for the same accounts, period and currency, so that one of them is too many. */
export const isTwin = (one: Budget, other: Budget): boolean =>
  one.period === other.period &&
  one.limit.currency === other.limit.currency &&
  scopeKey(one.scope) === scopeKey(other.scope);

function scopeKey(scope: BudgetScope): string {
  if (scope.kind === 'all') return 'all';
  return scope.kind === 'account' ? `account ${scope.account}` : `tag ${comparable(scope.tag)}`;
}
