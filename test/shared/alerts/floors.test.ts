import { describe, expect, it } from 'vitest';
import { levelWords, lowBelowWords, lowLevels, usualFloor, withFloor } from '../../../shared/alerts/index.ts';
import { peakSinceTopUp } from '../../../shared/forecast/index.ts';
import { type AlertRules, defaultAlertRules, someAlertRulesSchema } from '../../../shared/model/index.ts';
import { alerts, pool } from './condition-facts.ts';

const money = { kind: 'money', code: 'USD' } as const;
const prepaid = (remaining: number, peak?: number) =>
  pool({ unit: money, remaining, limit: null, cycle: null, ...(peak !== undefined && { peak }) });
const rule = (change: Partial<AlertRules['low']> = {}) => ({ ...defaultAlertRules.low, ...change });
const told = (remaining: number, peak?: number, low = rule(), floor?: number) =>
  alerts({ pools: [prepaid(remaining, peak)], floor }, 'UTC', { low }).map(({ severity, text }) => [
    severity,
    text,
  ]);

describe('a balance without a limit', () => {
  it.each<[string, ReturnType<typeof told>, unknown[]]>([
    [
      'is low below the usual floor',
      told(3),
      [['warning', 'Only $3.00 left, below the default floor of $5.00.']],
    ],
    ['is not low above it', told(5.01), []],
    [
      'has the provider’s floor',
      told(8, undefined, rule(), 10),
      [['warning', 'Only $8.00 left, below the default floor of $10.00.']],
    ],
    ['has that of the default rules first', told(8, undefined, rule({ moneyFloor: 4 }), 10), []],
    [
      'is low below a share of the most it held',
      told(190, 1000),
      [['warning', 'Only $190.00 left, below 20 % of $1,000.00, the most since the last top-up.']],
    ],
    [
      'is critical below all of them',
      told(0.3, 1000),
      [['critical', 'Only $0.30 left, below the default floor of $5.00.']],
    ],
    ['has your floor alone, if you set one', told(190, 1000, rule({ amounts: [2] })), []],
    [
      'is low below your floor',
      told(1.5, 1000, rule({ amounts: [2] })),
      [['warning', 'Only $1.50 left, below your floor of $2.00.']],
    ],
    ['may have no floor', told(3, undefined, withFloor(rule(), 'none', rule())), []],
    [
      'and then has the most it held',
      told(3, 50, withFloor(rule(), 'none', rule())),
      [['warning', 'Only $3.00 left, below 20 % of $50.00, the most since the last top-up.']],
    ],
    ['may have no rule', told(3, undefined, rule({ enabled: false })), []],
  ])('%s', (_, found, wanted) => {
    expect(found).toEqual(wanted);
  });

  it('has a floor even if it is the second, while the first is unknown; other pools have none', () => {
    const unknown = pool({ id: 'a', remaining: null, limit: null });
    const calls = pool({ id: 'b', unit: { kind: 'calls' }, remaining: 7, limit: null, cycle: null });
    expect(alerts({ pools: [unknown, prepaid(3)] })).toHaveLength(1);
    expect(alerts({ pools: [prepaid(40), calls] })).toEqual([]);
  });

  it('that is refilled every day has neither', () => {
    const daily = {
      ...prepaid(3, 50),
      cycle: { frequency: 'daily', renewsAt: null, grant: 9, rollover: 'none' },
    } as const;
    expect(alerts({ pools: [daily] })).toEqual([]);
  });

  it('says what its level is, also with amounts hidden', () => {
    const [first] = lowLevels(prepaid(9, 50), true, rule(), undefined);
    const context = { now: 0, zone: 'UTC' };
    expect(first && levelWords(first, prepaid(9), context)).toBe(
      '20 % of $50.00, the most since the last top-up',
    );
    expect(first && levelWords(first, prepaid(9), { ...context, mask: true })).not.toContain('50');
  });
});

it('the usual floor is that of the default rules, the provider, or the unit; 0 is none', () => {
  expect(usualFloor(money, rule(), undefined)).toBe(5);
  expect(usualFloor({ kind: 'credits' }, rule(), undefined)).toBe(100);
  expect(usualFloor({ kind: 'tokens' }, rule(), 100_000)).toBe(100_000);
  expect(usualFloor({ kind: 'tokens' }, rule({ countFloor: 7 }), 100_000)).toBe(7);
  expect(usualFloor(money, rule({ moneyFloor: 0 }), 5)).toBeNull();
  expect(usualFloor(money, rule({ countFloor: 0 }), undefined)).toBe(5);
});

it('rules from before floors are still read', () => {
  const old = { enabled: true, shares: [0.1], amounts: [] };
  expect(someAlertRulesSchema.parse({ low: old })).toEqual({ low: old });
});

it('going back to the usual floor leaves the rule as it was', () => {
  const common = rule({ moneyFloor: 8 });
  expect(withFloor(withFloor(common, 3, common), null, common)).toEqual(common);
  expect(withFloor(withFloor(common, 'none', common), null, common)).toEqual(common);
});

describe('the most since the last top-up', () => {
  const peak = (...balances: number[]) => peakSinceTopUp(balances.map((remaining, t) => ({ t, remaining })));
  it.each([
    [[50, 40, 30], { amount: 50, isSinceTopUp: false }],
    [[900, 20, 50, 40], { amount: 50, isSinceTopUp: true }],
    [[0, 0, 25, 20], { amount: 25, isSinceTopUp: true }],
    [[-3, 10], { amount: 10, isSinceTopUp: true }],
    // A refund of a little is no top-up.
    [[100, 60, 60.03, 59], { amount: 100, isSinceTopUp: false }],
    [[100, 60, 61.9], { amount: 100, isSinceTopUp: false }],
    [[100, 60, 110, 50, 70, 30], { amount: 70, isSinceTopUp: true }],
  ])('of %j is %j', (balances, wanted) => {
    expect(peak(...balances)).toEqual(wanted);
  });
  it('is unknown without readings', () => {
    expect(peak()).toBeNull();
  });
});

it('promises a warning only for a balance that is known and has no limit', () => {
  const words = (change: Parameters<typeof pool>[0]) =>
    lowBelowWords(pool({ unit: money, cycle: null, ...change }), rule(), undefined, { now: 0, zone: 'UTC' });
  expect(words({ remaining: 3, limit: null })).toBe('Low below the default floor of $5.00.');
  expect(words({ remaining: null, limit: null })).toBeNull();
  expect(words({ remaining: 3, limit: 100 })).toBeNull();
});
