import { z } from 'zod';
import { largestAmount } from './amount.ts';

/**
 * A word for what is counted, such as `page`, `GB-hour` or `second of audio`. It appears in sentences, so only letters and
 * digits with single marks between them are allowed: no invisible characters, none that change the text direction.
 */
export const unitWordSchema = z
  .string()
  .max(30)
  .regex(/^\p{L}[\p{L}\p{M}\p{N}]*(?:[ ’'./-][\p{L}\p{M}\p{N}]+)*$/u);

/** What is counted by most providers. */
export const countedUnits = [
  'credits',
  'requests',
  'calls',
  'characters',
  'searches',
  'tokens',
  'points',
  'bytes',
] as const;

/** The unit of an amount. Amounts in different units are never added. */
export const unitSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('money'), code: z.string().regex(/^[A-Z]{3}$/) }),
  z.object({ kind: z.enum([...countedUnits, 'percent']) }),
  /** A provider's own unit: singular and plural. */
  z.object({ kind: z.literal('count'), one: unitWordSchema, many: unitWordSchema }),
]);
export type Unit = z.infer<typeof unitSchema>;

/** An amount in its pool's unit: finite, within ±1e15, may be fractional. */
export const amountSchema = z.number().min(-largestAmount).max(largestAmount);

/** Epoch milliseconds, within what a Date and a Temporal.Instant can hold. */
export const instantSchema = z.number().int().min(-8.64e15).max(8.64e15);
export type Instant = z.infer<typeof instantSchema>;

const knownZones = new Map<string, boolean>();

/** An IANA time zone that this system knows; dates in any other cannot be written. */
export const zoneSchema = z.string().refine((zone) => {
  const known = knownZones.get(zone) ?? isZone(zone);
  knownZones.set(zone, known);
  return known;
});

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** A calendar day in UTC, `YYYY-MM-DD`. */
export const daySchema = z.iso.date();

/** The source of a fact: its page, and the month it was read, `YYYY-MM`. */
export const sourceSchema = z.object({ url: z.url(), readOn: z.string().regex(/^\d{4}-\d{2}$/) });
