import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alertKinds } from '../shared/alerts/kinds.ts';
import { type FieldValue, fieldText, type RuleField } from '../shared/alerts/rule-fields.ts';
import { ruleWords } from '../shared/alerts/rule-words.ts';
import { alertKindSchema, defaultAlertRules } from '../shared/model/index.ts';

// Writes the README's table of alerts from the tables of kinds and rules. A test compares the two.

const head = ['| Alert | When | By default |', '| --- | --- | --- |'];

const rows = alertKindSchema.options.map((kind) => {
  const { name } = alertKinds[kind];
  const { meaning } = ruleWords[kind];
  const rule: Record<string, FieldValue> = defaultAlertRules[kind];
  const fields: Record<string, RuleField> = ruleWords[kind].fields;
  const values = Object.entries(fields).flatMap(([field, spec]) =>
    spec.brief === null ? [] : [spec.brief.replace('#', fieldText(spec, rule[field]))],
  );
  const state = rule.enabled ? 'on' : 'off';
  return `| ${name} | ${meaning} | ${[state, values.join(', ')].filter(Boolean).join(': ')} |`;
});

/** The README with an up-to-date table. */
export function withAlertTable(readme: string): string {
  return readme.replace(/^\| Alert \|.*\n(?:\|.*\n)*/m, `${[...head, ...rows].join('\n')}\n`);
}

if (import.meta.main) {
  const path = join(import.meta.dirname, '..', 'README.md');
  writeFileSync(path, withAlertTable(readFileSync(path, 'utf8')));
}
