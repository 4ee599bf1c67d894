import { z } from 'zod';
import { alertSchema } from './alert.ts';
import { commandErrorKindSchema, readErrorKindSchema } from './errors.ts';
import { capForecastSchema, poolForecastSchema } from './forecast.ts';
import { budgetPeriodSchema, budgetScopeSchema, moneySchema, moneysSchema } from './money.ts';
import { capSchema, cycleSchema, grantSchema, poolSchema, scopeSchema } from './reading.ts';
import { disagreementSchema, healthSchema } from './state.ts';

// The external contract of `fuelgauge status --json`: scripts read it, so keys are only ever added. Instants are ISO 8601 in
// UTC with `Z`; inside the program they are epoch milliseconds.

export const statusInstantSchema = z.iso.datetime();
const instantOrNull = statusInstantSchema.nullable();

/** A provider's error, or why there was no request at all, such as a locked credential file. */
export const statusErrorKindSchema = z.union([readErrorKindSchema, commandErrorKindSchema]);
const statusErrorFields = { kind: statusErrorKindSchema, message: z.string() };

export const statusGrantSchema = grantSchema.extend({ grantedAt: instantOrNull, expiresAt: instantOrNull });
const statusInstantRange = z.object({ early: instantOrNull, likely: instantOrNull, late: instantOrNull });
export const statusForecastSchema = poolForecastSchema.extend({
  runsOutAt: statusInstantRange,
  waste: z.array(poolForecastSchema.shape.waste.element.extend({ at: statusInstantSchema })),
  /** How much history it is based on, in words: `9 days`, or `learning`. */
  basis: z.string(),
});
export const statusPoolSchema = poolSchema.extend({
  cycle: cycleSchema.extend({ renewsAt: instantOrNull }).nullable(),
  grants: z.array(statusGrantSchema),
  forecast: statusForecastSchema.nullable(),
});
export const statusCapSchema = capSchema.extend({
  resetsAt: instantOrNull,
  forecast: capForecastSchema.extend({ reachedAt: statusInstantRange }).nullable(),
});
export const statusAlertSchema = alertSchema
  .pick({ kind: true, severity: true, text: true })
  .extend({ since: statusInstantSchema });

/** Amounts of money are texts with an exact decimal, rounded half up to the currency's minor unit. */
export const statusCostSchema = z.object({
  /** Since the first of your month, less refunds. */
  spentThisMonth: moneysSchema,
  /** The value of what is left. */
  valueLeft: moneysSchema,
  /** What the credits that are drawn now cost, for 1 of the first pool's unit, to six digits; null: no price is known. */
  perCredit: moneySchema.nullable(),
  /** Some use of this month has no price. */
  unpriced: z.boolean(),
});
const rangeOfMoney = z.object({ low: z.string(), likely: z.string(), high: z.string() });
export const statusBudgetSchema = z.object({
  id: z.string(),
  scope: budgetScopeSchema,
  limit: moneySchema,
  period: budgetPeriodSchema,
  /** The running period: from its first instant up to, but not at, its last. */
  from: statusInstantSchema,
  until: statusInstantSchema,
  /** In the currency of the limit. */
  spent: z.string(),
  /** Spent by the limit; 1: all of it. */
  share: z.number(),
  /** Spent at the period's end, by the forecast; null: still learning. */
  end: rangeOfMoney.nullable(),
  /** When it will be passed; null: not before the period ends, or it is passed already. */
  passedAt: z.object({ early: instantOrNull, likely: instantOrNull }),
  /** Use without a price, or in a currency without a rate, is not in it. */
  incomplete: z.boolean(),
});

export const statusAccountSchema = z.object({
  id: z.string(),
  provider: z.string(),
  label: z.string(),
  tags: z.array(z.string()),
  note: z.string(),
  pinned: z.boolean(),
  hidden: z.boolean(),
  /** Since when the credential is in use, and when it expires; null: unknown. */
  credential: z.object({ since: instantOrNull, expiresAt: instantOrNull }),
  health: z.object({
    state: healthSchema.shape.state,
    readAt: instantOrNull,
    error: z.object({ ...statusErrorFields, advice: z.string().nullable() }).nullable(),
    nextAt: instantOrNull,
  }),
  paused: z.boolean(),
  /** Missing: checks cost nothing. */
  paidChecks: z.boolean().optional(),
  plan: z.string().nullable(),
  scope: scopeSchema,
  pools: z.array(statusPoolSchema),
  caps: z.array(statusCapSchema),
  alerts: z.array(statusAlertSchema),
  notes: z.array(z.string()),
  disagreements: z.array(disagreementSchema),
  /** Null: nothing is known of prices, and its unit is no money. */
  cost: statusCostSchema.nullable(),
});

export const statusJsonSchema = z.object({
  schemaVersion: z.literal(1),
  at: statusInstantSchema,
  /** Most urgent first. */
  accounts: z.array(statusAccountSchema),
  /** In the order in which you made them. */
  budgets: z.array(statusBudgetSchema),
  errors: z.array(
    z.object({ account: z.string(), provider: z.string(), label: z.string(), ...statusErrorFields }),
  ),
});
export type StatusJson = z.infer<typeof statusJsonSchema>;
export type StatusAccount = z.infer<typeof statusAccountSchema>;
export type StatusCost = z.infer<typeof statusCostSchema>;
export type StatusBudget = z.infer<typeof statusBudgetSchema>;
export type StatusForecast = z.infer<typeof statusForecastSchema>;
