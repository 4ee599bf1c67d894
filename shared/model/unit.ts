import { z } from 'zod';

/** What an amount counts. Amounts of different units are never added. */
export const unitSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('money'), code: z.string().regex(/^[A-Z]{3}$/) }),
  z.object({
    kind: z.enum(['credits', 'requests', 'calls', 'characters', 'searches', 'tokens', 'points', 'bytes']),
  }),
]);
export type Unit = z.infer<typeof unitSchema>;

/** An amount in its pool's unit: finite, may be fractional. */
export const amountSchema = z.number().finite();

/** Epoch milliseconds, within what a Date and a Temporal.Instant can hold. */
export const instantSchema = z.number().int().min(-8.64e15).max(8.64e15);
export type Instant = z.infer<typeof instantSchema>;

/** A calendar day in UTC, `YYYY-MM-DD`. */
export const daySchema = z.iso.date();

/** A fact's origin: the page it was read on and the month of reading, `YYYY-MM`. */
export const sourceSchema = z.object({ url: z.url(), readOn: z.string().regex(/^\d{4}-\d{2}$/) });
