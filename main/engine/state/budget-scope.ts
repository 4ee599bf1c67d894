import type { Account, BudgetScope } from '../../../shared/model/index.ts';
import { comparable } from '../../../shared/names.ts';
import type { EngineParts } from '../parts.ts';
import { pricesOf } from '../store/prices.ts';
import { knownAccounts } from './known-accounts.ts';

/** Whether the budget is for this account. */
export function isInScope({ id, tags }: Pick<Account, 'id' | 'tags'>, scope: BudgetScope): boolean {
  if (scope.kind === 'all') return true;
  if (scope.kind === 'account') return id === scope.account;
  return tags.some((tag) => comparable(tag) === comparable(scope.tag));
}

/** The currencies in which the accounts of a budget can cost something; empty: no price is known yet. */
export function currenciesOf(parts: EngineParts, scope: BudgetScope): string[] {
  const found = knownAccounts(parts)
    .filter(({ account }) => isInScope(account, scope))
    .flatMap((known) => [
      ...pricesOf(known.account).map(({ currency }) => currency),
      ...parts.observations
        .of(known)
        .state.pools.flatMap(({ unit }) => (unit.kind === 'money' ? [unit.code] : [])),
    ]);
  return [...new Set(found)].sort();
}
