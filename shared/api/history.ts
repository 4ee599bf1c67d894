import { z } from 'zod';
import { amountSchema, forecastPointSchema, instantSchema, rateCardSchema } from '../model/index.ts';
import { accountReference } from './accounts.ts';
import { query } from './contract.ts';

export const historyInput = z.object({
  account: accountReference,
  pool: z.string(),
  from: instantSchema,
  to: instantSchema,
  /** The maximum number of points in the answer. */
  points: z.number().int().min(2).max(5000).default(600),
});
const exportHistoryInput = z.object({
  /** Missing: all accounts, each line with its own. */
  account: accountReference.optional(),
  format: z.enum(['csv', 'json']),
  /** From this moment, and up to but not at that one. */
  from: instantSchema.optional(),
  to: instantSchema.optional(),
});
const historyPointSchema = z.object({ t: instantSchema, remaining: amountSchema });

export type HistoryInput = z.output<typeof historyInput>;
export type ExportHistoryInput = z.output<typeof exportHistoryInput>;
export type HistoryPoint = z.output<typeof historyPointSchema>;

/** Queries about the past and future of a pool, and about prices. */
export const historyCommands = {
  history: query(historyInput, z.array(historyPointSchema)),
  /** Every balance on record, as the text of a file without its last line break. `count`: how many. */
  exportHistory: query(exportHistoryInput, z.object({ text: z.string(), count: z.int() })),
  /** The expected balance of a pool from now on; empty while learning. */
  forecast: query(z.object({ account: accountReference, pool: z.string() }), z.array(forecastPointSchema)),
  /** A provider's prices; null if unknown. */
  rateCard: query(z.object({ provider: z.string() }), rateCardSchema.nullable()),
};
