import type { BudgetState } from '../model/index.ts';

/** Whether a budget is nearly used up or will likely be passed: only then are the words for it loaded. */
export const needsWords = (budgets: readonly BudgetState[]): boolean =>
  budgets.some(({ share, passedAt }) => share >= 0.8 || passedAt.likely !== null);
