import { z } from 'zod';
import {
  amountSchema,
  capWindowSchema,
  generationSchema,
  grantKindSchema,
  moneySchema,
  sourceSchema,
  unitSchema,
  workUnitSchema,
} from '../model/index.ts';
import { firstVersion, instant, instantOrNull } from './common.ts';

const yesNoUnknown = z.enum(['yes', 'no', 'unknown']);
const range = { least: amountSchema, likely: amountSchema.nullable(), most: amountSchema.nullable() };
const account = { id: z.string(), label: z.string(), canRun: yesNoUnknown };

/** `fuelgauge estimate … --json`. Amounts are in the cost's unit; null: unknown. */
export const estimateJsonSchema = z.object({
  ...firstVersion,
  at: instant,
  job: z.object({
    provider: z.string().nullable(),
    /** Null: calls at a price that you gave. */
    operation: z.string().nullable(),
    options: z.record(z.string(), z.string()),
    count: z.number().nonnegative(),
    /** What is counted. */
    unit: workUnitSchema,
    /** The price list; null: the provider has only one. */
    prices: z.string().nullable(),
    /** Where the prices come from; null: you gave the price. */
    source: sourceSchema.nullable(),
  }),
  cost: z.object({
    ...range,
    unit: unitSchema,
    lines: z.array(z.object({ label: z.string(), ...range })),
    /** Ways to spend less, biggest saving first. */
    cheaper: z.array(z.object({ advice: z.string(), saves: amountSchema, upTo: z.boolean() })),
    notes: z.array(z.string()),
  }),
  /** The one that was named, or else the best; null: there is none. */
  account: z
    .object({
      ...account,
      provider: z.string(),
      /** Whether the balance is enough, caps aside. */
      covered: yesNoUnknown,
      /** Why that is unknown. */
      why: z.string().nullable(),
      remaining: amountSchema.nullable(),
      /** What the drawn credits cost; null: unknown, or the unit is money. */
      money: moneySchema.nullable(),
      short: amountSchema.nullable(),
      shortAtMost: amountSchema.nullable(),
      /** In draw order. */
      draws: z.array(
        z.object({
          grant: z.object({ id: z.string(), kind: grantKindSchema, expiresAt: instantOrNull }).nullable(),
          amount: amountSchema,
        }),
      ),
      /** The cap that stops it now, or that may; null: none does. */
      cap: z
        .object({
          id: z.string(),
          label: z.string(),
          window: capWindowSchema,
          limit: amountSchema,
          left: amountSchema.nullable(),
          resetsAt: instantOrNull,
          stops: z.boolean(),
        })
        .nullable(),
      /** When it would be done if it waits for resets and refills. */
      doneAt: instantOrNull,
      days: z.number().nullable(),
    })
    .nullable(),
  /** All accounts that could pay, in the order in which to use them. */
  useFirst: z.array(z.object({ ...account, reason: z.string() })),
});
export type EstimateJson = z.infer<typeof estimateJsonSchema>;

/** `fuelgauge estimate --provider NAME --json`: what there is to estimate. */
export const operationsJsonSchema = z.object({
  ...firstVersion,
  provider: z.string(),
  /** Price lists, newest first. */
  generations: z.array(generationSchema),
});
export type OperationsJson = z.infer<typeof operationsJsonSchema>;
