import { z } from 'zod';
import { amountSchema, daySchema, instantSchema } from '../model/index.ts';
import { accountReference } from './accounts.ts';
import { mutation, query } from './contract.ts';

const useEntrySchema = z.object({
  id: z.string(),
  /** When it was used, and when that was logged (0: unknown). */
  at: instantSchema,
  loggedAt: instantSchema,
  /** Below 0: a correction. */
  amount: amountSchema,
  error: z.string().nullable(),
});
export type UseListEntry = z.infer<typeof useEntrySchema>;

const useListSchema = z.object({
  /** The newest of the last 48 hours, newest first, at most 200. */
  entries: z.array(useEntrySchema),
  /** There are more entries than listed. */
  more: z.boolean(),
  /** The sums of the UTC days with use, newest first; today's too. */
  days: z.array(z.object({ day: daySchema, amount: amountSchema, entries: z.number().int() })),
  /** The sum of all days up to this one, which are no longer kept singly; null: there are none. */
  earlier: z.object({ until: daySchema, amount: amountSchema, entries: z.number().int() }).nullable(),
});
export type UseList = z.infer<typeof useListSchema>;

/** Without an id: the last one logged. */
const removeUseInput = z.object({ account: accountReference, id: z.string().max(200).optional() });
export type RemoveUseInput = z.output<typeof removeUseInput>;

const correctDayInput = z.object({
  account: accountReference,
  day: daySchema,
  /** What was used that day in all. */
  amount: amountSchema.nonnegative(),
});
export type CorrectDayInput = z.output<typeof correctDayInput>;

/** Commands about logged use, beside `logUsage`. */
export const useCommands = {
  listUses: query(z.object({ account: accountReference }), useListSchema),
  /** Takes an entry back, and returns it. */
  removeUse: mutation(removeUseInput, useEntrySchema),
  /** Sets the sum of a day. `id`: of the entry that corrects it, to take back; null: it was right already. */
  correctDay: mutation(correctDayInput, z.object({ before: amountSchema, id: z.string().nullable() })),
};
