import { z } from 'zod';
import { tidy } from '../../../shared/ledger.ts';
import { largestAmount } from '../../../shared/model/index.ts';
import { dayOf } from '../../../shared/time/index.ts';
import { mostEntries } from './parse.ts';

// Building blocks for `response` schemas. What they leave out ends up in the notes of the reading.

/**
 * Checks an answer or a part of it, without zod's compiling the schema first: that takes 0.1 ms (zod 4.6, November 2026), more
 * than it would ever save with one answer in minutes.
 */
export const parsePart = <Output>(schema: z.ZodType<Output>, part: unknown) =>
  schema.safeParse(part, { jitless: true });

const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
/** Numbers and dates are shorter. What is longer is not looked at. */
const shortText = z.string().max(100);
/** Any finite number, as a number or a string: several providers answer `"1000"`. */
const number = z.union([z.number(), shortText.trim().regex(decimal).transform(Number).pipe(z.number())]);

/** An amount: a finite number, as a number or a string. Not a boolean, not an empty string; and missing is not zero. */
export const numeric = number.pipe(z.number().min(-largestAmount).max(largestAmount));

/** An amount in hundredths: 4173 is 41.73. */
export const cents = numeric.transform((amount) => tidy(amount / 100));

/** `true`, `1`, `"true"`, `"yes"`, and their opposites. */
export const booleanish = z.union([
  z.boolean(),
  z.literal(1).transform(() => true),
  z.literal(0).transform(() => false),
  z.stringbool(),
]);

/** An ISO 8601 instant as epoch milliseconds. Without a zone it means UTC; a date alone means the start of that day. */
export const isoInstant = shortText
  .transform((text) => text.trim().replace(/^(\d{4}-\d{2}-\d{2}) /, '$1T'))
  .pipe(z.union([z.iso.date(), z.iso.datetime({ offset: true, local: true })]))
  .transform((text) => Date.parse(/T.*(Z|[+-]\d{2}:?\d{2})$|^[^T]+$/.test(text) ? text : `${text}Z`))
  .pipe(z.number().int());

/** Hours, minutes and seconds until something, `07:20:05`, in milliseconds. */
export const countdown = shortText
  .trim()
  .regex(/^\d{1,4}:\d{2}:\d{2}$/)
  .transform((text) => text.split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0) * 1000);

/** The end of the year 9999. Later ones are milliseconds taken for seconds, or some number that is no date. */
const lastInstant = Date.UTC(10_000, 0) - 1;

/** Epoch seconds as epoch milliseconds; null for 0 and below, which providers use for “none”. */
export const epochSeconds = epoch(1000);

/** Epoch milliseconds; null for 0 and below, which providers use for “none”. */
export const epochMillis = epoch(1);

function epoch(millis: number) {
  return number
    .transform((count) => (count > 0 ? Math.round(count * millis) : null))
    .pipe(z.number().int().max(lastInstant).nullable());
}

/** A currency's code, as `unit: { kind: 'money', code }` has it. */
export const currency = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{3}$/);

/** A calendar day, `YYYY-MM-DD`; of an instant, its day in UTC. */
export const day = z.union([shortText.pipe(z.iso.date()), isoInstant.transform(dayOf)]);

const none = /^(unlimited|infinite|infinity|inf|∞|none|no[ _-]?limit)$/i;
/** The largest numbers of 32 and 53 bits, which stand for “no limit” in many an API. */
const largestNumbers = [2 ** 31 - 1, 2 ** 32 - 1, 2 ** 53 - 1];

/**
 * A limit: an amount, or null where there is none. Words for it, negative numbers, amounts from 1e15 up and the largest
 * numbers of 32 and 53 bits always mean “no limit”; list what else does: `unlimited(numeric, 0, 1e12)`.
 */
export function unlimited<Output>(
  schema: z.ZodType<Output>,
  ...meaningNone: readonly (number | string)[]
): z.ZodType<Output | null> {
  const saysNone = (value: number | string) =>
    meaningNone.some((sentinel) => sentinel === value || String(sentinel) === value) ||
    (typeof value === 'string' && none.test(value.trim())) ||
    isNoLimit(typeof value === 'number' ? value : (number.safeParse(value).data ?? 0));
  const nothing = z.union([z.number(), shortText]).refine(saysNone);
  return z.union([nothing.transform(() => null), schema]);
}

/** Whether a number cannot be the size of anything. */
const isNoLimit = (value: number) => value < 0 || value >= largestAmount || largestNumbers.includes(value);

/** A part that may be missing: then it is null. If it has the wrong format, it is null too, and the reading gets a note. */
export function maybe<Output>(schema: z.ZodType<Output>): z.ZodType<Output | null> {
  return z
    .unknown()
    .optional()
    .transform((value, check): Output | null => {
      if (value === undefined || value === null) return null;
      const parsed = parsePart(schema, value);
      if (parsed.success) return parsed.data;
      for (const issue of marked(parsed.error.issues, 'part')) check.issues.push({ ...issue, input: value });
      return null;
    });
}

/** Several parts of one kind that may be missing: `z.object(maybes(numeric, 'used', 'limit'))`. */
export function maybes<const Name extends string, Output>(
  schema: z.ZodType<Output>,
  ...names: readonly Name[]
): Readonly<Record<Name, z.ZodType<Output | null>>>;
export function maybes<Output>(schema: z.ZodType<Output>, ...names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, maybe(schema)]));
}

/** Several parts of which at least one must be there, such as the balances that an account may have. */
export const someOf = <Output extends object>(parts: z.ZodType<Output>): z.ZodType<Output> =>
  parts.refine((all) => Object.values(all).some((part) => part !== null));

/**
 * A list; empty if it is missing, unless it is `required`. Entries with the wrong format and those beyond 200 are left
 * out, with a note. If no entry of a required list can be read, the answer is malformed.
 */
export function listOf<Output>(
  schema: z.ZodType<Output>,
  { required = false }: { required?: boolean } = {},
): z.ZodType<Output[]> {
  const list = z.custom<unknown[]>(Array.isArray).transform((all, check): Output[] => {
    const rest = all.length - mostEntries;
    if (rest > 0) check.issues.push({ ...markOf('rest', [], rest), input: all });
    // `checkAnswer` sets entries that it leaves out to undefined.
    const entries = all.slice(0, mostEntries).map((entry, index) => ({ entry, index }));
    const wrong: { entry: unknown; index: number; issues: z.core.$ZodIssue[] }[] = [];
    const read = entries.flatMap(({ entry, index }) => {
      if (entry === undefined) return [];
      const parsed = parsePart(schema, entry);
      if (parsed.success) return [parsed.data];
      wrong.push({ entry, index, issues: parsed.error.issues });
      return [];
    });
    // An entry whose wrong parts may all be left out can be read in the next round.
    const cannotBeRead = wrong.every(({ issues }) => issues.some((issue) => leftOutOf(issue) === null));
    const isHopeless = required && read.length === 0 && wrong.length > 0 && cannotBeRead;
    for (const { entry, index, issues } of wrong) {
      const told = isHopeless
        ? [{ code: 'custom' as const, message: 'no entry can be read', path: issues[0]?.path ?? [] }]
        : marked(issues, 'entry');
      for (const issue of told) check.issues.push({ ...issue, path: [index, ...issue.path], input: entry });
    }
    return read;
  });
  return required ? list : maybe(list).transform((entries) => entries ?? []);
}

/** The members of an object whose names the provider chooses, as pairs; those with the wrong format are left out, with a note. */
export function entriesOf<Output>(schema: z.ZodType<Output>): z.ZodType<[name: string, value: Output][]> {
  return z.looseObject({}).transform((all, check) =>
    Object.entries(all)
      .slice(0, mostEntries)
      .flatMap(([name, value]): [string, Output][] => {
        // `checkAnswer` sets members that it leaves out to undefined.
        if (value === undefined || value === null) return [];
        const parsed = parsePart(schema, value);
        if (parsed.success) return [[name, parsed.data]];
        for (const issue of marked(parsed.error.issues, 'part'))
          check.issues.push({ ...issue, path: [name, ...issue.path], input: value });
        return [];
      }),
  );
}

type LeftOut = 'part' | 'entry' | 'rest';
const markOf = (what: LeftOut, path: PropertyKey[] = [], count = 1) => ({
  code: 'custom' as const,
  message: 'left out',
  path,
  params: { leftOut: what, count },
});

/** Leaves out only the wrong parts inside, if each of them may be left out; otherwise the whole. */
function marked(issues: readonly z.core.$ZodIssue[], what: LeftOut) {
  const inner = issues.flatMap((issue) => {
    const kind = leftOutOf(issue);
    return kind === null ? [] : [markOf(kind, [...issue.path], countOf(issue))];
  });
  return inner.length === issues.length ? inner : [markOf(what)];
}

/** What may be left out because of an issue; null: nothing, so the answer is malformed. */
export function leftOutOf(issue: z.core.$ZodIssue): LeftOut | null {
  const kind: unknown = issue.code === 'custom' ? issue.params?.leftOut : undefined;
  return kind === 'part' || kind === 'entry' || kind === 'rest' ? kind : null;
}

/** How many parts an issue is about: more than one for the rest of a list. */
export function countOf(issue: z.core.$ZodIssue): number {
  const count: unknown = issue.code === 'custom' ? issue.params?.count : undefined;
  return typeof count === 'number' ? count : 1;
}
