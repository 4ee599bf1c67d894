import { z } from 'zod';
import { scopeSchema } from './model/index.ts';

// What `fuelgauge import --json` prints. It never holds a key: at most the last four characters, as `end`.

const end = z.string().max(4).nullable();
const line = z.number().int().positive();
const name = z.string().nullable();

/**
 * `found`: it was not tested. `not-tested`: a test would cost credits. `unreachable`: its provider could not tell.
 * `kept-already`: an account has this key.
 */
export const importStateSchema = z.enum([
  'found',
  'accepted',
  'unreachable',
  'not-tested',
  'rejected',
  'incomplete',
  'kept-already',
]);
export type ImportState = z.infer<typeof importStateSchema>;

const knownSchema = z.strictObject({
  kind: z.literal('known'),
  lines: z.array(line),
  /** The names of its variables. */
  names: z.array(z.string()),
  provider: z.string(),
  end,
  /** What was taken off. */
  took: z.array(z.string()),
  /** Ids of the fields that the text does not have. */
  missing: z.array(z.string()),
  state: importStateSchema,
  /** Why, in a sentence. */
  message: z.string().nullable(),
  /** What was read: `58,127 of 100,000 credits left`. */
  balance: z.string().nullable(),
  scope: scopeSchema.nullable(),
  /** The account that it became, or that has the key already. */
  account: z.strictObject({ id: z.string(), provider: z.string(), label: z.string() }).nullable(),
  added: z.boolean(),
});
const ambiguousSchema = z.strictObject({
  kind: z.literal('ambiguous'),
  line,
  name,
  end,
  /** Ids of the providers that it could belong to. */
  providers: z.array(z.string()),
});
const unknownSchema = z.strictObject({ kind: z.literal('unknown'), line, name, why: z.string() });
const repeatedSchema = z.strictObject({
  kind: z.literal('repeated'),
  line,
  name,
  /** The index, from 0, of the finding with the same key. */
  of: z.number().int().nonnegative(),
});

export const keyImportReportSchema = z.strictObject({
  schemaVersion: z.literal(1),
  dryRun: z.boolean(),
  added: z.number().int().nonnegative(),
  findings: z.array(
    z.discriminatedUnion('kind', [knownSchema, ambiguousSchema, unknownSchema, repeatedSchema]),
  ),
  errors: z.array(z.strictObject({ kind: z.string(), message: z.string() })),
});
export type KeyImportReport = z.infer<typeof keyImportReportSchema>;
