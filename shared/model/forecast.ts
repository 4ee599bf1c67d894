import { z } from 'zod';
import { amountSchema, instantSchema } from './unit.ts';

// The part of a forecast that is in the state; the path for the chart has a query of its own.

/** 10th, 50th and 90th percentile; null: not within 400 days. */
export const instantRangeSchema = z.object({
  early: instantSchema.nullable(),
  likely: instantSchema.nullable(),
  late: instantSchema.nullable(),
});
export type InstantRange = z.infer<typeof instantRangeSchema>;

const amountRange = { early: amountSchema, likely: amountSchema, late: amountSchema };

export const poolForecastSchema = z.object({
  /** Null while learning. */
  burnPerDay: amountSchema.nullable(),
  runsOutAt: instantRangeSchema,
  /** What each grant will lose when it next expires. */
  waste: z.array(z.object({ grant: z.string(), at: instantSchema, ...amountRange })),
  /** Hours of history behind the forecast, and gaps in it. */
  basis: z.object({ hours: z.number().nonnegative(), gaps: z.number().int().nonnegative() }),
  confidence: z.enum(['none', 'low', 'fair', 'good']),
});
export type PoolForecast = z.infer<typeof poolForecastSchema>;

export const capForecastSchema = z.object({
  reachedAt: instantRangeSchema,
  /** The chance that it is reached before its reset, 0 to 1. */
  probability: z.number().min(0).max(1),
});
export type CapForecast = z.infer<typeof capForecastSchema>;

/** The expected balance at one instant, for a chart. */
export const forecastPointSchema = z.object({ t: instantSchema, ...amountRange });
export type ForecastPoint = z.infer<typeof forecastPointSchema>;
