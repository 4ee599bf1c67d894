import type { SpendReport } from '../api/money.ts';
import type { WritingContext } from '../format.ts';
import type { AccountCost, BudgetState } from '../model/index.ts';

/** What a report says in words. With `mask` in the context, every amount is hidden. */
export interface SpendWords {
  /** `$214 in November so far, likely $238 to $251`. */
  title: string;
  /** `$31 more than in October.` `$12.40 of credits will lapse unused.` `Two accounts have no price yet.` */
  details: string[];
}

/** The headline of a report, shared by the page, the popover and the command line. */
export function spendWords(_report: SpendReport, _context: WritingContext): SpendWords {
  return { title: '', details: [] };
}

/** `$74.20 of $100 this month, likely $96 to $104`. */
export function budgetWords(_budget: BudgetState, _context: WritingContext): string {
  return '';
}

/** Short, for a chip: `74 % of $100`. */
export function budgetChip(_budget: BudgetState, _context: WritingContext): string {
  return '';
}

/** `$12.40 this month, $31.20 left`. */
export function costWords(_cost: AccountCost, _context: WritingContext): string {
  return '';
}
