import { z } from 'zod';
import type { AccountAlerts, AlertKind, AlertRules } from '../../../shared/model/index.ts';
import { parseField, positiveAmountText } from '../../components/form/parse.ts';

// The rules as a form: texts that a person may change, read strictly, so that what cannot be read is never lost.

export type FieldId =
  | 'low.shares'
  | 'low.amounts'
  | 'runs-out-soon.leadHours'
  | 'runs-out-soon.criticalHours'
  | 'cap-soon.probability'
  | 'expires-soon.days'
  | 'unreachable.afterMinutes';

/** What the person has changed and what is not kept yet. */
export interface Edits {
  enabled: Partial<Record<AlertKind, boolean>>;
  texts: Partial<Record<FieldId, string>>;
}
export const noEdits: Edits = { enabled: {}, texts: {} };

export interface FieldWords {
  id: FieldId;
  label: string;
  hint: string | null;
}

/** The fields of each rule that has any. Amounts are for one account: those of different units are not compared. */
export const ruleFields: Partial<Record<AlertKind, readonly FieldWords[]>> = {
  low: [
    { id: 'low.shares', label: 'Shares of the limit, %', hint: 'Commas between levels.' },
    { id: 'low.amounts', label: 'Amounts', hint: 'Semicolons between levels.' },
  ],
  'runs-out-soon': [
    { id: 'runs-out-soon.leadHours', label: 'Hours ahead', hint: null },
    { id: 'runs-out-soon.criticalHours', label: 'Critical, hours ahead', hint: null },
  ],
  'cap-soon': [{ id: 'cap-soon.probability', label: 'Chance from, %', hint: null }],
  'expires-soon': [{ id: 'expires-soon.days', label: 'Days ahead', hint: 'Commas between levels.' }],
  unreachable: [{ id: 'unreachable.afterMinutes', label: 'After minutes', hint: null }],
};

/** The rule that a field belongs to. */
export const kindOf = (field: FieldId): AlertKind => {
  const [kind] = ruleKinds.filter((candidate) => field.startsWith(`${candidate}.`));
  return kind ?? 'low';
};
const ruleKinds = ['low', 'runs-out-soon', 'cap-soon', 'expires-soon', 'unreachable'] as const;

/** A share as a percentage, without the dust of binary fractions. */
const percent = (share: number): string => String(Number((100 * share).toFixed(4)));

/** What the fields show for these rules. */
export function fieldTexts(rules: AlertRules): Record<FieldId, string> {
  return {
    'low.shares': rules.low.shares.map(percent).join(', '),
    'low.amounts': rules.low.amounts.join('; '),
    'runs-out-soon.leadHours': String(rules['runs-out-soon'].leadHours),
    'runs-out-soon.criticalHours': String(rules['runs-out-soon'].criticalHours),
    'cap-soon.probability': percent(rules['cap-soon'].probability),
    'expires-soon.days': rules['expires-soon'].days.join(', '),
    'unreachable.afterMinutes': String(rules.unreachable.afterMinutes),
  };
}

export interface ReadRules {
  /** A field that cannot be read leaves its rule's value as it was. */
  rules: AlertRules;
  errors: Partial<Record<FieldId, string>>;
}

type Scope = 'common' | 'account';

/** The rules with the edits in them. `scope`: only an account's own rule may do without shares, where it has amounts. */
export function withEdits(rules: AlertRules, edits: Edits, scope: Scope = 'common'): ReadRules {
  const errors: ReadRules['errors'] = {};
  const read = reader(edits, errors);
  const enabled = (kind: AlertKind) => ({ enabled: edits.enabled[kind] ?? rules[kind].enabled });
  return {
    rules: {
      low: { ...enabled('low'), ...readLow(rules.low, edits, scope, errors) },
      'runs-out-soon': { ...enabled('runs-out-soon'), ...readHours(rules['runs-out-soon'], edits, errors) },
      exhausted: enabled('exhausted'),
      'cap-soon': {
        ...enabled('cap-soon'),
        probability: read('cap-soon.probability', chance, rules['cap-soon'].probability),
      },
      'cap-reached': enabled('cap-reached'),
      'expires-soon': {
        ...enabled('expires-soon'),
        days: read('expires-soon.days', dayList, rules['expires-soon'].days),
      },
      'refill-due': enabled('refill-due'),
      'refill-landed': enabled('refill-landed'),
      'topup-seen': enabled('topup-seen'),
      'burn-spike': enabled('burn-spike'),
      'credential-rejected': enabled('credential-rejected'),
      'limited-scope': enabled('limited-scope'),
      unreachable: {
        ...enabled('unreachable'),
        afterMinutes: read('unreachable.afterMinutes', minutes, rules.unreachable.afterMinutes),
      },
    },
    errors,
  };
}

/** Reads a field that was edited; what cannot be read is noted among the errors, and the kept value stays. */
const reader =
  (edits: Edits, errors: ReadRules['errors']) =>
  <Value>(field: FieldId, schema: z.ZodType<Value, string>, kept: Value): Value => {
    const text = edits.texts[field];
    if (text === undefined) return kept;
    const { value, error } = parseField(schema, text);
    if (error === null) return value;
    errors[field] = error;
    return kept;
  };

function readLow(kept: AlertRules['low'], edits: Edits, scope: Scope, errors: ReadRules['errors']) {
  const read = reader(edits, errors);
  const shares = read('low.shares', shareList, kept.shares);
  const amounts = read('low.amounts', amountList, kept.amounts);
  const isEdited = edits.texts['low.shares'] !== undefined || edits.texts['low.amounts'] !== undefined;
  if (!isEdited || shares.length > 0 || (scope === 'account' && amounts.length > 0))
    return { shares, amounts };
  errors['low.shares'] ??=
    scope === 'common'
      ? 'Enter at least one share, such as 20, or turn the rule off.'
      : 'Enter a share or an amount, or turn the rule off.';
  return { shares: kept.shares, amounts };
}

function readHours(kept: AlertRules['runs-out-soon'], edits: Edits, errors: ReadRules['errors']) {
  const read = reader(edits, errors);
  const lead = read('runs-out-soon.leadHours', leadHours, kept.leadHours);
  const critical = read('runs-out-soon.criticalHours', leadHours, kept.criticalHours);
  if (critical <= lead) return { leadHours: lead, criticalHours: critical };
  errors['runs-out-soon.criticalHours'] ??=
    `Critical comes later than the first alert: enter ${lead} or less.`;
  return { leadHours: kept.leadHours, criticalHours: kept.criticalHours };
}

/** The edits without those of one rule. */
export function without(edits: Edits, kind: AlertKind): Edits {
  const { [kind]: _, ...enabled } = edits.enabled;
  const texts = { ...edits.texts };
  for (const { id } of ruleFields[kind] ?? []) delete texts[id];
  return { enabled, texts };
}

/** Whether a field of the rule cannot be read. */
export const hasError = (errors: ReadRules['errors'], kind: AlertKind): boolean =>
  (ruleFields[kind] ?? []).some(({ id }) => errors[id] !== undefined);

/** The rules that an account follows: its own where it has one. */
export function rulesOf(common: AlertRules, own: AccountAlerts['rules']): AlertRules {
  const given = Object.fromEntries(Object.entries(own).filter(([, rule]) => rule !== undefined));
  return { ...common, ...given };
}

const parts = (text: string, separator: RegExp): string[] =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
const descending = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => b - a);

const decimal = /^\d+(\.\d+)?$/;
const whole = /^\d+$/;

/** The share that a percentage means, to six decimals as `percent` writes it; NaN where it is none. */
const shareOf = (text: string): number => {
  const digits = text.replace(/\s*%$/, '');
  return decimal.test(digits) ? Number((Number(digits) / 100).toFixed(6)) : Number.NaN;
};

const shareList = z
  .string()
  .transform((text) => parts(text, /[,;\s]+(?!%)/).map(shareOf))
  .refine(
    (shares) => shares.every((share) => share > 0 && share < 1),
    'Enter percentages between 0 and 100, such as 20, 5.',
  )
  .transform(descending)
  .refine((shares) => shares.length <= 5, 'Enter five levels at most.');

const amountList = z
  .string()
  .transform((text, context) =>
    parts(text, /;|\n/).map((part) => {
      const amount = parseField(positiveAmountText, part);
      if (amount.error !== null) context.addIssue(amount.error);
      return amount.value ?? 0;
    }),
  )
  .transform(descending)
  .refine((amounts) => amounts.length <= 5, 'Enter five levels at most.');

const wholeNumber = (least: number, most: number, sentence: string) =>
  z
    .string()
    .trim()
    .regex(whole, sentence)
    .transform(Number)
    .refine((value) => value >= least && value <= most, sentence);

const leadHours = wholeNumber(1, 720, 'Enter whole hours from 1 to 720.');
const minutes = wholeNumber(5, 10_080, 'Enter whole minutes from 5 to 10,080, which is a week.');

const chance = z
  .string()
  .trim()
  .transform(shareOf)
  .refine((value) => value >= 0.5 && value <= 0.99, 'Enter a percentage from 50 to 99.');

const dayList = z
  .string()
  .transform((text) => parts(text, /[,;\s]+/))
  .refine(
    (days) =>
      days.length > 0 && days.every((text) => whole.test(text) && Number(text) >= 1 && Number(text) <= 365),
    'Enter whole days from 1 to 365, such as 30, 7, 1.',
  )
  .transform((days) => descending(days.map(Number)))
  .refine((days) => days.length <= 5, 'Enter five levels at most.');
