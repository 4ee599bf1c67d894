import { describe, expect, it } from 'vitest';
import { barOf } from '../../../shared/bars/bar.ts';
import { barAccounts } from '../../../shared/bars/bar-accounts.ts';
import { barText } from '../../../shared/bars/formats.ts';
import { formatShort } from '../../../shared/format.ts';
import type { AccountState, AppState, PoolForecast } from '../../../shared/model/index.ts';
import {
  account,
  alert,
  appState,
  cap,
  failing,
  forecast,
  forty,
  now,
  pool,
  range,
  troubled,
} from '../../helpers/states.ts';

const credits = { kind: 'credits' } as const;
const dollars = { kind: 'money', code: 'USD' } as const;

it.each([
  [950, credits, '950'],
  [0.4, credits, '0.4'],
  [1240.5, credits, '1.2k'],
  [9999, credits, '9.9k'],
  [58_001, credits, '58k'],
  [999_999, credits, '999k'],
  [3_100_000, credits, '3.1M'],
  [18.4427, dollars, '$18.44'],
  [1240.5, dollars, '$1.2k'],
  [12_000, dollars, '$12k'],
  [10_000, { kind: 'money', code: 'JPY' }, '¥10k'],
] as const)('writes %s %j as %s', (amount, unit, short) => {
  expect(formatShort(amount, unit)).toBe(short);
  expect(formatShort(amount, unit, { mask: true })).toBe('•••');
});

const runsOut = (days: number): PoolForecast => forecast({ burnPerDay: 400, runsOutAt: range(days) });
const one = (rest: Partial<AccountState>) => account('a1', 'crustdata', 'production', rest);
const lineOf = (state: AppState) =>
  barText('line', barOf(barAccounts(state, 'UTC'), { at: state.at, now: state.at, hasOthers: true }));

describe('what a bar says of an account', () => {
  it.each<[string, AccountState, string]>([
    ['runs out', one({ pools: [pool(1240, { forecast: runsOut(2.5) })] }), 'production 1.2k · 2 d'],
    [
      'is low, and when it ends',
      one({ pools: [pool(1240, { forecast: runsOut(12) })], alerts: [alert('low', 'warning')] }),
      'production 1.2k · 12 d',
    ],
    ['is low', one({ pools: [pool(1240)], alerts: [alert('low', 'warning')] }), 'production 1.2k · low'],
    ['has nothing left', one({ pools: [pool(0, { forecast: runsOut(0) })] }), 'production 0 · used up'],
    [
      'was rejected',
      one({ pools: [pool(1240)], health: failing('bad-credential', 'No.', now) }),
      'production 1.2k · key rejected',
    ],
    ['is paused', one({ pools: [pool(1240)], paused: true, health: off }), 'production 1.2k · paused'],
    ['is empty of news', one({ pools: [pool(null)] }), 'production'],
    ['owes', one({ pools: [pool(-39)] }), 'production overdrawn by 39 credits'],
    ['has a cap alone', one({ pools: [], caps: [cap({ limit: 1000, used: 640 })] }), 'production 360'],
  ])('that %s', (_, state, line) => {
    expect(lineOf(appState([state]))).toBe(line);
  });

  it('names its provider where a label is not enough', () => {
    const state = appState([
      one({ pools: [pool(1)] }),
      account('a2', 'scrapio', 'Production', { pools: [pool(2)] }),
      account('a3', 'spidra', 'Spidra', { pools: [pool(2)] }),
      account('a4', 'spidra', `${'long '.repeat(20)}👨‍👩‍👧‍👦`, { pools: [pool(2)] }),
    ]);
    expect(barAccounts(state, 'UTC').map(({ name }) => name)).toEqual([
      'Crustdata production',
      'Scrapio Production',
      'Spidra',
      'long long long long long long l…',
    ]);
  });
});

const off = { state: 'off', readAt: now, error: null, nextAt: null } as const;

it.each([
  ['forty', forty],
  ['troubled', troubled],
])('shows no amount of %s while amounts are hidden', (_, state) => {
  const hidden = { ...state, preferences: { ...state.preferences, maskAmounts: true } };
  for (const { left, line } of barAccounts(hidden, 'UTC')) {
    if (left !== null) expect(left).toContain('•••');
    // A label may have a number, and so may a time.
    expect(line).not.toMatch(/\d[\d,.]* (?:credits|requests|calls)|\$\d/);
  }
});
