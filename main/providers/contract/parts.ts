import { z } from 'zod';
import { largestAmount } from '../../../shared/model/index.ts';

// Building blocks for `response` schemas. What they leave out ends up in the notes of the reading.

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** Any finite number, as a number or a string: several providers answer `"1000"`. */
const number = z.union([z.number(), z.string().trim().regex(decimal).transform(Number).pipe(z.number())]);

/** An amount: a finite number, as a number or a string. Not a boolean, not an empty string; and missing is not zero. */
export const numeric = number.pipe(z.number().min(-largestAmount).max(largestAmount));

/** An amount in hundredths: 4173 is 41.73. */
export const cents = numeric.transform((amount) => Math.round(amount) / 100);

/** `true`, `1`, `"true"`, `"yes"`, and their opposites. */
export const booleanish = z.union([
  z.boolean(),
  z.literal(1).transform(() => true),
  z.literal(0).transform(() => false),
  z.stringbool(),
]);

/** An ISO 8601 instant as epoch milliseconds. Without a zone it means UTC; a date alone means the start of that day. */
export const isoInstant = z
  .string()
  .transform((text) => text.trim().replace(/^(\d{4}-\d{2}-\d{2}) /, '$1T'))
  .pipe(z.union([z.iso.date(), z.iso.datetime({ offset: true, local: true })]))
  .transform((text) => Date.parse(/T.*(Z|[+-]\d{2}:?\d{2})$|^[^T]+$/.test(text) ? text : `${text}Z`))
  .pipe(z.number().int());

/** Epoch seconds as epoch milliseconds; null for 0 and below, which providers use for “none”. */
export const epochSeconds = epoch(1000);

/** Epoch milliseconds; null for 0 and below, which providers use for “none”. */
export const epochMillis = epoch(1);

function epoch(millis: number) {
  return number
    .transform((count) => (count > 0 ? Math.round(count * millis) : null))
    .pipe(z.number().int().max(8.64e15).nullable());
}

/** A currency's code, as `unit: { kind: 'money', code }` has it. */
export const currency = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{3}$/);

/** A calendar day, `YYYY-MM-DD`. */
export const day = z.iso.date();

/** An amount of which some values mean “no limit” and become null: `unlimited(numeric, -1, 1e12, 'unlimited')`. */
export function unlimited<Output>(
  schema: z.ZodType<Output>,
  ...meaningNone: readonly (number | string)[]
): z.ZodType<Output | null> {
  const none = z
    .union([z.number(), z.string()])
    .refine((value) => meaningNone.some((sentinel) => sentinel === value || String(sentinel) === value));
  return z.union([none.transform(() => null), schema]);
}

/** A part that may be missing: then it is null. If it has the wrong format, it is null too, and the reading gets a note. */
export function maybe<Output>(schema: z.ZodType<Output>): z.ZodType<Output | null> {
  return z
    .unknown()
    .optional()
    .transform((value, check): Output | null => {
      if (value === undefined || value === null) return null;
      const parsed = schema.safeParse(value);
      if (parsed.success) return parsed.data;
      for (const issue of marked(parsed.error.issues, 'part')) check.issues.push({ ...issue, input: value });
      return null;
    });
}

/** More entries than this would add nothing and make everything slow. */
export const mostEntries = 200;

/**
 * A list; empty if it is missing, unless it is `required`. Entries with the wrong format and those beyond 200 are left
 * out, with a note.
 */
export function listOf<Output>(
  schema: z.ZodType<Output>,
  { required = false }: { required?: boolean } = {},
): z.ZodType<Output[]> {
  const list = z.array(z.unknown()).transform((entries, check): Output[] => {
    if (entries.length > mostEntries) check.issues.push({ ...markOf('rest'), input: entries });
    return entries.slice(0, mostEntries).flatMap((entry, index) => {
      // `checkAnswer` sets entries that it leaves out to undefined.
      if (entry === undefined) return [];
      const parsed = schema.safeParse(entry);
      if (parsed.success) return [parsed.data];
      for (const issue of marked(parsed.error.issues, 'entry'))
        check.issues.push({ ...issue, path: [index, ...issue.path], input: entry });
      return [];
    });
  });
  return required ? list : maybe(list).transform((entries) => entries ?? []);
}

type LeftOut = 'part' | 'entry' | 'rest';
const markOf = (what: LeftOut, path: PropertyKey[] = []) => ({
  code: 'custom' as const,
  message: 'left out',
  path,
  params: { leftOut: what },
});

/** Leaves out only the wrong parts inside, if each of them may be left out; otherwise the whole. */
function marked(issues: readonly z.core.$ZodIssue[], what: LeftOut) {
  const inner = issues.flatMap((issue) => {
    const kind = leftOutOf(issue);
    return kind === null ? [] : [markOf(kind, [...issue.path])];
  });
  return inner.length === issues.length ? inner : [markOf(what)];
}

/** What may be left out because of an issue; null: nothing, so the answer is malformed. */
export function leftOutOf(issue: z.core.$ZodIssue): LeftOut | null {
  const kind: unknown = issue.code === 'custom' ? issue.params?.leftOut : undefined;
  return kind === 'part' || kind === 'entry' || kind === 'rest' ? kind : null;
}
