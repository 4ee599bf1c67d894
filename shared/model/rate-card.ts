import { z } from 'zod';
import { amountSchema, sourceSchema, unitSchema, unitWordSchema } from './unit.ts';

/** What something costs, in the balance's unit. All three are equal for a fixed price. */
export const creditsSchema = z
  .object({
    least: amountSchema.nonnegative(),
    likely: amountSchema.nonnegative(),
    most: amountSchema.nonnegative(),
  })
  .refine(({ least, likely, most }) => least <= likely && likely <= most, {
    message: 'must ascend: least, likely, most',
  });
export type Credits = z.infer<typeof creditsSchema>;

/** A fixed price. */
export const exactly = (credits: number): Credits => ({ least: credits, likely: credits, most: credits });

/** What an operation is counted in, in the singular: `page`, `query`, `person`. */
export const workUnitSchema = unitWordSchema;
export type WorkUnit = z.infer<typeof workUnitSchema>;

/** A choice between ways to do it, such as with or without JavaScript rendering. */
export const choiceOptionSchema = z.object({
  kind: z.literal('choice'),
  id: z.string(),
  label: z.string(),
  choices: z
    .array(
      z.object({
        id: z.string(),
        label: z.string(),
        /** The start of “…, it would cost 400 less.”, if this choice is cheaper; null: never recommended. */
        advice: z.string().nullable(),
      }),
    )
    .min(2),
  /** The provider's default; null: it depends or is not documented, so estimates consider all. */
  usual: z.string().nullable(),
});
export type ChoiceOption = z.infer<typeof choiceOptionSchema>;

/** A number per unit of work, such as results per search. */
export const numberOptionSchema = z.object({
  kind: z.literal('number'),
  id: z.string(),
  label: z.string(),
  hint: z.string().nullable(),
  /** Null: only you can know; until you enter it, the cost has no upper limit. */
  usual: amountSchema.nonnegative().nullable(),
});
export type NumberOption = z.infer<typeof numberOptionSchema>;

export const rateOptionSchema = z.discriminatedUnion('kind', [choiceOptionSchema, numberOptionSchema]);
export type RateOption = z.infer<typeof rateOptionSchema>;

/** A part of the price of one unit of work. All lines that apply are added. */
export const rateLineSchema = z.object({
  label: z.string(),
  /** Option id → the choice for which the line applies; empty: always. */
  when: z.record(z.string(), z.string()),
  /** Multiplied by the value of this number option; null: not multiplied. */
  per: z.string().nullable(),
  credits: creditsSchema,
});
export type RateLine = z.infer<typeof rateLineSchema>;

export const operationSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string(),
  unit: workUnitSchema,
  options: z.array(rateOptionSchema),
  lines: z.array(rateLineSchema).min(1),
  /** `success`: failures are free. `attempt`: every attempt is charged. Null: unknown. */
  charged: z.enum(['success', 'attempt']).nullable(),
  /** Ways to use less: a lower page limit, or caching what you fetch repeatedly. */
  savings: z.array(z.enum(['page-limit', 'cache'])),
  note: z.string().nullable(),
  source: sourceSchema,
});
export type Operation = z.infer<typeof operationSchema>;

/** One price list; providers replace it from time to time. */
export const generationSchema = z.object({
  id: z.string(),
  label: z.string(),
  /** Ids of the plans that pay these prices. */
  plans: z.array(z.string()),
  operations: z.array(operationSchema).min(1),
});
export type Generation = z.infer<typeof generationSchema>;

/** A provider's prices. Newest generation first: it applies unless the account's plan belongs to another. */
export const rateCardSchema = z.object({
  unit: unitSchema,
  generations: z.array(generationSchema).min(1),
});
export type RateCard = z.infer<typeof rateCardSchema>;
