import { z } from 'zod';
import { readAmount } from '../../../shared/read-amount.ts';

// Strict parsing of what you type. Every error is a sentence that says what to do instead.

/** An amount as people write it: `1,200`, `1 200`, `0,5`. Zero is valid. */
export const amountText = z
  .string()
  .trim()
  .min(1, 'Enter an amount, such as 1,200 or 0.5.')
  .transform((text, context) => {
    const read = readAmount(text);
    if (read.ok) return read.amount;
    context.addIssue(read.why);
    return z.NEVER;
  });

/** An amount above zero. */
export const positiveAmountText = amountText.refine((amount) => amount > 0, 'Enter an amount above zero.');

/** Empty means unknown: null. */
export const optionalAmountText = z.union([
  z
    .string()
    .regex(/^\s*$/)
    .transform(() => null),
  amountText,
]);

export const dayText = z.iso.date('Choose a day, such as 2026-11-04.');
export const optionalDayText = z.union([z.literal('').transform(() => null), dayText]);

export const labelText = z
  .string()
  .trim()
  .min(1, 'Give the account a label, so you can tell it apart.')
  .max(120, 'Keep the label under 120 characters.');

/** Tags separated by commas, such as `research, client: Nordhaus`. */
export const tagsText = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  )
  .refine((tags) => tags.every((tag) => tag.length <= 30), 'Keep each tag under 31 characters.')
  .refine((tags) => tags.length <= 10, 'You can use up to ten tags. Remove some.');

export const variableText = z
  .string()
  .trim()
  .min(1, 'Enter the name of an environment variable.')
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]*$/,
    'Use letters, digits and underscores only. Enter the variable’s name, not its value.',
  );

export const newPassphraseText = z.string().min(8, 'Use at least 8 characters.');

export type Parsed<Value> = { value: Value; error: null } | { value: null; error: string };

/** Reads one field: its value, or the first error as a sentence. */
export function parseField<Value>(schema: z.ZodType<Value, string>, text: string): Parsed<Value> {
  const result = schema.safeParse(text);
  if (result.success) return { value: result.data, error: null };
  return { value: null, error: deepestMessage(result.error.issues) };
}

// A union's issue hides the messages of its members; the last member is the one you most likely meant.
function deepestMessage(issues: readonly z.core.$ZodIssue[]): string {
  const [first] = issues;
  if (first === undefined) return 'This is not valid.';
  if (first.code !== 'invalid_union') return first.message;
  return deepestMessage(first.errors.at(-1) ?? []);
}

/**
 * The shell command that logs two credits at the usage endpoint; quotes in the label are escaped for a POSIX shell. Without
 * a token it says where to put one.
 */
export function curlLine(address: string, label: string, token = 'TOKEN'): string {
  const body = JSON.stringify({ account: label, credits: 2 }).replaceAll("'", "'\\''");
  return [
    `curl -X POST ${address}`,
    `-H "Authorization: Bearer ${token}"`,
    '-H "Content-Type: application/json"',
    `-d '${body}'`,
  ].join(' \\\n  ');
}
