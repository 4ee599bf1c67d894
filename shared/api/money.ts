import { z } from 'zod';
import {
  amountSchema,
  budgetPeriodSchema,
  budgetScopeSchema,
  budgetStateSchema,
  currencyRateSchema,
  currencySchema,
  daySchema,
  decimalSchema,
  instantSchema,
  moneyRangeSchema,
  moneySchema,
  moneysSchema,
  provenanceSchema,
  sourceSchema,
  unitSchema,
} from '../model/index.ts';
import { accountReference } from './accounts.ts';
import { done, mutation, query } from './contract.ts';

/** What money did in a span of time. `leftBefore + bought = spent - refunded + lapsed + left`, in each currency. */
export const moneyFiguresSchema = z.object({
  leftBefore: moneysSchema,
  /** Plans, top-ups and overage that were paid. */
  bought: moneysSchema,
  /** What the use cost, grant by grant in draw order; overage is part of it. */
  spent: moneysSchema,
  refunded: moneysSchema,
  lapsed: moneysSchema,
  overage: moneysSchema,
  left: moneysSchema,
  /** What will likely lapse unused of what is left now, at the next expiries. Empty in the past. */
  willLapse: moneysSchema,
  /** By unit: what was used, how much of it has no price, and what a thousand of it cost. */
  used: z.array(
    z.object({
      unit: unitSchema,
      amount: amountSchema,
      unpriced: amountSchema,
      perThousand: moneySchema.nullable(),
    }),
  ),
  /** Spent at the end of the span if that lies ahead; empty: it does not, or the forecast is still learning. */
  end: z.array(moneyRangeSchema),
  /** Where the prices come from. */
  prices: z.array(provenanceSchema),
  /** Part of the use fell into gaps between readings, so its days are estimated. */
  estimatedDays: z.boolean(),
});
export type MoneyFigures = z.infer<typeof moneyFiguresSchema>;

export const spendGroupSchema = z.enum(['provider', 'tag', 'account']);
export type SpendGroup = z.infer<typeof spendGroupSchema>;
export const spendStepSchema = z.enum(['day', 'week', 'month', 'year']);
export type SpendStep = z.infer<typeof spendStepSchema>;

/** Days in your time zone, both included. The days of use that a provider reports are its own: they keep their dates. */
export const spendInput = z.object({
  from: daySchema,
  to: daySchema,
  by: spendGroupSchema.default('provider'),
  step: spendStepSchema.default('month'),
});
export type SpendInput = z.output<typeof spendInput>;

const spendRowSchema = z.object({
  /** A provider's or account's id, or a tag; empty: accounts without a tag. */
  key: z.string(),
  name: z.string(),
  /** Ids of its accounts. */
  accounts: z.array(z.string()),
  figures: moneyFiguresSchema,
});
export type SpendRow = z.infer<typeof spendRowSchema>;

const spendStepSumSchema = z.object({
  /** Its first and last day, within the span asked for. */
  from: daySchema,
  to: daySchema,
  spent: moneysSchema,
  lapsed: moneysSchema,
  bought: moneysSchema,
  refunded: moneysSchema,
  /** Group → spent in it, less refunds; none without any. */
  parts: z.array(z.object({ key: z.string(), spent: moneysSchema })),
  /** As `end` of the figures. */
  end: z.array(moneyRangeSchema),
});
export type SpendStepSum = z.infer<typeof spendStepSumSchema>;

const unpricedSchema = z.object({
  account: z.string(),
  /** What has no price: a plan's cycles, a grant, overage, or credits that came from nowhere known. */
  what: z.enum(['plan', 'grant', 'overage', 'unknown']),
  /** The grant's id. */
  grant: z.string().optional(),
  unit: unitSchema,
  amount: amountSchema,
});

export const spendReportSchema = z.object({
  at: instantSchema,
  /** Your time zone, an IANA name. */
  zone: z.string(),
  from: daySchema,
  to: daySchema,
  by: spendGroupSchema,
  step: spendStepSchema,
  total: moneyFiguresSchema,
  /** The span of the same kind before it (the calendar month before a month, else as many days); as far as is known. */
  before: z.object({ from: daySchema, to: daySchema, figures: moneyFiguresSchema }),
  steps: z.array(spendStepSumSchema),
  /** Most spent first. An account with two tags is in both rows, so rows by tag can be more than the total. */
  rows: z.array(spendRowSchema),
  unpriced: z.array(unpricedSchema),
  /** Ids of accounts whose forecast is still learning: of them, `end` holds only what they have spent. */
  learning: z.array(z.string()),
  /** The totals in your currency, if your rates reach all of theirs. */
  converted: z
    .object({
      currency: currencySchema,
      spent: decimalSchema,
      before: decimalSchema,
      end: moneyRangeSchema.nullable(),
      rates: z.array(currencyRateSchema),
    })
    .nullable(),
});
export type SpendReport = z.infer<typeof spendReportSchema>;

/** `csv`: by day, account, pool and grant. `json`: the report. */
const exportSpendInput = spendInput.extend({ format: z.enum(['csv', 'json']) });
export type ExportSpendInput = z.output<typeof exportSpendInput>;

/** One line of a statement, in its currency's minor unit as it is shown. */
const statementRowSchema = z.object({
  account: z.string(),
  name: z.string(),
  providerName: z.string(),
  /** `Plan of 1 Nov`, `Top-up of 12 Nov`, `Rounding`, … */
  what: z.string(),
  /** Credits, written with their unit; empty where they say nothing. */
  used: z.string(),
  currency: currencySchema,
  leftBefore: decimalSchema,
  bought: decimalSchema,
  spent: decimalSchema,
  refunded: decimalSchema,
  lapsed: decimalSchema,
  left: decimalSchema,
});
export type StatementRow = z.infer<typeof statementRowSchema>;

/** A plain statement, for the bookkeeping or for a client. */
export const statementSchema = z.object({
  /** First and last day. */
  from: daySchema,
  to: daySchema,
  zone: z.string(),
  /** Null: all accounts. */
  tag: z.string().nullable(),
  rows: z.array(statementRowSchema),
  /** By currency; the rows add up to it, with their rows “Rounding”. */
  totals: z.array(
    statementRowSchema.omit({ account: true, name: true, providerName: true, what: true, used: true }),
  ),
  /** Full sentences: estimated days, use without a price, a running month, days of a provider's own. */
  notes: z.array(z.string()),
});
export type Statement = z.infer<typeof statementSchema>;

const statementInput = z.object({ from: daySchema, to: daySchema, tag: z.string().nullable() });
export type StatementInput = z.output<typeof statementInput>;

const priceGrantInput = z.object({
  account: accountReference,
  grant: z.string(),
  paid: moneySchema.extend({ note: z.string().trim().max(200).optional() }).nullable(),
});
export type PriceGrantInput = z.output<typeof priceGrantInput>;

const setBudgetInput = z.object({
  /** Missing: a new one. One that was removed comes back under its id. */
  id: z
    .string()
    .regex(/^budget-[0-9a-f]{8}$/)
    .optional(),
  scope: budgetScopeSchema,
  limit: moneySchema,
  period: budgetPeriodSchema.default('month'),
});
export type SetBudgetInput = z.output<typeof setBudgetInput>;

const planFitSchema = z.object({
  /** Both by the use of last month and by what the forecast expects of the coming one; null: not known. */
  plans: z.array(
    z.object({
      plan: z.string(),
      name: z.string(),
      current: z.boolean(),
      last: moneySchema.nullable(),
      coming: moneyRangeSchema.nullable(),
      source: sourceSchema,
    }),
  ),
  used: z.object({ last: amountSchema.nullable(), coming: amountSchema.nullable(), unit: unitSchema }),
  /** Full sentences. */
  assumptions: z.array(z.string()),
  /** The plan that would cost less than the present one in both; null: none does, or nobody knows. */
  cheaper: z.string().nullable(),
});
export type PlanFit = z.infer<typeof planFitSchema>;

/** Commands about what use costs. */
export const moneyCommands = {
  spend: query(spendInput, spendReportSchema),
  statement: query(statementInput, statementSchema),
  /** As the text of a file. */
  exportSpend: query(exportSpendInput, z.object({ text: z.string() })),
  /** What you paid for a grant, entered or reported; null takes it back. */
  priceGrant: mutation(priceGrantInput, done),
  setBudget: mutation(setBudgetInput, budgetStateSchema),
  removeBudget: mutation(z.object({ id: z.string() }), done),
  /** Null: each currency for itself. */
  setCurrency: mutation(z.object({ currency: currencySchema.nullable() }), done),
  /** Replaces the one between the same two currencies. */
  setRate: mutation(currencyRateSchema, done),
  removeRate: mutation(currencyRateSchema.pick({ from: true, to: true }), done),
  planFit: query(z.object({ account: accountReference }), planFitSchema.nullable()),
};
