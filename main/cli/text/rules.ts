import { alertKinds } from '../../../shared/alerts/kinds.ts';
import { type FieldValue, fieldText } from '../../../shared/alerts/rule-fields.ts';
import { ruleWords } from '../../../shared/alerts/rule-words.ts';
import type { PreviewedAlert } from '../../../shared/api/alerts.ts';
import type { WritingContext } from '../../../shared/format.ts';
import { isoInstant } from '../../../shared/iso-instant.ts';
import type { PreviewJson, RulesJson } from '../../../shared/json/rules.ts';
import {
  type AccountAlerts,
  type AlertKind,
  type AlertRules,
  alertKindSchema,
} from '../../../shared/model/index.ts';
import { momentWords } from '../../../shared/time/index.ts';
import { fieldsOf, isOfAccounts, optionOf } from '../input/rules.ts';
import type { Paint } from '../terminal.ts';
import { fitting, layout, plain, type Row } from './table.ts';

export interface RulesOf {
  /** Null: the default rules. */
  account: string | null;
  /** As they hold. */
  rules: AlertRules;
  /** The account's own among them. */
  own: AccountAlerts['rules'];
}

interface Page {
  columns: number;
  paint: Paint;
}

const kindsOf = ({ account }: RulesOf): AlertKind[] =>
  alertKindSchema.options.filter((kind) => account === null || isOfAccounts(kind));

/** The rules by group, each with its switch and the values that `rules set` takes. */
export function rulesText(of: RulesOf, { columns, paint }: Page): string {
  const groups = Map.groupBy(kindsOf(of), (kind) => ruleWords[kind].group);
  const rows = [...groups].flatMap(([title, kinds]): Row[] => [
    { line: paint('bold', title) },
    ...kinds.map((kind): Row => {
      const { enabled } = of.rules[kind];
      const own = of.own[kind] === undefined ? '' : 'own';
      return {
        cells: [
          `  ${kind}`,
          enabled ? 'on' : 'off',
          ...(of.account === null ? [] : [own]),
          valuesText(kind, of),
        ],
        ...(!enabled && { style: (text: string) => paint('dim', text) }),
      };
    }),
  ]);
  return layout(rows, fitting(of.account === null ? 2 : 3, columns));
}

/** `lead-hours 72, critical-hours 24`. */
function valuesText(kind: AlertKind, { rules, account }: RulesOf): string {
  const values: Record<string, FieldValue> = rules[kind];
  return Object.entries(fieldsOf(kind))
    .filter(([name, { scope }]) => values[name] !== undefined && (scope !== 'account' || account !== null))
    .map(([name, field]) => {
      const percent = field.type === 'percent' || field.type === 'percents' ? ' %' : '';
      const text = fieldText(field, values[name]);
      return text === '' ? '' : `${optionOf(name)} ${text}${percent}`;
    })
    .filter((text) => text !== '')
    .join('; ');
}

/** The documented shape of `fuelgauge rules --json`. */
export function rulesJson(of: RulesOf): RulesJson {
  return {
    schemaVersion: 1,
    account: of.account,
    rules: kindsOf(of).map((kind) => {
      const { enabled, ...values } = of.rules[kind];
      return {
        kind,
        name: alertKinds[kind].name,
        meaning: ruleWords[kind].meaning,
        enabled,
        own: of.own[kind] !== undefined,
        values,
      };
    }),
  };
}

/** What a rule says now: `low is on: shares 20, 5 %.` */
export function ruleSentence(kind: AlertKind, of: RulesOf): string {
  const values = valuesText(kind, of);
  const isOn = of.rules[kind].enabled;
  return `${kind} is ${isOn ? 'on' : 'off'}${values === '' || !isOn ? '' : `: ${values}`}.`;
}

type NameOf = (account: string) => string;

/** What the rules would have sent, newest first, below a sum. */
export function previewText(
  alerts: readonly PreviewedAlert[],
  { days, nameOf, context, page }: { days: number; nameOf: NameOf; context: WritingContext; page: Page },
): string {
  const span = days === 1 ? '1 day' : `${days} days`;
  if (alerts.length === 0) return `You would have received no alerts in the last ${span}.`;
  const held = alerts.filter(({ heldUntil }) => heldUntil !== null).length;
  const isHeld =
    held === 0 ? '' : `, ${held === alerts.length ? 'all' : held} of them held back by quiet hours`;
  const counts = [...Map.groupBy(alerts, ({ kind }) => kind)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([kind, own]): Row => ({ cells: [`  ${alertKinds[kind].name}`, String(own.length)] }));
  const rows = alerts.toReversed().flatMap(({ at, account, kind, text, heldUntil }): Row[] => [
    { cells: [momentWords(at, context), alertKinds[kind].name, plain(nameOf(account))] },
    {
      line: `    ${plain(heldUntil === null ? text : `${text} (held back until ${momentWords(heldUntil, context)})`)}`,
      indent: 4,
    },
  ]);
  return [
    `${alerts.length === 1 ? '1 alert' : `${alerts.length} alerts`} in the last ${span}${isHeld}.`,
    layout(counts),
    '',
    layout(rows, fitting(2, page.columns)),
  ].join('\n');
}

/** The documented shape of `fuelgauge rules preview --json`. */
export const previewJson = (
  alerts: readonly PreviewedAlert[],
  { at: now, days, nameOf }: { at: number; days: number; nameOf: NameOf },
): PreviewJson => ({
  schemaVersion: 1,
  at: isoInstant(now),
  days,
  alerts: alerts.map(({ at, account, kind, severity, text, heldUntil }) => ({
    at: isoInstant(at),
    account,
    name: nameOf(account),
    kind,
    severity,
    text,
    heldUntil: heldUntil === null ? null : isoInstant(heldUntil),
  })),
});
