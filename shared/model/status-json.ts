import { z } from 'zod';
import { alertSchema } from './alert.ts';
import { commandErrorKindSchema, readErrorKindSchema } from './errors.ts';
import { capForecastSchema, poolForecastSchema } from './forecast.ts';
import { capSchema, cycleSchema, grantSchema, poolSchema, scopeSchema } from './reading.ts';
import { disagreementSchema, healthSchema } from './state.ts';

// The external contract of `fuelgauge status --json`: scripts read it, so keys are only ever added. Instants are ISO 8601 in
// UTC with `Z`; inside the program they are epoch milliseconds.

export const statusInstantSchema = z.iso.datetime();
const instantOrNull = statusInstantSchema.nullable();

/** A provider's error, or why there was no request at all, such as a locked credential file. */
export const statusErrorKindSchema = z.union([readErrorKindSchema, commandErrorKindSchema]);
const statusErrorFields = { kind: statusErrorKindSchema, message: z.string() };

export const statusGrantSchema = grantSchema.extend({ grantedAt: instantOrNull, expiresAt: instantOrNull });
const statusInstantRange = z.object({ early: instantOrNull, likely: instantOrNull, late: instantOrNull });
export const statusForecastSchema = poolForecastSchema.extend({
  runsOutAt: statusInstantRange,
  waste: z.array(poolForecastSchema.shape.waste.element.extend({ at: statusInstantSchema })),
  /** How much history it is based on, in words: `9 days`, or `learning`. */
  basis: z.string(),
});
export const statusPoolSchema = poolSchema.extend({
  cycle: cycleSchema.extend({ renewsAt: instantOrNull }).nullable(),
  grants: z.array(statusGrantSchema),
  forecast: statusForecastSchema.nullable(),
});
export const statusCapSchema = capSchema.extend({
  resetsAt: instantOrNull,
  forecast: capForecastSchema.extend({ reachedAt: statusInstantRange }).nullable(),
});
export const statusAlertSchema = alertSchema
  .pick({ kind: true, severity: true, text: true })
  .extend({ since: statusInstantSchema });

export const statusAccountSchema = z.object({
  id: z.string(),
  provider: z.string(),
  label: z.string(),
  tags: z.array(z.string()),
  note: z.string(),
  pinned: z.boolean(),
  hidden: z.boolean(),
  /** Since when the credential is in use, and when it expires; null: unknown. */
  credential: z.object({ since: instantOrNull, expiresAt: instantOrNull }),
  health: z.object({
    state: healthSchema.shape.state,
    readAt: instantOrNull,
    error: z.object({ ...statusErrorFields, advice: z.string().nullable() }).nullable(),
    nextAt: instantOrNull,
  }),
  paused: z.boolean(),
  /** Missing: checks cost nothing. */
  paidChecks: z.boolean().optional(),
  plan: z.string().nullable(),
  scope: scopeSchema,
  pools: z.array(statusPoolSchema),
  caps: z.array(statusCapSchema),
  alerts: z.array(statusAlertSchema),
  notes: z.array(z.string()),
  disagreements: z.array(disagreementSchema),
});

export const statusJsonSchema = z.object({
  schemaVersion: z.literal(1),
  at: statusInstantSchema,
  /** Most urgent first. */
  accounts: z.array(statusAccountSchema),
  errors: z.array(
    z.object({ account: z.string(), provider: z.string(), label: z.string(), ...statusErrorFields }),
  ),
});
export type StatusJson = z.infer<typeof statusJsonSchema>;
export type StatusAccount = z.infer<typeof statusAccountSchema>;
export type StatusForecast = z.infer<typeof statusForecastSchema>;
