import { z } from 'zod';
import { trialSchema } from '../api/providers.ts';
import { catalogueEntrySchema, evidenceSchema } from '../catalogue/entry.ts';
import { rateCardSchema, sourceSchema } from '../model/index.ts';
import { firstVersion, instant } from './common.ts';

/** `fuelgauge providers --json`. */
export const providersJsonSchema = z.object({
  ...firstVersion,
  providers: z.array(
    catalogueEntrySchema.extend({
      evidence: evidenceSchema.extend({ readOn: sourceSchema.shape.readOn.nullable() }).nullable(),
      /** Its public prices; null: not known. */
      rateCard: rateCardSchema.nullable(),
    }),
  ),
});
export type ProvidersJson = z.infer<typeof providersJsonSchema>;

/** `fuelgauge provider list --json`: those that you described yourself. */
export const ownProvidersJsonSchema = z.object({
  ...firstVersion,
  providers: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.enum(['command', 'endpoint']),
      /** The host that it asks, or the program that it runs. */
      asks: z.string(),
      /** You agreed that it may ask a private address, or run its program. */
      allowed: z.boolean(),
      addedAt: instant,
      /** How many use it. */
      accounts: z.int().nonnegative(),
    }),
  ),
});
export type OwnProvidersJson = z.infer<typeof ownProvidersJsonSchema>;

/** `fuelgauge provider test --json`. */
export const providerTestJsonSchema = trialSchema.extend(firstVersion);
export type ProviderTestJson = z.infer<typeof providerTestJsonSchema>;
