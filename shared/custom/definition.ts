import { z } from 'zod';
import { countedUnits, type Unit, unitWordSchema } from '../model/unit.ts';

// A provider that you describe yourself, in a small JSON file that people can share. It never holds a credential.

/** Text in which nothing is hidden from whoever reads it. */
const visible = /^[^\p{C}]*$/u;
const hidden = 'It has a character that cannot be seen.';

/** Functions of JMESPath that expressions have not: they make texts and lists of any length, which no balance needs. */
export const unavailableFunctions = ['join', 'pad_left', 'pad_right', 'replace', 'split'] as const;

/** JMESPath over a JSON answer, or a regular expression over the text of any answer, of which the first group counts. */
const expressionSchema = z.union([
  z.string().min(1).max(1000),
  z.strictObject({ pattern: z.string().min(1).max(1000) }),
]);
export type Expression = z.infer<typeof expressionSchema>;

/** What is read from an answer. */
const readSchema = z
  .strictObject({
    remaining: expressionSchema.optional(),
    used: expressionSchema.optional(),
    limit: expressionSchema.optional(),
    /** When the plan is refilled. Dates are ISO 8601, or seconds or milliseconds since 1970. */
    renewsAt: expressionSchema.optional(),
    /** When what is left expires. */
    expiresAt: expressionSchema.optional(),
    plan: expressionSchema.optional(),
    /** Anything but null, false, 0 and an empty text is an error; a text says which. */
    error: expressionSchema.optional(),
  })
  .refine(
    ({ remaining, used, limit }) => [remaining, used, limit].some((one) => one !== undefined),
    'Give an expression for remaining, used or limit: one of them is needed.',
  );
export type ReadExpressions = z.infer<typeof readSchema>;
export type ReadField = keyof ReadExpressions;

/** One field of the credential. */
export const fieldSchema = z.strictObject({
  id: z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,29}$/, 'The id of a field has letters and digits only.'),
  label: z.string().trim().min(1).max(60).regex(visible, hidden),
  /** Environment variables in which people keep it. */
  env: z
    .array(
      z
        .string()
        .regex(
          /^[A-Z_][A-Z0-9_]*$/,
          'The name of a variable has capital letters, digits and underscores only.',
        )
        .refine(
          (name) => !name.startsWith('FUELGAUGE_'),
          'Variables of Fuelgauge itself are not for providers.',
        ),
    )
    .max(10)
    .default([]),
  secret: z.boolean().default(true),
  /** An address that each person enters, such as that of their own gateway. A request may begin with it: `{base}/v1/key`. */
  address: z.boolean().default(false),
});
export type CustomField = z.infer<typeof fieldSchema>;

const wordSchema = z
  .string()
  .refine(
    (word) => unitWordSchema.safeParse(word).success,
    'Write a word with letters, such as page. A share is in the word percent.',
  );

/** `USD`, `credits`, `requests`, …, or a word of your own. */
const unitSchema = z.union([
  z
    .string()
    .refine(
      (text) => unitOf(text) !== null,
      'Write a currency’s code such as USD, or a word such as credits.',
    ),
  z.strictObject({ one: wordSchema, many: wordSchema }),
]);

/** Headers that belong to the connection, or that would send the request elsewhere. */
const reservedHeaders =
  /^(host|connection|content-length|transfer-encoding|upgrade|te|trailer|expect|keep-alive|proxy-.*|cookie)$/i;

const requestSchema = z.strictObject({
  method: z.enum(['GET', 'POST']).default('GET'),
  /** `{key}` stands for a field of the credential. */
  address: z
    .string()
    .min(1)
    .max(1000)
    .regex(/^[^\s\p{C}]*$/u, 'An address has no spaces, and nothing that cannot be seen.'),
  headers: z
    .record(
      z
        .string()
        .regex(/^[A-Za-z0-9-]{1,60}$/, 'The name of a header has letters, digits and hyphens only.')
        .refine((name) => !reservedHeaders.test(name), 'This header cannot be set.'),
      z
        .string()
        .max(1000)
        .regex(/^[\x20-\x7e]*$/, 'A header has plain letters only.'),
    )
    .default({}),
  /** Sent as JSON. */
  body: z.record(z.string(), z.json()).optional(),
  /** Sent as a web form. */
  form: z.record(z.string(), z.string()).optional(),
});

const common = {
  schemaVersion: z.literal(1).default(1),
  id: z
    .string()
    .max(40)
    .regex(
      /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
      'The id begins with a small letter and has small letters, digits and single hyphens.',
    ),
  name: z.string().trim().min(1).max(60).regex(visible, hidden),
  unit: unitSchema.default('credits'),
  /** Minutes between two checks. */
  intervalMinutes: z.number().min(1).max(1440).default(5),
  /** Default: one field `key`, if `{key}` is used. */
  credential: z.array(fieldSchema).max(5).optional(),
};

/** An address that is asked. */
export const endpointSchema = z.strictObject({ ...common, request: requestSchema, read: readSchema });
/** A program that prints a reading. Its credential is in its environment, never among its arguments. */
export const commandSchema = z.strictObject({
  ...common,
  command: z.array(z.string().min(1).max(1000).regex(visible, hidden)).min(1).max(30),
  timeLimitSeconds: z.number().min(1).max(60).default(10),
});

export const definitionSchema = z.union([endpointSchema, commandSchema]);
export type Definition = z.output<typeof definitionSchema>;
export type EndpointDefinition = z.output<typeof endpointSchema>;
export type CommandDefinition = z.output<typeof commandSchema>;

export const isCommand = (definition: Definition): definition is CommandDefinition => 'command' in definition;

/** A definition that was added here. */
export const customProviderSchema = z.object({
  definition: definitionSchema,
  /** You agreed that it may ask a private address, or run its program. */
  allowed: z.boolean(),
  /** Epoch milliseconds. */
  addedAt: z.number().int(),
});
export type CustomProvider = z.output<typeof customProviderSchema>;

/** The unit that a word or a currency's code names; null: none. */
export function unitOf(unit: string | { one: string; many: string }): Unit | null {
  if (typeof unit !== 'string') return { kind: 'count', ...unit };
  const kind = countedUnits.find((word) => word === unit);
  if (kind !== undefined) return { kind };
  return /^[A-Z]{3}$/.test(unit) ? { kind: 'money', code: unit } : null;
}

/** The fields of the credential. */
export function fieldsOf(definition: Definition): readonly CustomField[] {
  if (definition.credential !== undefined) return definition.credential;
  const uses = !isCommand(definition) && JSON.stringify(definition.request).includes('{key}');
  return uses ? [{ id: 'key', label: 'API key', env: [], secret: true, address: false }] : [];
}

/** Fills `{field}` for the fields that there are; other braces stay, as GraphQL has them. */
export const filled = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replaceAll(/\{([a-zA-Z][a-zA-Z0-9]*)\}/g, (whole, field: string) =>
    Object.hasOwn(values, field) ? (values[field] ?? '') : whole,
  );
