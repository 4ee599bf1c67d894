import { z } from 'zod';
import { amountSchema, forecastPointSchema, instantSchema, rateCardSchema } from '../model/index.ts';
import { accountReference } from './accounts.ts';
import { query } from './contract.ts';

export const historyInput = z.object({
  account: accountReference,
  pool: z.string(),
  from: instantSchema,
  to: instantSchema,
  /** At most so many points come back. */
  points: z.number().int().min(2).max(5000).default(600),
});
const historyPointSchema = z.object({ t: instantSchema, remaining: amountSchema });

export type HistoryInput = z.output<typeof historyInput>;
export type HistoryPoint = z.output<typeof historyPointSchema>;

/** What was left of a pool, and what is expected to be. */
export const historyCommands = {
  history: query(historyInput, z.array(historyPointSchema)),
  /** What is expected to be left of a pool from now on; empty while learning. */
  forecast: query(z.object({ account: accountReference, pool: z.string() }), z.array(forecastPointSchema)),
  /** What a provider's operations cost; null where its prices are not known. */
  rateCard: query(z.object({ provider: z.string() }), rateCardSchema.nullable()),
};
