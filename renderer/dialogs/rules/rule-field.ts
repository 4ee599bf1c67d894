import { z } from 'zod';
import type { FieldValue, RuleField } from '../../../shared/alerts/rule-fields.ts';
import { ownRuleSchemas } from '../../../shared/alerts/rule-schemas.ts';
import type { AlertKind } from '../../../shared/model/index.ts';
import { amountText, parseField, positiveAmountText } from '../../components/form/parse.ts';

// Reads one value of a rule from text: its type says how, the schema of its rule says what is valid.

const schemas = ownRuleSchemas();

export type ReadField = { value: FieldValue; error: null } | { error: string };

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

const amountList = z
  .string()
  .transform((text, context) =>
    parts(text, /;|\n/).map((part) => {
      const amount = parseField(positiveAmountText, part);
      if (amount.error !== null) context.addIssue(amount.error);
      return amount.value ?? 0;
    }),
  )
  .transform(descending);

const read = (value: FieldValue): ReadField & { error: null } => ({ value, error: null });

const readers: Record<RuleField['type'], (text: string) => ReadField> = {
  whole: (text) => read(whole(text.trim())),
  wholes: (text) => read(descending(parts(text, /[,;\s]+/).map(whole))),
  percent: (text) => read(share(text.trim())),
  percents: (text) => read(descending(parts(text, /[,;\s]+(?!%)/).map(share))),
  amount(text) {
    if (text.trim() === '') return read(undefined);
    const { value, error } = parseField(amountText, text);
    return error === null ? read(value) : { error };
  },
  amounts(text) {
    const { value, error } = parseField(amountList, text);
    return error === null ? read(value) : { error };
  },
};
