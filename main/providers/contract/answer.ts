import type { z } from 'zod';
import { fail, ok, type Result } from '../../../shared/model/index.ts';
import { leftOutOf, mostEntries } from './parts.ts';
import type { ProviderResponse } from './provider.ts';

// From an answer's body to checked values, with a note for each kind of part that was left out.

/** A schema, and what of an answer it is held against. */
export interface Answer<Output> {
  schema: z.ZodType<Output>;
  open(response: ProviderResponse): Result<unknown, string>;
}
export type AnswerSchema<Output> = z.ZodType<Output> | Answer<Output>;

/** The body as it is: `response: text(numeric)`. */
export const text = <Output>(schema: z.ZodType<Output>): Answer<Output> => ({
  schema,
  open: (response) =>
    isWebPage(response) || response.body.trim() === ''
      ? fail(whyUnreadable(response))
      : ok(response.body.trim()),
});

/** The headers, their names in lower case, of providers that tell the balance there. */
export const headers = <Output>(schema: z.ZodType<Output>): Answer<Output> => ({
  schema,
  open: (response) => ok({ ...response.headers }),
});

/** XML, as an object of its innermost elements by name; of several with one name the first counts. */
export const xml = <Output>(schema: z.ZodType<Output>): Answer<Output> => ({
  schema,
  open(response) {
    const leaves = [...response.body.matchAll(/<([\w:.-]+)(?:\s[^<>]*)?>([^<>]*)<\/\1>/g)];
    if (leaves.length === 0 || /^\s*<(!doctype html|html)/i.test(response.body))
      return fail(response.body.trim() === '' ? 'it is empty' : 'it is not XML');
    return ok(
      Object.fromEntries(leaves.toReversed().map(([, name, value = '']) => [name, unescaped(value)])),
    );
  },
});

const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (value: string) =>
  value.replace(/&(amp|lt|gt|quot|apos);/g, (_, name) => signs[name] ?? '');

const asJson = <Output>(schema: z.ZodType<Output>): Answer<Output> => ({
  schema,
  open(response) {
    const value = jsonOf(response);
    return value === null ? fail(whyUnreadable(response)) : ok(value);
  },
});

/** The JSON of a body; null if it is none. (JSON's own `null` is no answer either.) */
export function jsonOf(response: ProviderResponse): unknown {
  try {
    return JSON.parse(response.body) ?? null;
  } catch {
    return null;
  }
}

/**
 * True for a web page, as proxies and firewalls answer in a provider's place. Told by the body alone: some providers
 * send their plain error texts as `text/html`.
 */
export function isWebPage(response: ProviderResponse): boolean {
  return /^\s*</.test(response.body);
}

function whyUnreadable(response: ProviderResponse): string {
  if (response.body.trim() === '') return 'it is empty';
  return isWebPage(response) ? 'it is a web page' : 'it is not JSON';
}

export interface Checked<Output> {
  value: Output;
  notes: string[];
}

/** After so many rounds an answer is taken as malformed: each leaves out what the one before uncovered. */
const mostRounds = 10;

/** The answer's values, or why it could not be read: the first field that is wrong, and never its value. */
export function checkAnswer<Output>(
  response: ProviderResponse,
  answer: AnswerSchema<Output>,
): Result<Checked<Output>, string> {
  const { schema, open } = 'open' in answer ? answer : asJson(answer);
  const opened = open(response);
  if (!opened.ok) return opened;
  const leftOut = new Map<string, LeftOutParts>();
  for (let round = 0; round < mostRounds; round += 1) {
    const parsed = schema.safeParse(opened.value);
    if (parsed.success) return ok({ value: parsed.data, notes: [...leftOut.values()].map(noteOf) });
    const { issues } = parsed.error;
    const hard = issues.find((issue) => leftOutOf(issue) === null);
    if (hard) return fail(whyWrong(hard));
    for (const issue of issues) {
      const what = leftOutOf(issue) ?? 'part';
      const field = fieldName(issue.path.filter((key) => typeof key !== 'number'));
      const count = (leftOut.get(`${what} ${field}`)?.count ?? 0) + 1;
      leftOut.set(`${what} ${field}`, { what, field, count });
      leaveOut(opened.value, issue.path, what === 'rest');
    }
  }
  return fail('it has too many parts of an unexpected form');
}

interface LeftOutParts {
  what: 'part' | 'entry' | 'rest';
  field: string;
  count: number;
}

function noteOf({ what, field, count }: LeftOutParts): string {
  if (what === 'rest') return `Only the first ${mostEntries} entries of “${field}” were read.`;
  if (what === 'part') {
    const times = count === 1 ? '' : ` ${count} times`;
    return `The field “${field}” was left out${times}: it has an unexpected form.`;
  }
  return count === 1
    ? `An entry of “${field}” was left out: it has an unexpected form.`
    : `${count} entries of “${field}” were left out: they have an unexpected form.`;
}

/** A copy would cost more: the answer is ours alone. */
function leaveOut(root: unknown, path: readonly PropertyKey[], onlyTheRest: boolean): void {
  let part = root;
  for (const key of onlyTheRest ? path : path.slice(0, -1)) part = partOf(part, key);
  if (onlyTheRest && Array.isArray(part)) part.length = mostEntries;
  else if (typeof part === 'object' && part !== null) Reflect.set(part, path.at(-1) ?? '', undefined);
}

const partOf = (value: unknown, key: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

function whyWrong(issue: z.core.$ZodIssue): string {
  // Of a choice between forms, what is wrong with the one that fits best.
  const inner =
    issue.code === 'invalid_union' ? issue.errors.flat().find(({ path }) => path.length > 0) : undefined;
  const path = [...issue.path, ...(inner?.path ?? [])];
  if (path.length === 0)
    return issue.code === 'custom' ? 'a field that is needed is missing' : 'it is no JSON object';
  return `the field “${fieldName(path)}” is missing or of another type`;
}

/** `data[1].date` for a path into the JSON. */
function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, key) => {
    if (typeof key === 'number') return `${name}[${key}]`;
    return name === '' ? String(key) : `${name}.${String(key)}`;
  }, '');
}
