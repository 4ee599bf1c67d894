import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { readErrorKindSchema } from '../../shared/model/index.ts';

// One file for each provider: what is asked, what may be answered, what follows. Everything else is generated.

const texts = z.record(z.string(), z.string());

const requestSchema = z.strictObject({
  method: z.enum(['GET', 'POST']).default('GET'),
  path: z.string(),
  query: texts.default({}),
  headers: texts.default({}),
  json: z.json().optional(),
  form: texts.optional(),
});

const responseSchema = z.strictObject({
  status: z.number().default(200),
  headers: texts.default({}),
  body: z.json().optional(),
  /** Instead of `body`: that of the first answer, or of its same step, with some parts replaced, by path, or left away. */
  with: z.record(z.string(), z.json()).optional(),
  without: z.array(z.string()).optional(),
  text: z.string().optional(),
});

/** One response, or `steps`: one for each request, in order. */
const stepsSchema = responseSchema.extend({
  steps: z.array(responseSchema).optional(),
  /** If other requests are sent than usual. */
  requests: z.array(requestSchema).optional(),
});

const fixtureSchema = z.strictObject({
  credential: texts.default({}),
  /** What the first, the second … request looks like. */
  request: requestSchema.optional(),
  requests: z.array(requestSchema).optional(),
  /** Bare statuses that mean something else here than usual. */
  statuses: z.record(z.string(), readErrorKindSchema).default({}),
  answers: z.record(
    z.string(),
    /** What the reading holds; what is not named here may be anything, but for the notes: without them there are none. */
    stepsSchema.extend({ reads: z.record(z.string(), z.json()) }),
  ),
  refusals: z
    .array(
      stepsSchema.extend({
        kind: readErrorKindSchema,
        /** A part of the message. */
        says: z.string().optional(),
        waitSeconds: z.number().optional(),
      }),
    )
    .default([]),
});
export type ExpectedRequest = z.infer<typeof requestSchema>;

export interface Response {
  status: number;
  headers: Record<string, string>;
  body: string;
}
export interface Case {
  name: string;
  steps: Response[];
  requests: ExpectedRequest[];
}
export interface AnswerCase extends Case {
  reads: Record<string, unknown>;
}
export interface RefusalCase extends Case {
  kind: string;
  says: string;
  waitSeconds: number | null;
}
export interface Fixture {
  id: string;
  credential: Record<string, string>;
  requests: ExpectedRequest[];
  statuses: Record<string, string>;
  answers: AnswerCase[];
  refusals: RefusalCase[];
}

/** The instant at which every exchange takes place. */
export const now = Date.UTC(2026, 10, 21, 9);

export const readFixtures = (): Fixture[] =>
  globSync('test/fixtures/providers/*.json')
    .sort()
    .map((path) => readFixture(path, readFileSync(path, 'utf8')));

export function readFixture(path: string, text: string): Fixture {
  const parsed = fixtureSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(`${path}\n${z.prettifyError(parsed.error)}`);
  const {
    credential,
    request,
    requests = request ? [request] : [],
    statuses,
    answers,
    refusals,
  } = parsed.data;
  const first = stepsOf(Object.values(answers)[0] ?? {}).map(({ body }) => body ?? null);
  const named = <Out>(name: string, read: () => Out): Out => {
    try {
      return read();
    } catch (cause) {
      throw new Error(`${path}, “${name}”: ${cause instanceof Error ? cause.message : 'unreadable'}`, {
        cause,
      });
    }
  };
  const steps = (name: string, from: Partial<Steps>) =>
    stepsOf(from).map((step, index) => named(name, () => responseOf(step, first[index] ?? null)));
  return {
    id: basename(path, '.json'),
    credential,
    requests,
    statuses,
    answers: Object.entries(answers).map(([name, { reads, ...answer }]) => ({
      name,
      steps: requests.length === 0 ? [] : steps(name, answer),
      requests: answer.requests ?? requests,
      reads: named(name, () => withInstants(reads)),
    })),
    refusals: refusals.map(({ kind, says = '', waitSeconds = null, ...refusal }) => {
      const name = `${kind} for ${refusal.status} ${JSON.stringify(refusal.text ?? refusal.body ?? refusal.with ?? refusal.without ?? refusal.steps ?? refusal.headers)}`;
      const asked = refusal.requests ?? requests;
      return { name, steps: steps(name, refusal), requests: asked, kind, says, waitSeconds };
    }),
  };
}

type Steps = z.infer<typeof stepsSchema>;
type Step = Partial<z.infer<typeof responseSchema>>;

const stepsOf = ({ steps, ...only }: Partial<Steps>): Step[] => steps ?? [only];

const responseOf = (
  { status = 200, headers = {}, ...response }: Step,
  first: z.core.util.JSONType,
): Response => ({ status, headers, body: bodyOf(response, first) });

function bodyOf({ body, with: replaced, without = [], text }: Step, first: z.core.util.JSONType): string {
  if (text !== undefined) return text;
  if (body !== undefined) return JSON.stringify(body);
  if (replaced === undefined && without.length === 0) return '';
  const changed = [
    ...Object.entries(replaced ?? {}),
    ...without.map((path): [string, undefined] => [path, undefined]),
  ];
  return changed.reduce(
    (json, [path, value]) => changedAt(json, path.split('.'), value),
    JSON.stringify(first),
  );
}

/** A JSON text with the part at a path replaced; undefined takes it away. */
export function changedAt(json: string, path: readonly string[], value: unknown): string {
  const root: unknown = JSON.parse(json);
  const parent = path.slice(0, -1).reduce<unknown>((part, key) => {
    if (typeof part !== 'object' || part === null)
      throw new Error(`there is no “${path.join('.')}” to change in the first answer`);
    return Reflect.get(part, key);
  }, root);
  const key = path.at(-1) ?? '';
  if (typeof parent !== 'object' || parent === null)
    throw new Error(`there is no “${path.join('.')}” to change in the first answer`);
  if (value === undefined) Reflect.deleteProperty(parent, key);
  else Reflect.set(parent, key, value);
  return JSON.stringify(root);
}

const instants = new Set(['at', 'renewsAt', 'grantedAt', 'expiresAt', 'keyExpiresAt', 'resetsAt', 'retryAt']);

/** A reading with its instants as ISO 8601, as fixtures write them. */
export function readable(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, part) =>
      instants.has(key) && typeof part === 'number' ? new Date(part).toISOString() : part,
    ),
  );
}

/** The same of what a fixture writes: `2026-12-01`, with and without milliseconds, is one instant. */
function withInstants(reads: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(
    JSON.stringify(reads, (key, part) =>
      instants.has(key) && typeof part === 'string' ? new Date(part).toISOString() : part,
    ),
  );
}
