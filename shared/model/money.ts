import { z } from 'zod';
import { frequencySchema, grantKindSchema } from './reading.ts';
import { amountSchema, daySchema, instantSchema } from './unit.ts';

// Money is written as exact decimals: binary fractions such as 0.1 cannot be added up without error.

export const currencySchema = z.string().regex(/^[A-Z]{3}$/);

/** An exact decimal without an exponent, such as `-12.40`. */
export const decimalSchema = z.string().regex(/^-?\d{1,15}(\.\d{1,20})?$/);

export const moneySchema = z.object({ amount: decimalSchema, currency: currencySchema });
export type Money = z.infer<typeof moneySchema>;

/** Amounts of several currencies, which are never added without a rate: at most one of each, by currency. */
export const moneysSchema = z.array(moneySchema);

/** What you paid, with your own words about it, such as an invoice number. */
export const paidSchema = moneySchema.extend({
  amount: decimalSchema.regex(/^\d/),
  note: z.string().trim().max(200).optional(),
});
export type Paid = z.infer<typeof paidSchema>;

/** A plan's price per cycle from a day on, until the next one. */
export const planPriceSchema = z.object({
  /** UTC. The cycle that runs on this day is the first at this price. */
  since: daySchema,
  every: frequencySchema,
  paid: paidSchema,
  /** Credits that it buys in each cycle. Null: what the account's cycle says. */
  credits: amountSchema.positive().nullable(),
});
export type PlanPrice = z.infer<typeof planPriceSchema>;

/** What you paid for a grant that the provider reports. The rest is kept because the provider stops to report it one day. */
export const grantPriceSchema = z.object({
  grant: z.string(),
  pool: z.string(),
  kind: grantKindSchema,
  granted: amountSchema.positive(),
  grantedAt: instantSchema,
  expiresAt: instantSchema.nullable(),
  paid: paidSchema,
});
export type GrantPrice = z.infer<typeof grantPriceSchema>;

/** What use beyond all grants costs, for each `per` of the unit. */
export const overagePriceSchema = z.object({ paid: paidSchema, per: amountSchema.positive() });
export type OveragePrice = z.infer<typeof overagePriceSchema>;

export const budgetScopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('account'), account: z.string() }),
  z.object({ kind: z.literal('tag'), tag: z.string() }),
]);
export type BudgetScope = z.infer<typeof budgetScopeSchema>;

/** Calendar periods in your time zone; weeks begin on Mondays. */
export const budgetPeriodSchema = z.enum(['day', 'week', 'month', 'year']);
export type BudgetPeriod = z.infer<typeof budgetPeriodSchema>;

export const budgetSchema = z.object({
  id: z.string(),
  scope: budgetScopeSchema,
  limit: moneySchema.extend({ amount: decimalSchema.regex(/^\d/) }),
  period: budgetPeriodSchema,
  /** When you made it: what was spent by then is no news. Missing: long ago. */
  createdAt: instantSchema.optional(),
  /** No notification about it before this instant. Missing: it is not muted. */
  mutedUntil: instantSchema.optional(),
});
export type Budget = z.infer<typeof budgetSchema>;

/** A rate that you entered: one `from` is worth `rate` `to`. */
export const currencyRateSchema = z.object({
  from: currencySchema,
  to: currencySchema,
  rate: decimalSchema.regex(/^\d/),
  /** The day of the rate. */
  on: daySchema,
});
export type CurrencyRate = z.infer<typeof currencyRateSchema>;

/** `currency`: in which totals are told where your rates reach. Null: each currency for itself. */
export const moneySettingsSchema = z.object({
  currency: currencySchema.nullable().default(null),
  rates: z.array(currencyRateSchema).default([]),
});
export type MoneySettings = z.infer<typeof moneySettingsSchema>;

/** Money now and, if the forecast says so, at the end of a period: 10th, 50th and 90th percentile. */
export const moneyRangeSchema = z.object({
  currency: currencySchema,
  low: decimalSchema,
  likely: decimalSchema,
  high: decimalSchema,
});
export type MoneyRange = z.infer<typeof moneyRangeSchema>;

/** A budget in its running period. */
export const budgetStateSchema = budgetSchema.extend({
  /** The period: from its first instant up to, but not at, its last. */
  from: instantSchema,
  until: instantSchema,
  spent: decimalSchema,
  /** Spent by the limit, 0 or more; 1: all of it. */
  share: z.number().nonnegative(),
  /** Spent at the period's end; null: still learning. */
  end: moneyRangeSchema.nullable(),
  /** When it is likely, and early, passed; null: not before the period ends. Passed already: both null. */
  passedAt: z.object({ early: instantSchema.nullable(), likely: instantSchema.nullable() }),
  /** Use without a price, or in a currency without a rate, is not in it. */
  incomplete: z.boolean(),
});
export type BudgetState = z.infer<typeof budgetStateSchema>;

/** What an account costs, for its row and for scripts. */
export const accountCostSchema = z.object({
  /** Spent since the first of your month, less refunds. */
  spentThisMonth: moneysSchema,
  /** The value of what is left. */
  left: moneysSchema,
  /** What the credits that are drawn now cost, for 1 of the main pool's unit; null: no price is known. */
  perUnit: moneySchema.nullable(),
  /** Some use of this month has no price. */
  unpriced: z.boolean(),
});
export type AccountCost = z.infer<typeof accountCostSchema>;
