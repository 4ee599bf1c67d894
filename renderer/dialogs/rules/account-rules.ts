import {
  type AccountAlerts,
  type AlertKind,
  type AlertRules,
  alertKindSchema,
} from '../../../shared/model/index.ts';
import { kindNames } from '../../components/alerts/words.ts';
import { type Edits, hasError, type ReadRules, rulesOf, withEdits } from './rule-form.ts';

/** What an account does with a rule: what all do, its own, or nothing. */
export type RuleChoice = 'common' | 'own' | 'off';
export type RuleChoices = Record<AlertKind, RuleChoice>;

type Own = AccountAlerts['rules'];

const choiceOf = (own: Own, kind: AlertKind): RuleChoice => {
  const rule = own[kind];
  if (rule === undefined) return 'common';
  return rule.enabled ? 'own' : 'off';
};

/** What an account does now. */
export function choicesOf(own: Own): RuleChoices {
  return {
    exhausted: choiceOf(own, 'exhausted'),
    'cap-reached': choiceOf(own, 'cap-reached'),
    'credential-rejected': choiceOf(own, 'credential-rejected'),
    'limited-scope': choiceOf(own, 'limited-scope'),
    unreachable: choiceOf(own, 'unreachable'),
    'burn-spike': choiceOf(own, 'burn-spike'),
    'runs-out-soon': choiceOf(own, 'runs-out-soon'),
    'cap-soon': choiceOf(own, 'cap-soon'),
    low: choiceOf(own, 'low'),
    'expires-soon': choiceOf(own, 'expires-soon'),
    'refill-due': choiceOf(own, 'refill-due'),
    'refill-landed': choiceOf(own, 'refill-landed'),
    'topup-seen': choiceOf(own, 'topup-seen'),
  };
}

/** An account's own rules from what was chosen and typed; only the fields of its own rules can be wrong. */
export function ownRules(
  common: AlertRules,
  own: Own,
  choices: RuleChoices,
  texts: Edits['texts'],
): { rules: Own; errors: ReadRules['errors'] } {
  const kinds = alertKindSchema.options;
  const enabled = Object.fromEntries(kinds.map((kind) => [kind, choices[kind] === 'own']));
  const read = withEdits(rulesOf(common, own), { enabled, texts }, 'account');
  const rules: Own = { ...read.rules };
  for (const kind of kinds) if (choices[kind] === 'common') delete rules[kind];
  return {
    rules,
    errors: kinds.some((kind) => choices[kind] === 'own' && hasError(read.errors, kind)) ? read.errors : {},
  };
}

/** `Own rules: Low balance. Off: Burn spike.` */
export function ownRulesWords(own: Own): string {
  const choices = choicesOf(own);
  const names = (choice: RuleChoice) =>
    alertKindSchema.options.filter((kind) => choices[kind] === choice).map((kind) => kindNames[kind]);
  const sentences = [
    { start: 'Own rules', kinds: names('own') },
    { start: 'Off', kinds: names('off') },
  ].flatMap(({ start, kinds }) => (kinds.length === 0 ? [] : [`${start}: ${kinds.join(', ')}.`]));
  return sentences.length === 0
    ? 'Follows the common rules.'
    : `${sentences.join(' ')} Else the common rules.`;
}
