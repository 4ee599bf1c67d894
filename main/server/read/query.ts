import { z } from 'zod';
import { badInput, type CommandError, ok, type Result } from '../../../shared/model/index.ts';
import { dayMs } from '../../../shared/time/index.ts';

// The parameters of the read API. Each is checked, and an unknown one is refused: a misspelt filter must not show everything.

/** A parameter, and what it means; the OpenAPI document tells it. */
export const list = (about: string) =>
  z
    .preprocess(
      (given) => (given === undefined ? [] : [given].flat()),
      z.array(z.string({ error: 'Write a text.' }).min(1, 'It is empty.').max(200)).max(50),
    )
    .describe(`${about} May be repeated.`);

export const text = (about: string) =>
  z
    .string({ error: 'It is missing, or there several times.' })
    .min(1, 'It is empty.')
    .max(200)
    .describe(about);

export const flag = (about: string) =>
  z
    .stringbool({
      truthy: ['', 'true', '1', 'yes'],
      falsy: ['false', '0', 'no'],
      error: 'Write true or false.',
    })
    .default(false)
    .describe(about);

const digits = z.string({ error: 'It is missing, or there several times.' }).regex(/^\d+(\.\d+)?$/, {
  error: 'Write a number such as 1200 or 0.5.',
});

export const amount = (about: string) =>
  digits.pipe(z.coerce.number<string>().max(1e15, 'It is too large.')).describe(about);

export const count = (about: string, { min, max, usual }: { min: number; max: number; usual: number }) => {
  const error = `Write a whole number from ${min} to ${max}.`;
  return digits
    .pipe(z.coerce.number<string>().int(error).min(min, error).max(max, error))
    .default(usual)
    .describe(about);
};

export const choice = <const Choices extends readonly [string, ...string[]]>(
  choices: Choices,
  about: string,
) => z.enum(choices, { error: `Write ${choices.join(' or ')}.` }).describe(about);

/** A day in UTC, or a time with its zone. */
export const date = (about: string) =>
  z
    .union([z.iso.date(), z.iso.datetime({ offset: true })], {
      error: 'Write a day such as 2026-11-21, or a time with its zone such as 2026-11-21T09:00:00Z.',
    })
    .describe(about);

/** Epoch milliseconds. A day that ends a span counts as a whole. */
export function instantOf(written: string, { isEnd = false } = {}): number {
  const isDay = !written.includes('T');
  return Date.parse(written) + (isEnd && isDay ? dayMs : 0);
}

/** The parameters of a request, or a sentence about the first wrong one. */
export function readQuery<Parameters extends z.ZodObject>(
  parameters: Parameters,
  given: Record<string, string[]>,
): Result<z.output<Parameters>, CommandError> {
  const names = Object.keys(parameters.shape);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined)
    return badInput(
      names.length === 0
        ? 'This address takes no parameters.'
        : `There is no parameter “${unknown.slice(0, 60)}” here. There are: ${names.join(', ')}.`,
    );
  const values = Object.fromEntries(
    Object.entries(given).map(([name, [only, ...others]]) => [
      name,
      others.length === 0 ? only : [only, ...others],
    ]),
  );
  const read = parameters.safeParse(values);
  if (read.success) return ok(read.data);
  const [issue] = read.error.issues;
  return badInput(`The parameter “${issue?.path[0]?.toString() ?? ''}”: ${issue?.message ?? 'It is wrong.'}`);
}
