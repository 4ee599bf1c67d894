import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { readErrorKindSchema } from '../../shared/model/index.ts';

/** What every provider with an endpoint must have exchanges for. */
export const requiredCases = [
  'success',
  'bad-credential',
  'exhausted',
  'rate-limited',
  'unavailable',
  'html',
  'empty',
  'wrong-type',
] as const;

const headers = z.record(z.string(), z.string());

const exchangeSchema = z.strictObject({
  name: z.string(),
  covers: z.enum([...requiredCases, 'limited-scope', 'refused']),
  /** With `wrong-type`: the key of the field that has one. */
  field: z.string().optional(),
  exchange: z.array(
    z.strictObject({
      request: z.strictObject({
        method: z.enum(['GET', 'POST']),
        path: z.string(),
        query: z.record(z.string(), z.string()),
        headers,
        json: z.unknown().optional(),
      }),
      response: z.union([
        z.strictObject({ status: z.number(), headers, json: z.json() }),
        z.strictObject({ status: z.number(), headers, text: z.string() }),
      ]),
    }),
  ),
  /** Instants are written as ISO 8601. */
  expected: z.union([
    z.strictObject({ reading: z.json() }),
    z.strictObject({
      error: z.strictObject({
        kind: readErrorKindSchema,
        message: z.string(),
        retryAt: z.iso.datetime().nullable(),
      }),
    }),
  ]),
});
export type Exchange = z.infer<typeof exchangeSchema>;
export type Answer = Exchange['exchange'][number]['response'];

const fixtureSchema = z.strictObject({
  provider: z.string(),
  credential: z.record(z.string(), z.string()),
  exchanges: z.array(exchangeSchema),
});
export type Fixture = z.infer<typeof fixtureSchema>;

const root = new URL('../fixtures/providers/', import.meta.url);

/** Every fixture of a provider, `success.json` among them. */
export function fixturesOf(provider: string): Fixture[] {
  const folder = new URL(`${provider}/`, root);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => fixtureSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))));
}

/** The folders of fixtures. */
export const fixtureFolders = () => readdirSync(root).sort();

/** The instant at which every exchange takes place. */
export const now = Date.UTC(2026, 10, 21, 9);

const instants = new Set(['at', 'renewsAt', 'grantedAt', 'expiresAt', 'resetsAt', 'retryAt']);

/** A reading or an error with its instants as ISO 8601, as fixtures write them. */
export function readable(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, part) =>
      instants.has(key) && typeof part === 'number' ? new Date(part).toISOString() : part,
    ),
  );
}

/** The body of an answer as it goes over the wire. */
export const bodyOf = (answer: Answer): string =>
  'json' in answer ? JSON.stringify(answer.json) : answer.text;

/** Every key of a JSON value, at any depth. */
export function keysOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [key, ...keysOf(part)]);
}
