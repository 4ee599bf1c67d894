import { z } from 'zod';
import { amountSchema, sourceSchema, unitSchema, unitWordSchema } from './unit.ts';

/** What something costs, in the balance's unit. The three are equal where the provider charges one fixed amount. */
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

/** A price that is always the same. */
export const exactly = (credits: number): Credits => ({ least: credits, likely: credits, most: credits });

/** What an operation is counted in: the word for one, such as `page`, `query` or `person`. */
export const workUnitSchema = unitWordSchema;
export type WorkUnit = z.infer<typeof workUnitSchema>;

/** One of several ways to do it, such as with or without JavaScript rendering. */
export const choiceOptionSchema = z.object({
  kind: z.literal('choice'),
  id: z.string(),
  label: z.string(),
  choices: z
    .array(
      z.object({
        id: z.string(),
        label: z.string(),
        /** How "… it would cost 400 less." begins where this choice is the cheaper one; null: it is never advised. */
        advice: z.string().nullable(),
      }),
    )
    .min(2),
  /** What the provider does when not told; null: it depends or is not documented, so all are reckoned with. */
  usual: z.string().nullable(),
});
export type ChoiceOption = z.infer<typeof choiceOptionSchema>;

/** A number per unit of work, such as the results that each search fetches. */
export const numberOptionSchema = z.object({
  kind: z.literal('number'),
  id: z.string(),
  label: z.string(),
  hint: z.string().nullable(),
  /** Null: nobody can know but the person; until they say, the cost has no upper end. */
  usual: amountSchema.nonnegative().nullable(),
});
export type NumberOption = z.infer<typeof numberOptionSchema>;

export const rateOptionSchema = z.discriminatedUnion('kind', [choiceOptionSchema, numberOptionSchema]);
export type RateOption = z.infer<typeof rateOptionSchema>;

/** A part of the price of one unit of work. All lines that apply are added up. */
export const rateLineSchema = z.object({
  label: z.string(),
  /** Option id → the choice under which the line applies; empty: always. */
  when: z.record(z.string(), z.string()),
  /** Times the value of this number option; null: once. */
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
  /** `success`: what fails costs nothing. `attempt`: every attempt is charged. Null: not known. */
  charged: z.enum(['success', 'attempt']).nullable(),
  /** Ways to use less of it: a tighter page limit, or keeping what is fetched again and again. */
  savings: z.array(z.enum(['page-limit', 'cache'])),
  note: z.string().nullable(),
  source: sourceSchema,
});
export type Operation = z.infer<typeof operationSchema>;

/** Prices that hold together for some time. */
export const generationSchema = z.object({
  id: z.string(),
  label: z.string(),
  /** Ids of the catalogue's plans that pay these prices. */
  plans: z.array(z.string()),
  operations: z.array(operationSchema).min(1),
});
export type Generation = z.infer<typeof generationSchema>;

/** What a provider charges for what. Newest generation first: it holds where the account's plan names no other. */
export const rateCardSchema = z.object({
  unit: unitSchema,
  generations: z.array(generationSchema).min(1),
});
export type RateCard = z.infer<typeof rateCardSchema>;
