import { z } from 'zod';
import { accountAlertsSchema } from './alert.ts';
import { grantKindSchema, rolloverSchema } from './reading.ts';
import { amountSchema, daySchema, instantSchema } from './unit.ts';

/** A top-up, package or promotion that the person entered. */
export const enteredGrantSchema = z.object({
  id: z.string(),
  kind: grantKindSchema,
  amount: amountSchema.positive(),
  grantedAt: instantSchema,
  /** Null: never lapses. */
  expiresAt: instantSchema.nullable(),
});
export type EnteredGrant = z.infer<typeof enteredGrantSchema>;

/** What the person says and the endpoint does not. */
export const enteredSchema = z.object({
  /** Id of a plan in the provider's catalogue. */
  plan: z.string().nullable().default(null),
  /** The day on which any one cycle began; cycles are counted from it. */
  cycleStart: daySchema.nullable().default(null),
  refill: amountSchema.nonnegative().nullable().default(null),
  rollover: rolloverSchema.nullable().default(null),
  grants: z.array(enteredGrantSchema).default([]),
});
export type Entered = z.infer<typeof enteredSchema>;

/** Where an account's credential is kept: in the vault, or only named as variables of the environment (field id → name). */
export const credentialSourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('vault') }),
  z.object({ kind: z.literal('environment'), variables: z.record(z.string(), z.string()) }),
  z.object({ kind: z.literal('none') }),
]);
export type CredentialSource = z.infer<typeof credentialSourceSchema>;

/** Words of the person's own to group accounts by, such as a client's name. */
export const tagSchema = z.string().trim().min(1).max(30);
export const tagsSchema = z.array(tagSchema).max(10);

/** One credential at one provider, with a label. The credential itself is never part of it. */
export const accountSchema = z.object({
  id: z.string(),
  provider: z.string(),
  label: z.string().min(1).max(120),
  tags: tagsSchema.default([]),
  createdAt: instantSchema,
  credential: credentialSourceSchema,
  /** The last four characters of the credential, for the person to tell accounts apart. */
  credentialEnd: z.string().max(4).nullable(),
  paused: z.boolean().default(false),
  /** Chosen refresh interval in milliseconds; null: the provider's usual one. */
  intervalMs: z.number().int().positive().nullable().default(null),
  entered: enteredSchema.default(enteredSchema.parse({})),
  alerts: accountAlertsSchema.default(accountAlertsSchema.parse({})),
});
export type Account = z.infer<typeof accountSchema>;
