import { z } from 'zod';
import { providerInfoSchema, sourceSchema } from '../model/index.ts';

// An entry of the catalogue. It is no part of the state, so the pages that show no catalogue do not load its schema.

/**
 * Where our knowledge of an endpoint comes from: the provider's documentation, the provider's own client, recorded
 * answers, or several third-party clients that agree.
 */
export const confidenceSchema = z.enum(['documented', 'official client', 'recorded', 'third-party clients']);
export type Confidence = z.infer<typeof confidenceSchema>;

/** How well we know a provider's endpoints. */
export const evidenceSchema = z.object({
  /** `GET api.example.com/v1/balance`. */
  endpoints: z.array(z.string()),
  confidence: confidenceSchema,
  /** The month in which somebody confirmed it against the live service, `YYYY-MM`; null: nobody has yet. */
  confirmed: sourceSchema.shape.readOn.nullable(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** What a reading of a provider can contain, besides its name for the balance. */
export const reportSchema = z.enum(['left', 'used', 'limit', 'reset', 'expiry', 'caps', 'daily use', 'plan']);
export type Report = z.infer<typeof reportSchema>;

/** A provider in the catalogue: what every page knows of it, and how we know it. `evidence` null: nothing is known. */
export const catalogueEntrySchema = providerInfoSchema.extend({
  evidence: evidenceSchema.nullable(),
  /** What its answers were seen to contain; empty: nobody looked. */
  reports: z.array(reportSchema),
});
export type CatalogueEntry = z.infer<typeof catalogueEntrySchema>;
