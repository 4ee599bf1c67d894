import { alertKinds } from '../../../shared/alerts/kinds.ts';
import { readField } from '../../../shared/alerts/read-rule-field.ts';
import type { FieldValue, RuleField } from '../../../shared/alerts/rule-fields.ts';
import { ruleWords } from '../../../shared/alerts/rule-words.ts';
import {
  type AlertKind,
  type AlertRules,
  alertKindSchema,
  type CommandError,
  ok,
  type QuietHours,
  quietHoursSchema,
  type Result,
  someAlertRulesSchema,
  type WeeklySummary,
  weeklySummarySchema,
} from '../../../shared/model/index.ts';
import { nearest } from '../../../shared/nearest.ts';
import { badInput } from '../exit.ts';
import { shown } from './values.ts';

/** The values of rules as options; each is of the kinds that have it. */
export interface RuleOptions {
  leadHours?: string;
  criticalHours?: string;
  shares?: string;
  amounts?: string;
  moneyFloor?: string;
  countFloor?: string;
  probability?: string;
  days?: string;
  afterMinutes?: string;
  account?: string;
}

type Read<Value> = Result<Value, CommandError>;
type Rule = AlertRules[AlertKind];

/** The values of a rule by name; empty if it has only a switch. */
export const fieldsOf = (kind: AlertKind): Record<string, RuleField> => ruleWords[kind].fields;

/** `leadHours` → `lead-hours`. */
export const optionOf = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

export function readKind(text: string): Read<AlertKind> {
  const kind = alertKindSchema.safeParse(text.trim().toLowerCase());
  if (kind.success) return ok(kind.data);
  const near = nearest(text, alertKindSchema.options);
  const meant = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : '';
  return badInput(`‘${shown(text)}’ is not a kind of alert.${meant} \`fuelgauge rules\` lists them.`);
}

/** The rule with what the words say. New values switch it on, unless they say off. */
export function changedRule(
  kind: AlertKind,
  rule: Rule,
  { isOn, options }: { isOn: boolean | undefined; options: RuleOptions },
): Read<Rule> {
  const { account, ...values } = options;
  const given = Object.entries(values).filter(([, text]) => text !== undefined);
  if (given.length === 0 && isOn === undefined)
    return badInput(`What should change? Write on or off, or a value: \`fuelgauge rules set --help\`.`);
  const fields = fieldsOf(kind);
  const changed: Record<string, FieldValue> = { ...rule, enabled: isOn ?? true };
  for (const [name, text] of given) {
    const field = fields[name];
    if (field === undefined) return badInput(hasNone(kind, name, fields));
    if (field.scope === 'account' && account === undefined)
      return badInput(`--${optionOf(name)} is only for one account, whose unit is known: add --account.`);
    const read = readField(kind, name, field, emptyOr(text ?? '', field));
    if (read.error !== null) return badInput(`--${optionOf(name)}: ${read.error}`);
    if (read.value === undefined) delete changed[name];
    else changed[name] = read.value;
  }
  const checked = someAlertRulesSchema.safeParse({ [kind]: changed });
  const next = checked.success ? checked.data[kind] : undefined;
  return next === undefined ? badInput('This rule is not valid.') : ok(next);
}

function hasNone(kind: AlertKind, name: string, fields: Record<string, RuleField>): string {
  const own = Object.keys(fields).map((each) => `--${optionOf(each)}`);
  return own.length === 0
    ? `${kind} has only a switch, and no --${optionOf(name)}.`
    : `${kind} has no --${optionOf(name)}. It has ${own.join(', ')}.`;
}

/** `none` is no level, or a floor of 0; `default` leaves a floor to the provider's usual one. */
function emptyOr(text: string, { type }: RuleField): string {
  const word = text.trim().toLowerCase();
  if (word === 'none') return type === 'amount' ? '0' : '';
  return word === 'default' && type === 'amount' ? '' : text;
}

/** A budget belongs to no account. */
export const isOfAccounts = (kind: AlertKind): boolean => alertKinds[kind].scope !== 'common';

/** `22:00-07:00`: from when until when, where you are. */
export function readQuietHours(text: string): Read<QuietHours> {
  const [from = '', to = '', ...more] = text.split(/\s*[-–]\s*/).map((time) => time.trim());
  const read = quietHoursSchema.safeParse({ enabled: true, from: padded(from), to: padded(to) });
  return read.success && more.length === 0
    ? ok(read.data)
    : badInput(`‘${shown(text)}’ are no hours. Write 22:00-07:00.`);
}

/** `monday 09:00`: when the weekly summary is sent, where you are. A beginning of the day's name will do. */
export function readWeekly(day: string, time: string): Read<Omit<WeeklySummary, 'since'>> {
  const word = day.trim().toLowerCase();
  const { weekday, at } = weeklySummarySchema.shape;
  const found = word.length < 2 ? [] : weekday.options.filter((name) => name.startsWith(word));
  const read = at.safeParse(padded(time.trim()));
  const [only] = found;
  if (only === undefined) return badInput(`‘${shown(day)}’ is not a day of the week. Write monday.`);
  return read.success
    ? ok({ weekday: only, at: read.data })
    : badInput(`‘${shown(time)}’ is not a time. Write 09:00.`);
}

/** `7:00` → `07:00`; `22` → `22:00`. */
const padded = (time: string): string =>
  `${time.includes(':') ? time : `${time}:00`}`.replace(/^(\d):/, '0$1:');
