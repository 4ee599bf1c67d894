import type { z } from 'zod';
import type { AlertKind } from '../model/index.ts';
import { readAmount } from '../read-amount.ts';
import type { FieldValue, RuleField } from './rule-fields.ts';
import { ownRuleSchemas } from './rule-schemas.ts';

// Reads one value of a rule from text: its type says how, the schema of its rule says what is valid.

const schemas = ownRuleSchemas();

export type ReadField = { value: FieldValue | undefined; error: null } | { error: string };

/** The value of a text; `error` says what to enter instead. */
export function readField(
  kind: AlertKind,
  name: string,
  { type, error }: RuleField,
  text: string,
): ReadField {
  const read = readers[type](text);
  if (read.error !== null) return read;
  const values: Record<string, z.ZodType> = schemas[kind].shape;
  const issues = values[name]?.safeParse(read.value).error?.issues ?? [];
  if (issues.length === 0) return read;
  const isTooLong = issues.every(({ code, path }) => code === 'too_big' && path.length === 0);
  return { error: Array.isArray(read.value) && isTooLong ? 'Enter at most five levels.' : error };
}

const parts = (text: string, separator: RegExp): string[] =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
/** Each level once, in the order in which a falling balance crosses them. */
const descending = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => b - a);

/** NaN if it is not a whole number. */
const whole = (text: string): number => (/^\d+$/.test(text) ? Number(text) : Number.NaN);

/** A percentage as a share with six decimals; NaN if it is not a number. */
const share = (text: string): number => {
  const digits = text.replace(/\s*%$/, '');
  return /^\d+(\.\d+)?$/.test(digits) ? Number((Number(digits) / 100).toFixed(6)) : Number.NaN;
};

const read = (value: FieldValue | undefined): ReadField & { error: null } => ({ value, error: null });

const readers: Record<RuleField['type'], (text: string) => ReadField> = {
  whole: (text) => read(whole(text.trim())),
  wholes: (text) => read(descending(parts(text, /[,;\s]+/).map(whole))),
  percent: (text) => read(share(text.trim())),
  percents: (text) => read(descending(parts(text, /[,;\s]+(?!%)/).map(share))),
  amount(text) {
    if (text.trim() === '') return read(undefined);
    const amount = readAmount(text);
    return amount.ok ? read(amount.amount) : { error: amount.why };
  },
  amounts(text) {
    const amounts: number[] = [];
    for (const part of parts(text, /;|\n/)) {
      const amount = readAmount(part);
      if (!amount.ok) return { error: amount.why };
      if (amount.amount === 0) return { error: 'Enter an amount above zero.' };
      amounts.push(amount.amount);
    }
    return read(descending(amounts));
  },
};
