import { effectiveRules } from '../../../shared/alerts/index.ts';
import { alertKinds } from '../../../shared/alerts/kinds.ts';
import {
  type AccountAlerts,
  type AlertKind,
  type AlertRules,
  alertKindSchema,
} from '../../../shared/model/index.ts';
import { type Edits, hasError, type ReadRules, withEdits } from './rule-form.ts';

/** How an account uses a rule: the default, its own values, or not at all. */
export type RuleChoice = 'common' | 'own' | 'off';
export type RuleChoices = Partial<Record<AlertKind, RuleChoice>>;

type Own = AccountAlerts['rules'];

const choiceOf = (own: Own, kind: AlertKind): RuleChoice => {
  const rule = own[kind];
  if (rule === undefined) return 'common';
  return rule.enabled ? 'own' : 'off';
};

/** How an account uses its rules now. */
export const choicesOf = (own: Own): RuleChoices =>
  Object.fromEntries(alertKindSchema.options.map((kind) => [kind, choiceOf(own, kind)]));

/** An account's own rules from what you chose and typed. Only fields of its own rules can be invalid. */
export function ownRules(
  common: AlertRules,
  own: Own,
  choices: RuleChoices,
  texts: Edits['texts'],
): { rules: Own; errors: ReadRules['errors'] } {
  const kinds = alertKindSchema.options;
  const enabled = Object.fromEntries(kinds.map((kind) => [kind, choices[kind] === 'own']));
  const read = withEdits(effectiveRules(common, { rules: own }), { enabled, texts }, 'account');
  const rules: Own = { ...read.rules };
  for (const kind of kinds) if ((choices[kind] ?? 'common') === 'common') delete rules[kind];
  return {
    rules,
    errors: kinds.some((kind) => choices[kind] === 'own' && hasError(read.errors, kind)) ? read.errors : {},
  };
}

/** `Custom rules: Low balance. Off: Burn spike.` */
export function ownRulesWords(own: Own): string {
  const choices = choicesOf(own);
  const names = (choice: RuleChoice) =>
    alertKindSchema.options.filter((kind) => choices[kind] === choice).map((kind) => alertKinds[kind].name);
  const sentences = [
    { start: 'Custom rules', kinds: names('own') },
    { start: 'Off', kinds: names('off') },
  ].flatMap(({ start, kinds }) => (kinds.length === 0 ? [] : [`${start}: ${kinds.join(', ')}.`]));
  return sentences.length === 0
    ? 'Uses the default rules.'
    : `${sentences.join(' ')} Otherwise the default rules.`;
}
