import { z } from 'zod';
import { accountAlertsSchema } from './alert.ts';
import { grantPriceSchema, overagePriceSchema, paidSchema, planPriceSchema } from './money.ts';
import { grantKindSchema, rolloverSchema } from './reading.ts';
import { tagsSchema } from './tag.ts';
import { amountSchema, daySchema, instantSchema } from './unit.ts';

/** A top-up, package or promotion that you entered. */
export const enteredGrantSchema = z.object({
  id: z.string(),
  kind: grantKindSchema,
  amount: amountSchema.positive(),
  grantedAt: instantSchema,
  /** Null: never expires. */
  expiresAt: instantSchema.nullable(),
  /** Missing: you have not said what it cost. */
  paid: paidSchema.optional(),
});
export type EnteredGrant = z.infer<typeof enteredGrantSchema>;

/** Facts you enter because the endpoint does not report them. */
export const enteredSchema = z.object({
  /** Id of a plan in the provider's catalogue. */
  plan: z.string().nullable().default(null),
  /** The day on which any one billing cycle started; all others are counted from it. */
  cycleStart: daySchema.nullable().default(null),
  refill: amountSchema.nonnegative().nullable().default(null),
  rollover: rolloverSchema.nullable().default(null),
  grants: z.array(enteredGrantSchema).default([]),
  /** The plan's prices, ascending by `since`. Missing: none is known. */
  prices: z.array(planPriceSchema).optional(),
  /** What you paid for grants that the provider reports. Missing: nothing is known. */
  grantPrices: z.array(grantPriceSchema).optional(),
  /** Missing: unknown. */
  overage: overagePriceSchema.optional(),
});
export type Entered = z.infer<typeof enteredSchema>;

/**
 * Where a credential is stored: in the vault, or in environment variables, of which only the names are kept (field id →
 * name).
 */
export const credentialSourceSchema = z.discriminatedUnion('kind', [
  /** `awaited`: it has not been entered here yet, because the account came from a backup without it. */
  z.object({ kind: z.literal('vault'), awaited: z.literal(true).optional() }),
  z.object({ kind: z.literal('environment'), variables: z.record(z.string(), z.string()) }),
  z.object({ kind: z.literal('none') }),
]);
export type CredentialSource = z.infer<typeof credentialSourceSchema>;

/** Your own words about an account, such as who uses its key. */
export const noteSchema = z.string().max(1000);

/** One credential at one provider, with a label. Never contains the credential itself. */
export const accountSchema = z.object({
  id: z.string(),
  provider: z.string(),
  label: z.string().min(1).max(120),
  tags: tagsSchema.default([]),
  note: noteSchema.default(''),
  /** Shown before the others. */
  pinned: z.boolean().default(false),
  /** Polled as ever, but left out of overview, popover, tray and headline. */
  hidden: z.boolean().default(false),
  createdAt: instantSchema,
  credential: credentialSourceSchema,
  /** The last four characters of the credential, to tell accounts apart. */
  credentialEnd: z.string().max(4).nullable(),
  /** Since when the present credential is in use. Null: nobody knows, or it needs none. */
  credentialSince: instantSchema.nullable().default(null),
  paused: z.boolean().default(false),
  /** Polling interval in milliseconds; null: the provider's default. */
  intervalMs: z.number().int().positive().nullable().default(null),
  /** You agreed that checks cost credits. Missing: you did not, so a provider whose checks cost something is not asked. */
  paidChecks: z.boolean().optional(),
  /** The hosts in your own network that you agreed to ask, of those that you entered. Missing: none. */
  nearHosts: z.array(z.string()).optional(),
  entered: enteredSchema.default(enteredSchema.parse({})),
  alerts: accountAlertsSchema.default(accountAlertsSchema.parse({})),
});
export type Account = z.infer<typeof accountSchema>;

/** An account that you removed. It rests with all that is known of it, and you can restore it. */
export const removedAccountSchema = z.object({
  account: accountSchema,
  removedAt: instantSchema,
  /** How many accounts came before it, so that it goes back to its place. */
  place: z.number().int().nonnegative().optional(),
  /** Its time is over, or you did not want to wait: it is being deleted. */
  forGood: z.literal(true).optional(),
  /** It is deleted, but for vaults that nobody can open and that others may still need. */
  onlyOldVaults: z.literal(true).optional(),
});
export type RemovedAccount = z.infer<typeof removedAccountSchema>;
