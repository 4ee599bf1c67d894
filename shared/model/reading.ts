import { z } from 'zod';
import { amountSchema, daySchema, instantSchema, unitSchema, zoneSchema } from './unit.ts';

/** Where a number comes from. */
export const provenanceSchema = z.enum(['reported', 'computed', 'entered', 'catalogue']);
export type Provenance = z.infer<typeof provenanceSchema>;

export const frequencySchema = z.enum(['daily', 'weekly', 'monthly', 'yearly']);
export type Frequency = z.infer<typeof frequencySchema>;

/** What happens to unused credits at a refill; `upTo` is the most that carries over, in the pool's unit. */
export const rolloverSchema = z.union([
  z.enum(['all', 'none', 'unknown']),
  z.object({ upTo: amountSchema.nonnegative() }),
]);
export type Rollover = z.infer<typeof rolloverSchema>;

/** The billing cycle of a plan. Null: neither the provider nor you say. */
export const cycleSchema = z.object({
  frequency: frequencySchema.nullable(),
  /** The next refill. */
  renewsAt: instantSchema.nullable(),
  /** By which the next refill is the same one while its date moves; missing: it follows from the date. */
  number: z.number().int().optional(),
  grant: amountSchema.nullable(),
  rollover: rolloverSchema,
});
export type Cycle = z.infer<typeof cycleSchema>;

export const grantKindSchema = z.enum(['refill', 'topup', 'package', 'promotion']);
export type GrantKind = z.infer<typeof grantKindSchema>;

export const grantSchema = z.object({
  id: z.string(),
  kind: grantKindSchema,
  label: z.string().nullable(),
  granted: amountSchema.nullable(),
  remaining: amountSchema,
  grantedAt: instantSchema.nullable(),
  expiresAt: instantSchema.nullable(),
  provenance: provenanceSchema,
});
export type Grant = z.infer<typeof grantSchema>;

/** One balance that spending draws from. `grants` are in draw order; they add up to `remaining` if both are known. */
export const poolSchema = z.object({
  id: z.string(),
  label: z.string(),
  unit: unitSchema,
  remaining: amountSchema.nullable(),
  used: amountSchema.nullable(),
  limit: amountSchema.nullable(),
  provenance: z.object({
    remaining: provenanceSchema.optional(),
    used: provenanceSchema.optional(),
    limit: provenanceSchema.optional(),
    cycle: provenanceSchema.optional(),
  }),
  cycle: cycleSchema.nullable(),
  grants: z.array(grantSchema),
});
export type Pool = z.infer<typeof poolSchema>;

export const capWindowSchema = z.enum([
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'span',
  'concurrent',
  'spending',
]);

/** A limit on use per window. `hard`: the provider stops serving when it is reached. */
export const capSchema = z.object({
  id: z.string(),
  label: z.string(),
  window: capWindowSchema,
  /** Length in milliseconds of a `span`: a provider's own window, such as five hours. */
  spanMs: z.number().int().positive().optional(),
  /** What it counts; missing: requests, or the pool's money for `spending`. */
  unit: unitSchema.optional(),
  limit: amountSchema,
  used: amountSchema.nullable(),
  resetsAt: instantSchema.nullable(),
  /** By which the next reset is the same one while its date moves; missing: it follows from the date. */
  number: z.number().int().optional(),
  /** IANA time zone of a calendar window; null for other windows. */
  zone: zoneSchema.nullable(),
  hard: z.boolean(),
  provenance: provenanceSchema,
});
export type Cap = z.infer<typeof capSchema>;

/** Use on one UTC day. */
export const dayUseSchema = z.object({ day: daySchema, amount: amountSchema.nonnegative() });
export type DayUse = z.infer<typeof dayUseSchema>;

/** What the credential can read. `usage`: use but no balance; `none`: nothing, the use is logged here. */
export const scopeSchema = z.enum(['account', 'key', 'usage', 'none']);

/** What one poll returned, normalized, at one instant. */
export const readingSchema = z.object({
  at: instantSchema,
  plan: z.string().nullable(),
  scope: scopeSchema,
  pools: z.array(poolSchema),
  caps: z.array(capSchema),
  /** Use by day, for providers that report no balance. */
  dailyUse: z.array(dayUseSchema),
  notes: z.array(z.string()),
  /** When the credential itself stops working, if the provider tells; not when credits expire. */
  keyExpiresAt: instantSchema.optional(),
});
export type Reading = z.infer<typeof readingSchema>;
