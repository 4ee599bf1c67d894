import { z } from 'zod';
import { capWindowSchema, frequencySchema, rolloverSchema } from './reading.ts';
import { amountSchema, sourceSchema, unitSchema } from './unit.ts';

/** A plan of a provider's catalogue. `grant` null: the size is not public, the person enters it. */
export const planSchema = z.object({
  id: z.string(),
  name: z.string(),
  grant: amountSchema.nullable(),
  frequency: frequencySchema,
  rollover: rolloverSchema,
  caps: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      window: capWindowSchema,
      limit: amountSchema,
      zone: z.string().nullable(),
      hard: z.boolean(),
    }),
  ),
  note: z.string().nullable(),
  source: sourceSchema,
});
export type Plan = z.infer<typeof planSchema>;

/** One field of a credential. `pattern` recognises a pasted value; it does not decide whether it is accepted. */
export const credentialFieldSchema = z.object({
  id: z.string(),
  label: z.string(),
  secret: z.boolean(),
  pattern: z.string().nullable(),
  environment: z.array(z.string()),
  hint: z.string(),
  /** True: the value is the address of a server that the person chose, and may be asked as well. */
  address: z.boolean().optional(),
});
export type CredentialField = z.infer<typeof credentialFieldSchema>;

/** What the catalogue says about a provider; everything but how to ask it. */
export const providerInfoSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string(),
  /** Two letters for its mark. */
  mark: z.string().min(1).max(2),
  /** Lower-case words, such as `web scraping`: pages group by it, and with hyphens it names a folder. */
  category: z
    .string()
    .max(40)
    .regex(/^[a-z][a-z0-9]*(?: [a-z0-9]+)*$/),
  homepage: z.url(),
  credentialPage: z.url().nullable(),
  billingPage: z.url().nullable(),
  docs: sourceSchema,
  /** Empty: the provider has no endpoint to ask and needs no credential. */
  credentialFields: z.array(credentialFieldSchema),
  /** The only hosts that may be contacted for this provider. */
  hosts: z.array(z.string()),
  refresh: z.object({
    usualMs: z.number().int().positive(),
    /** Even a person who asks again and again is not carried to the provider more often than this. */
    shortestMs: z.number().int().positive(),
  }),
  /** Credits that one check costs; 0 is free. */
  checkCost: amountSchema.nonnegative(),
  unit: unitSchema,
  /** `reported`: the endpoint tells the balance. `usage`: it tells consumption. `ledger`: there is none, use is logged. */
  balance: z.enum(['reported', 'usage', 'ledger']),
  /** Months after which a top-up entered by hand lapses where no expiry was given; null: never. */
  topupLifetimeMonths: z.number().int().positive().nullable(),
  /** In one sentence: what the endpoint tells. */
  tells: z.string(),
  plans: z.array(planSchema),
  /** For `ledger`: what the error codes mean that scripts log beside a use; others say nothing of the balance. */
  ledger: z.object({ codes: z.record(z.string(), z.enum(['day-cap', 'exhausted'])) }).optional(),
});
export type ProviderInfo = z.infer<typeof providerInfoSchema>;
