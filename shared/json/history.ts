import { z } from 'zod';
import { amountSchema, daySchema } from '../model/index.ts';
import { statusForecastSchema } from '../model/status-json.ts';
import { firstVersion, instant, instantOrNull } from './common.ts';

/** `fuelgauge history --json`, and an account's history of the read API. */
export const historyJsonSchema = z.object({
  ...firstVersion,
  at: instant,
  accounts: z.array(
    z.object({
      id: z.string(),
      provider: z.string(),
      label: z.string(),
      pools: z.array(
        z.object({
          id: z.string(),
          /** Oldest first. */
          samples: z.array(z.object({ time: instant, remaining: amountSchema })),
        }),
      ),
    }),
  ),
});
export type HistoryJson = z.infer<typeof historyJsonSchema>;

/** `fuelgauge forecast FILE --json`. */
export const forecastJsonSchema = z.object({
  ...firstVersion,
  /** Of the last line in the file. */
  at: instant,
  remaining: amountSchema,
  forecast: statusForecastSchema,
});
export type ForecastJson = z.infer<typeof forecastJsonSchema>;

const sum = { amount: amountSchema, entries: z.int() };

/** `fuelgauge log ACCOUNT --list --json`. */
export const logJsonSchema = z.object({
  ...firstVersion,
  account: z.string(),
  /** The newest of the last 48 hours, newest first. */
  entries: z.array(
    z.object({
      id: z.string(),
      at: instant,
      /** Below 0: a correction. */
      amount: amountSchema,
      /** The provider's error code. */
      error: z.string().nullable(),
      loggedAt: instantOrNull,
    }),
  ),
  /** There are more than these. */
  more: z.boolean(),
  /** By UTC day, newest first. */
  days: z.array(z.object({ day: daySchema, ...sum })),
  /** The sum of all earlier days, up to this one; null: there are none. */
  earlier: z.object({ until: daySchema, ...sum }).nullable(),
});
export type LogJson = z.infer<typeof logJsonSchema>;
