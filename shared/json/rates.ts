import { z } from 'zod';
import { statementSchema } from '../api/money.ts';
import { currencySchema, unitSchema } from '../model/index.ts';
import { currencyRateSchema, moneyRangeSchema, moneySchema } from '../model/money.ts';
import { firstVersion } from './common.ts';

// What `rates --json`, `statement --json` and `plans --json` print. Scripts read it, so keys are only ever added. Amounts of money
// are texts with an exact decimal.

export const ratesJsonSchema = z.object({
  ...firstVersion,
  /** In which totals are told where your rates reach; null: each currency for itself. */
  currency: currencySchema.nullable(),
  rates: z.array(currencyRateSchema),
});
export type RatesJson = z.infer<typeof ratesJsonSchema>;

export const statementJsonSchema = statementSchema.extend(firstVersion);
export type StatementJson = z.infer<typeof statementJsonSchema>;

export const plansJsonSchema = z.object({
  ...firstVersion,
  account: z.string(),
  /** What its use would cost on each plan; empty: it is not known. */
  plans: z.array(
    z.object({
      plan: z.string(),
      name: z.string(),
      current: z.boolean(),
      /** By the use of last month; null: the plan would not have been enough, or nobody knows. */
      last: moneySchema.nullable(),
      /** By what the forecast expects of the coming month. */
      coming: moneyRangeSchema.nullable(),
    }),
  ),
  used: z.object({ last: z.number().nullable(), coming: z.number().nullable(), unit: unitSchema }).nullable(),
  /** The plan that would cost less than the present one in both; null: none does. */
  cheaper: z.string().nullable(),
  assumptions: z.array(z.string()),
});
export type PlansJson = z.infer<typeof plansJsonSchema>;
