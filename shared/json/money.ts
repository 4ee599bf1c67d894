import { z } from 'zod';
import { spendReportSchema } from '../api/money.ts';
import { statusBudgetSchema } from '../model/status-json.ts';
import { firstVersion, instant } from './common.ts';

/** `fuelgauge spend --json`. */
export const spendJsonSchema = spendReportSchema.extend({ ...firstVersion, at: instant });
export type SpendJson = z.infer<typeof spendJsonSchema>;

/** `fuelgauge budget --json`. */
export const budgetsJsonSchema = z.object({
  ...firstVersion,
  at: instant,
  budgets: z.array(statusBudgetSchema),
});
export type BudgetsJson = z.infer<typeof budgetsJsonSchema>;
