import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseAmount,
  parseDay,
  parseExpiry,
  parseInstant,
  parsePort,
  parsePositiveAmount,
  parseRollover,
} from '../../main/cli/input/values.ts';

const value = <Value>(result: { ok: true; value: Value } | { ok: false; error: { message: string } }) =>
  result.ok ? result.value : result.error.message;

describe('amounts', () => {
  it.each([
    ['1200', 1200],
    ['1,200', 1200],
    ['0,95', 0.95],
    [' 7 ', 7],
  ])('reads %j', (text, amount) => {
    expect(parseAmount(text)).toEqual({ ok: true, value: amount });
  });

  it('quotes what was written', () => {
    expect(value(parseAmount('abc'))).toMatch(/^‘abc’ is not an amount\. Write digits only/);
    expect(value(parseAmount('a\u001b[31mb'))).toContain('‘a [31mb’');
    expect(value(parseAmount('5.000'))).toBe('‘5.000’ can mean 5 or 5,000. Write 5 or 5000.');
  });

  it('reads back every amount that the program itself writes', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e12, noNaN: true }), (amount) => {
        const rounded = Number(amount.toFixed(4));
        const written = new Intl.NumberFormat('en', { maximumFractionDigits: 4 }).format(rounded);
        expect(value(parseAmount(written))).toBe(rounded);
      }),
    );
  });

  it('wants more than nothing for a grant', () => {
    expect(value(parsePositiveAmount('0'))).toBe('The amount must be more than 0.');
    expect(value(parsePositiveAmount('0.01'))).toBe(0.01);
  });
});

describe('dates', () => {
  it.each([
    ['2026-12-14', Date.UTC(2026, 11, 14)],
    ['2026-12-14T09:00:00Z', Date.UTC(2026, 11, 14, 9)],
    ['2026-12-14T09:00Z', Date.UTC(2026, 11, 14, 9)],
    ['2026-12-14T00:30:00+01:00', Date.UTC(2026, 11, 13, 23, 30)],
    ['2028-02-29', Date.UTC(2028, 1, 29)],
  ])('reads %j', (text, at) => {
    expect(parseInstant(text)).toEqual({ ok: true, value: at });
  });

  it.each([
    '2026-02-30',
    '2026-13-01',
    '2027-02-29',
    '2026-12-14T25:00:00Z',
    '2026-12-14T09:00:00',
    '14 Dec',
    'tomorrow',
    '',
  ])('turns %j away', (text) => {
    expect(value(parseInstant(text))).toMatch(
      / is not a date\. Write 2026-12-14, or 2026-12-14T09:00:00Z\.$/,
    );
    expect(parseDay(text).ok).toBe(false);
  });

  it('takes the UTC day of an instant', () => {
    expect(value(parseDay('2026-12-14'))).toBe('2026-12-14');
    expect(value(parseDay('2026-12-14T00:30:00+01:00'))).toBe('2026-12-13');
  });

  it('knows grants that never lapse', () => {
    expect(value(parseExpiry('never'))).toBeNull();
    expect(value(parseExpiry('2026-12-14'))).toBe(Date.UTC(2026, 11, 14));
  });
});

it('reads rollovers', () => {
  expect(value(parseRollover('all'))).toBe('all');
  expect(value(parseRollover('None'))).toBe('none');
  expect(value(parseRollover('50,000'))).toEqual({ upTo: 50000 });
  expect(value(parseRollover('5.000'))).toMatch(/^‘5\.000’ can mean 5 or 5,000\./);
  expect(value(parseRollover('some'))).toMatch(/^‘some’ is not a rollover\. /);
});

it('reads ports', () => {
  expect(value(parsePort('0'))).toBe(0);
  expect(value(parsePort('65535'))).toBe(65535);
  for (const text of ['65536', '-1', '80a', '', '8.5']) expect(parsePort(text).ok).toBe(false);
});
