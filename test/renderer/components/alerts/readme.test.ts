import { describe, expect, it } from 'vitest';
import readme from '../../../../README.md?raw';
import { kindNames } from '../../../../renderer/components/alerts/words.ts';
import { alertKindSchema, defaultAlertRules } from '../../../../shared/model/index.ts';

/** Name and default of each row of the README's table of alerts. */
function toldRules() {
  const [, section = ''] = readme.split('\n## Alerts\n');
  const [table = ''] = section.split('\n## ');
  return [...table.matchAll(/^\| ([^|]+?) \|.*\| (on|off)\b([^|]*) \|$/gm)].map(
    ([, name = '', state, words = '']) => ({
      name,
      enabled: state === 'on',
      numbers: [...words.matchAll(/\d+/g)].map(Number),
    }),
  );
}

/** Every number of a rule; shares and probabilities as percentages. */
function numbersOf(rule: object): number[] {
  return Object.values(rule)
    .flat()
    .filter((value) => typeof value === 'number')
    .map((value) => (value < 1 ? Math.round(100 * value) : value));
}

describe('the README', () => {
  it('has one row for each rule of alerts, as the settings call it, with its default', () => {
    const rules = alertKindSchema.options.map((kind) => ({
      name: kindNames[kind],
      enabled: defaultAlertRules[kind].enabled,
      numbers: numbersOf(defaultAlertRules[kind]),
    }));
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
    expect(toldRules().toSorted(byName)).toEqual(rules.toSorted(byName));
  });
});
