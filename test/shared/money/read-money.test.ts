import { describe, expect, it } from 'vitest';
import {
  formatMoney,
  formatPrice,
  readMoney,
  readPlanPrice,
  roundMoney,
} from '../../../shared/money/index.ts';

describe('a price as it is typed', () => {
  it.each([
    ['$49', '49 USD'],
    ['49.90 USD', '49.9 USD'],
    ['1 200,50 EUR', '1200.5 EUR'],
    ['€ 12', '12 EUR'],
    ['12€', '12 EUR'],
    ['US$5', '5 USD'],
    ['gbp 3.20', '3.2 GBP'],
    ['0', '0 USD'],
  ])('%s', (text, expected) => {
    const read = readMoney(text, { currency: 'USD' });
    expect(read.ok && `${read.money.amount} ${read.money.currency}`).toBe(expected);
  });

  it.each(['', 'forty', '-5', '$5 EUR', '5'])('‘%s’ is refused', (text) => {
    expect(readMoney(text).ok).toBe(false);
  });

  it.each([
    ['29/month', '29 USD monthly'],
    ['$290 per year', '290 USD yearly'],
    ['29 EUR monthly', '29 EUR monthly'],
    ['$5 a week', '5 USD weekly'],
    ['49', '49 USD monthly'],
  ])('of a plan: %s', (text, expected) => {
    const read = readPlanPrice(text, { currency: 'USD' });
    expect(read.ok && `${read.money.amount} ${read.money.currency} ${read.every}`).toBe(expected);
  });

  it('of a plan with another cycle is refused', () => {
    expect(readPlanPrice('29/fortnight', { currency: 'USD' })).toMatchObject({ ok: false });
  });
});

describe('money as it is shown', () => {
  it.each([
    ['12.345', 'USD', '$12.35', '12.35'],
    ['-12.345', 'USD', '-$12.35', '-12.35'],
    ['1234.5', 'JPY', '¥1,235', '1235'],
    ['1.0005', 'KWD', 'KWD 1.001', '1.001'],
    ['0.005', 'USD', '$0.01', '0.01'],
    ['-0.001', 'USD', '-$0.00', '0.00'],
  ])('%s %s is rounded half up to the minor unit', (amount, currency, written, rounded) => {
    expect(roundMoney({ amount, currency }).amount).toBe(rounded);
    expect(formatMoney({ amount, currency }).replace(/\s/, ' ')).toBe(written.replace('-$0.00', '$0.00'));
  });

  it('has more digits for the price of one credit', () => {
    expect(formatPrice({ amount: '0.00049', currency: 'USD' })).toBe('$0.00049');
    expect(formatPrice({ amount: '12.1', currency: 'USD' })).toBe('$12.10');
    expect(formatPrice({ amount: '12.1', currency: 'USD' }, { mask: true })).toBe('•••');
  });
});
