import type { Budget, BudgetState } from '../model/index.ts';
import type { SpendFacts } from './types.ts';

/** The budgets in their running periods, in the order given. */
export function budgetStates(_facts: SpendFacts, _budgets: readonly Budget[]): BudgetState[] {
  return [];
}
