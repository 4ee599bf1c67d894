import { expect, it } from 'vitest';
import { alertsOf, effectiveRules } from '../../../shared/alerts/index.ts';
import { accountAlertsSchema, defaultAlertRules, someAlertRulesSchema } from '../../../shared/model/index.ts';
import { condition, day, evaluation, minute, start, watcher } from './made.ts';

it('an account follows the default rules unless it has its own', () => {
  const common = { ...defaultAlertRules, 'burn-spike': { enabled: false } };
  const own = accountAlertsSchema.parse({ rules: { exhausted: { enabled: false } } });
  expect(effectiveRules(common, own)).toEqual({ ...common, exhausted: { enabled: false } });
});

it('some rules stay some: no default fills in a missing one', () => {
  expect(someAlertRulesSchema.parse({ low: { enabled: true, shares: [0.1], amounts: [] } })).toEqual({
    low: { enabled: true, shares: [0.1], amounts: [] },
  });
});

it('shows active conditions with their episode, and near ones only while an episode is open', () => {
  const { evaluate, stored } = watcher();
  const low = condition('low');
  evaluate(start, [evaluation('a', start, [low])]);
  const near = [{ ...low, near: true }, condition('burn-spike', { near: true })];
  expect(alertsOf(near, [...stored.values()])).toMatchObject([
    { kind: 'low', episode: [...stored.keys()][0], acknowledged: false, snoozedUntil: null },
  ]);
  expect(alertsOf([low], [])).toMatchObject([{ kind: 'low', episode: null }]);
});

it('says since when an alert is active, not when the account was last read', () => {
  const { evaluate, stored } = watcher();
  const low = condition('low');
  evaluate(start + minute, [evaluation('a', start + minute, [low])]);
  const since = (at: number) => alertsOf([{ ...low, since: at }], [...stored.values()])[0]?.since;
  expect(since(start + day)).toBe(start + minute);
  // When an expiry came near, or an error began, is known from the start.
  expect(since(start - day)).toBe(start - day);
  expect(alertsOf([{ ...low, since: start + day }], [])[0]?.since).toBe(start + day);
});
