import { z } from 'zod';
import { amountSchema, instantSchema } from './unit.ts';

/** Why an answer that the meter passed on was not counted. */
const unreadReasonSchema = z.enum([
  'not-json',
  'broken',
  'too-large',
  'packed',
  'cut',
  'unknown-form',
  'old-job',
  'untold',
  'whose',
  'not-stored',
]);
export type UnreadReason = z.infer<typeof unreadReasonSchema>;

/** What the meter has done since it started. */
const meterCountsSchema = z.object({
  since: instantSchema,
  requests: z.number().int(),
  /** When the last request came; null: none has. */
  lastAt: instantSchema.nullable(),
  /** Account id → what was logged for it, in its provider's unit. */
  logged: z.record(z.string(), amountSchema),
  /** Answers that are read and could not be stored yet. */
  waiting: z.number().int(),
  /** Answers that were passed on but not counted. */
  unread: z.partialRecord(unreadReasonSchema, z.object({ answers: z.number().int(), lastAt: instantSchema })),
});
export type MeterCounts = z.infer<typeof meterCountsSchema>;

/** The meter of this process. `origin` null: it could not start, and `problem` says why. */
export const meterStateSchema = z.object({
  origin: z.string().nullable(),
  problem: z.string().nullable(),
  counts: meterCountsSchema.nullable(),
});
export type MeterState = z.infer<typeof meterStateSchema>;
