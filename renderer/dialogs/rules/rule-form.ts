import { type ReadField, readField } from '../../../shared/alerts/read-rule-field.ts';
import { type FieldValue, fieldText, type RuleField } from '../../../shared/alerts/rule-fields.ts';
import { ruleWords } from '../../../shared/alerts/rule-words.ts';
import {
  type AlertKind,
  type AlertRules,
  alertKindSchema,
  alertRulesSchema,
} from '../../../shared/model/index.ts';

// The rules as a form: the texts you edit, apart from the rules, so that an invalid text is never lost.

/** The kind of a rule and the name of its value, such as `low.shares`. */
export type FieldId = `${AlertKind}.${string}`;

/** What you have changed and not saved yet. */
export interface Edits {
  enabled: Partial<Record<AlertKind, boolean>>;
  texts: Record<FieldId, string>;
}
export const noEdits: Edits = { enabled: {}, texts: {} };

/** The rules by group, in the order in which they are shown. */
export const ruleGroups: readonly { title: string; kinds: readonly AlertKind[] }[] = [
  ...Map.groupBy(alertKindSchema.options, (kind) => ruleWords[kind].group),
].map(([title, kinds]) => ({ title, kinds }));

/** The editable values of a rule; empty if it has only a switch. */
export function ruleFields(kind: AlertKind): { id: FieldId; name: string; field: RuleField }[] {
  const fields: Record<string, RuleField> = ruleWords[kind].fields;
  return Object.entries(fields).map(([name, field]) => ({ id: `${kind}.${name}`, name, field }));
}

/** Whether a field belongs to this rule. */
export const isFieldOf = (kind: AlertKind, field: string): boolean => field.startsWith(`${kind}.`);

/** The texts of all fields for these rules. */
export function fieldTexts(rules: AlertRules): Record<FieldId, string> {
  const texts: Record<FieldId, string> = {};
  for (const kind of alertKindSchema.options) {
    const values: Record<string, FieldValue> = rules[kind];
    for (const { id, name, field } of ruleFields(kind)) texts[id] = fieldText(field, values[name]);
  }
  return texts;
}

export interface ReadRules {
  /** An invalid field leaves its rule's value unchanged. */
  rules: AlertRules;
  errors: Record<FieldId, string>;
}

/** The rules with the edits applied. `scope`: only an account's own rule may have amounts instead of shares. */
export function withEdits(
  rules: AlertRules,
  edits: Edits,
  scope: 'common' | 'account' = 'common',
): ReadRules {
  const errors: ReadRules['errors'] = {};
  const edited = alertKindSchema.options.map((kind) => [kind, editedRule(kind, rules, edits, errors)]);
  const read = alertRulesSchema.parse(Object.fromEntries(edited));
  return {
    rules: {
      ...read,
      low: withLevels(read.low, rules.low, edits, scope, errors),
      'runs-out-soon': inOrder(read['runs-out-soon'], rules['runs-out-soon'], errors),
    },
    errors,
  };
}

function editedRule(kind: AlertKind, rules: AlertRules, edits: Edits, errors: ReadRules['errors']) {
  const rule: Record<string, FieldValue> = { ...rules[kind] };
  const isOn = edits.enabled[kind];
  if (isOn !== undefined) rule.enabled = isOn;
  for (const { id, name, field } of ruleFields(kind)) {
    const text = edits.texts[id];
    if (text === undefined) continue;
    const read: ReadField = readField(kind, name, field, text);
    if (read.error === null) rule[name] = read.value;
    else errors[id] = read.error;
  }
  return rule;
}

type Low = AlertRules['low'];

/** A low balance needs a level; the default rule has only shares. */
function withLevels(
  low: Low,
  old: Low,
  { texts }: Edits,
  scope: 'common' | 'account',
  errors: ReadRules['errors'],
): Low {
  const isEdited = texts['low.shares'] !== undefined || texts['low.amounts'] !== undefined;
  if (!isEdited || low.shares.length > 0 || (scope === 'account' && low.amounts.length > 0)) return low;
  errors['low.shares'] ??=
    scope === 'common'
      ? 'Enter at least one share, such as 20, or turn the rule off.'
      : 'Enter a share or an amount, or turn the rule off.';
  return { ...low, shares: old.shares };
}

type Soon = AlertRules['runs-out-soon'];

function inOrder(soon: Soon, old: Soon, errors: ReadRules['errors']): Soon {
  if (soon.criticalHours <= soon.leadHours) return soon;
  errors['runs-out-soon.criticalHours'] ??=
    `Critical comes after the first alert: enter ${soon.leadHours} or less.`;
  return { ...soon, leadHours: old.leadHours, criticalHours: old.criticalHours };
}

/** The edits without those of one rule. */
export function without(edits: Edits, kind: AlertKind): Edits {
  const { [kind]: _, ...enabled } = edits.enabled;
  const texts = Object.fromEntries(Object.entries(edits.texts).filter(([field]) => !isFieldOf(kind, field)));
  return { enabled, texts };
}

/** Whether a field of the rule is invalid. */
export const hasError = (errors: ReadRules['errors'], kind: AlertKind): boolean =>
  ruleFields(kind).some(({ id }) => errors[id] !== undefined);
