import { z } from 'zod';
import { moneySchema, overagePriceSchema } from './money.ts';
import { capWindowSchema, frequencySchema, rolloverSchema } from './reading.ts';
import { amountSchema, sourceSchema, unitSchema } from './unit.ts';

/** A plan of a provider's catalogue. `grant` null: its size is not public, so you enter it. */
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
  /** Per `frequency`, without tax. Missing: not public. */
  price: moneySchema.optional(),
  /** What use beyond its credits costs. Missing: not public, or there is none. */
  overage: overagePriceSchema.optional(),
  source: sourceSchema,
});
export type Plan = z.infer<typeof planSchema>;

/** One field of a credential. `pattern` recognises a pasted value, but a value that does not match is still accepted. */
export const credentialFieldSchema = z.object({
  id: z.string(),
  label: z.string(),
  secret: z.boolean(),
  pattern: z.string().nullable(),
  environment: z.array(z.string()),
  hint: z.string(),
  /** True: the value is the address of a server of your choice, which may be contacted too. */
  address: z.boolean().optional(),
  /** True: the provider can be asked without it. */
  optional: z.boolean().optional(),
  /** Prefixes of keys of the wrong kind, each with a sentence that says which one is needed. */
  otherKinds: z.record(z.string(), z.string()).optional(),
});
export type CredentialField = z.infer<typeof credentialFieldSchema>;

/** What the catalogue says about a provider: all except how to send the request. */
export const providerInfoSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** You described it yourself. */
  custom: z.literal(true).optional(),
  name: z.string(),
  /** Other names that people search for: a former name, or that of its best known product. */
  alsoCalled: z.array(z.string()).optional(),
  /** Up to two letters, shown as its logo. */
  mark: z.string().min(1).max(2),
  /** In lower case, such as `web scraping`: pages group by it, and with hyphens it names a folder. */
  category: z
    .string()
    .max(40)
    .regex(/^[a-z][a-z0-9]*(?: [a-z0-9]+)*$/),
  /** Null: one that you described yourself has none. */
  homepage: z.url().nullable(),
  credentialPage: z.url().nullable(),
  billingPage: z.url().nullable(),
  docs: sourceSchema.nullable(),
  /** Empty: the provider has no endpoint and needs no credential. */
  credentialFields: z.array(credentialFieldSchema),
  /** The only hosts that may be contacted for this provider. */
  hosts: z.array(z.string()),
  /** The program of your own that is run, where no host is asked. */
  program: z.string().optional(),
  refresh: z.object({
    usualMs: z.number().int().positive(),
    /** Checks that you did not ask for are never closer together than this. */
    automaticMs: z.number().int().positive(),
    /** No two requests are closer together than this, however often you press Refresh. */
    shortestMs: z.number().int().positive(),
  }),
  /** Credits that one check costs; 0 is free. */
  checkCost: amountSchema.nonnegative(),
  unit: unitSchema,
  /** Below it, a balance without a limit is low, unless you choose otherwise. Missing: balances have a limit. */
  floor: amountSchema.positive().optional(),
  /** `reported`: the endpoint reports the balance. `usage`: it reports use. `ledger`: there is none, so you log the use. */
  balance: z.enum(['reported', 'usage', 'ledger']),
  /** Months until an entered top-up expires, if you give no expiry; null: never. */
  topupLifetimeMonths: z.number().int().positive().nullable(),
  /** What the endpoint reports, in one sentence. */
  tells: z.string(),
  plans: z.array(planSchema),
  /** For `ledger`: the meaning of error codes that scripts log; other codes do not affect the balance. */
  ledger: z
    .object({
      codes: z.record(z.string(), z.enum(['day-cap', 'exhausted'])),
      /** The host of its API, whose answers tell what they cost: the meter may pass requests on to it. Missing: it cannot be metered. */
      meter: z.object({ host: z.string() }).optional(),
    })
    .optional(),
});
export type ProviderInfo = z.infer<typeof providerInfoSchema>;
