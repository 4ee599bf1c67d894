import type { z } from 'zod';
import { fail, ok, type Result } from '../../../shared/model/index.ts';
import { mostEntries } from './parse.ts';
import { countOf, leftOutOf, parsePart } from './parts.ts';
import { isWebPage, type Received } from './received.ts';

// Turns a response body into validated values, with a note for each kind of part that was left out.

/** A schema, and the part of the response it validates. */
export interface Answer<Output> {
  schema: z.ZodType<Output>;
  open(response: Received): Result<unknown, string>;
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

/** The response headers (names in lower case), for providers that report the balance there. */
export const headers = <Output>(schema: z.ZodType<Output>): Answer<Output> => ({
  schema,
  open: (response) => ok({ ...response.headers }),
});

/** XML, as an object of its innermost elements by name. If a name occurs more than once, the first one counts. */
export const xml = <Output>(schema: z.ZodType<Output>): Answer<Output> => ({
  schema,
  open(response) {
    const elements = response.body.matchAll(/<([\w:.-]+)(?:\s[^<>]*)?>([^<>]*)<\/\1>/g);
    const leaves: RegExpExecArray[] = [];
    for (const element of elements) if (leaves.push(element) === mostElements) break;
    if (leaves.length === 0 || /^\s*<(!doctype html|html)/i.test(response.body))
      return fail(response.body.trim() === '' ? 'it is empty' : 'it is not XML');
    return ok(
      Object.fromEntries(leaves.toReversed().map(([, name, value = '']) => [name, unescaped(value)])),
    );
  },
});

/** A balance is among the first. */
const mostElements = 1000;
const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (value: string) =>
  value.replace(/&(amp|lt|gt|quot|apos);/g, (_, name) => signs[name] ?? '');

const asJson = <Output>(schema: z.ZodType<Output>): Answer<Output> => ({
  schema,
  open: (response) => (response.json === null ? fail(whyUnreadable(response)) : ok(response.json)),
});

function whyUnreadable(response: Received): string {
  if (response.body.trim() === '') return 'it is empty';
  return isWebPage(response) ? 'it is a web page' : 'it is not JSON';
}

export interface Checked<Output> {
  value: Output;
  notes: string[];
}

/** Each round leaves out what the previous one uncovered. After this many, the answer counts as malformed. */
const mostRounds = 10;

/** The answer's values, or why it could not be read: names the first wrong field, never its value. */
export function checkAnswer<Output>(
  response: Received,
  answer: AnswerSchema<Output>,
): Result<Checked<Output>, string> {
  const { schema, open } = 'open' in answer ? answer : asJson(answer);
  const opened = open(response);
  if (!opened.ok) return opened;
  const leftOut = new Map<string, LeftOutParts>();
  for (let round = 0; round < mostRounds; round += 1) {
    const parsed = parsePart(schema, opened.value);
    if (parsed.success) return ok({ value: parsed.data, notes: [...leftOut.values()].map(noteOf) });
    const { issues } = parsed.error;
    const hard = issues.find((issue) => leftOutOf(issue) === null);
    if (hard) return fail(whyWrong(hard, [...leftOut.values()][0]?.field));
    for (const issue of issues) {
      const what = leftOutOf(issue) ?? 'part';
      const field = fieldName(issue.path.filter((key) => typeof key !== 'number'));
      const count = (leftOut.get(`${what} ${field}`)?.count ?? 0) + countOf(issue);
      leftOut.set(`${what} ${field}`, { what, field, count });
      leaveOut(opened.value, issue.path, what === 'rest');
    }
  }
  return fail('too many parts have an unexpected format');
}

interface LeftOutParts {
  what: 'part' | 'entry' | 'rest';
  field: string;
  count: number;
}

function noteOf({ what, field, count }: LeftOutParts): string {
  if (what === 'rest')
    return `Only the first ${mostEntries} of ${mostEntries + count} entries of “${field}” were read.`;
  if (what === 'part') {
    const times = count === 1 ? '' : ` ${count} times`;
    return `The field “${field}” was left out${times}: unexpected format.`;
  }
  return count === 1
    ? `An entry of “${field}” was left out: unexpected format.`
    : `${count} entries of “${field}” were left out: unexpected format.`;
}

/** Changes the answer in place: nobody else has it, so a copy would only cost time. */
function leaveOut(root: unknown, path: readonly PropertyKey[], onlyTheRest: boolean): void {
  let part = root;
  for (const key of onlyTheRest ? path : path.slice(0, -1)) part = partOf(part, key);
  if (onlyTheRest && Array.isArray(part)) part.length = mostEntries;
  else if (typeof part === 'object' && part !== null) Reflect.set(part, path.at(-1) ?? '', undefined);
}

const partOf = (value: unknown, key: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

/** `leftOut`: a part that was left out before, which may be the one that is missed now. */
function whyWrong(issue: z.core.$ZodIssue, leftOut: string | undefined): string {
  // For a union, report what is wrong with the member that fits best.
  const inner =
    issue.code === 'invalid_union' ? issue.errors.flat().find(({ path }) => path.length > 0) : undefined;
  const path = [...issue.path, ...(inner?.path ?? [])];
  const named = fieldName(path);
  // The part that is missed may be one inside that was left out.
  const field = leftOut?.startsWith(named) ? leftOut : named;
  if (field !== '') return `the field “${field}” is missing or has the wrong type`;
  return issue.code === 'custom' ? 'a required field is missing' : 'it is not a JSON object';
}

/** A path into the JSON as text: `data[1].date`. */
export function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, key) => {
    if (typeof key === 'number') return `${name}[${key}]`;
    return name === '' ? String(key) : `${name}.${String(key)}`;
  }, '');
}
