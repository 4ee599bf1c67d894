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
const historyPointSchema = z.object({ t: instantSchema, remaining: amountSchema });

export type HistoryInput = z.output<typeof historyInput>;
export type HistoryPoint = z.output<typeof historyPointSchema>;

/** Queries about the past and future of a pool, and about prices. */
export const historyCommands = {
  history: query(historyInput, z.array(historyPointSchema)),
  /** Every balance on record as CSV, also of an account that was removed and can be restored. */
  historyCsv: query(z.object({ account: accountReference }), z.object({ text: z.string() })),
  /** The expected balance of a pool from now on; empty while learning. */
  forecast: query(z.object({ account: accountReference, pool: z.string() }), z.array(forecastPointSchema)),
  /** A provider's prices; null if unknown. */
  rateCard: query(z.object({ provider: z.string() }), rateCardSchema.nullable()),
};
