import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatAge,
  formatAmount,
  formatCount,
  formatDay,
  formatDuration,
  formatInstant,
  formatQuantity,
  formatTime,
  hideAmounts,
  unitWord,
} from '../../shared/format.ts';
import type { Unit } from '../../shared/model/index.ts';

const credits: Unit = { kind: 'credits' };
const amount = fc.double({ min: 1e-9, max: 1e12, noNaN: true });
const dollars: Unit = { kind: 'money', code: 'USD' };
const utc = (text: string) => Date.parse(text);
const now = utc('2026-11-21T09:00:00Z');

describe('amounts', () => {
  it.each([
    [12_345_678_901, '12,345,678,901'],
    [9406.5, '9,406.5'],
    [9406.567, '9,406.56'],
    [0.999, '0.99'],
    [7999.996, '7,999.99'],
    [0.0999, '0.099'],
    [0.1 + 0.2, '0.3'],
    [7.999999999999999, '8'],
    [1e15, '1,000,000,000,000,000'],
    [999_999_999_999_999.9, '999,999,999,999,999.9'],
    [9_999_999_999_999.996, '9,999,999,999,999.99'],
    [100_000_000_000.1 + 0.2, '100,000,000,000.3'],
    [1e308, '1E308'],
    [1, '1'],
    [0.0134, '0.013'],
    [0.0004, '0.0004'],
    [0, '0'],
    [-0, '0'],
    [-3.25, '-3.25'],
  ])('%d credits', (amount, text) => {
    expect(formatAmount(amount, credits)).toBe(text);
  });

  it.each([
    [18.4427, '$18.44'],
    [0.1, '$0.10'],
    [0.05, '$0.05'],
    [0.0999, '$0.099'],
    [0.995, '$0.99'],
    [1.005, '$1.00'],
    [0.29, '$0.29'],
    [0.0004, '$0.0004'],
    [0, '$0.00'],
    [-3.2, '-$3.20'],
    [12_345_678_901, '$12,345,678,901.00'],
  ])('%d dollars', (amount, text) => {
    expect(formatAmount(amount, dollars)).toBe(text);
  });

  it('follow the currency and the locale', () => {
    expect(formatAmount(1234, { kind: 'money', code: 'JPY' })).toBe('¥1,234');
    expect(formatAmount(1234.5, credits, { locale: 'de' })).toBe('1.234,5');
  });

  it('never show something as nothing', () => {
    fc.assert(
      fc.property(amount, fc.constantFrom(credits, dollars), (value, unit) => {
        expect(formatAmount(value, unit)).toMatch(/[1-9]/);
      }),
    );
  });

  it('have their words', () => {
    expect(unitWord(credits, 1)).toBe('credit');
    expect(unitWord(credits, 0.5)).toBe('credits');
    expect(unitWord({ kind: 'searches' }, 1)).toBe('search');
    expect(unitWord(dollars, 2)).toBe('');
    expect(formatQuantity(1200, credits)).toBe('1,200 credits');
    expect(formatQuantity(18.4, dollars)).toBe('$18.40');
  });
});

describe('spans', () => {
  it.each([
    [-5000, 'just now', '0 sec'],
    [59_999, 'just now', '59 sec'],
    [60_000, '1 min ago', '1 min'],
    [150_000, '2 min ago', '2 min'],
    [3_599_999, '59 min ago', '59 min'],
    [3 * 3_600_000, '3 hr ago', '3 hr'],
    [86_400_000, '1 day ago', '1 day'],
    [5.9 * 86_400_000, '5 days ago', '5 days'],
  ])('%d ms', (ms, age, duration) => {
    expect(formatAge(ms)).toBe(age);
    expect(formatDuration(ms)).toBe(duration);
  });
});

describe('hidden amounts', () => {
  it.each([
    ['4,321 more credits were used than known.', '••• more credits were used than known.'],
    ['$18.44 of 1 200,50 € left; 12.345’678', '••• of ••• left; •••'],
    ['240.5 left, likely until 24 Nov, 12:00.', '••• left, likely until 24 Nov, 12:00.'],
    ['5,000 on 1 December 2026', '••• on 1 December 2026'],
    ['Spidra answered with status 503 within 15 s.', 'Spidra answered with status 503 within 15 s.'],
    ['No amount at all', 'No amount at all'],
  ])('%s', (text, masked) => {
    expect(hideAmounts(text, { mask: true })).toBe(masked);
    expect(hideAmounts(text)).toBe(text);
  });

  it('leave no digit of any amount, whatever its size', () => {
    fc.assert(
      fc.property(amount, fc.constantFrom(credits, dollars), (value, unit) => {
        expect(hideAmounts(`${formatQuantity(value, unit)} left.`, { mask: true })).not.toMatch(/\d/);
      }),
    );
  });
});

describe('counts of time', () => {
  it('are written in full', () => {
    expect(formatCount(1, 'hour')).toBe('1 hour');
    expect(formatCount(21, 'day')).toBe('21 days');
    expect(formatCount(12, 'month')).toBe('12 months');
  });
});

describe('dates', () => {
  it('name the year only if it differs', () => {
    expect(formatDay(utc('2026-12-14T00:00:00Z'), 'UTC', now)).toBe('14 Dec');
    expect(formatDay(utc('2027-03-02T00:00:00Z'), 'UTC', now)).toBe('2 Mar 2027');
  });

  it('are those of the zone', () => {
    const newYear = utc('2026-12-31T23:30:00Z');
    expect(formatDay(newYear, 'UTC', now)).toBe('31 Dec');
    expect(formatDay(newYear, 'Europe/Berlin', now)).toBe('1 Jan 2027');
    expect(formatInstant(utc('2026-11-21T15:40:00Z'), 'UTC')).toBe('21 Nov, 15:40');
    expect(formatInstant(utc('2026-11-21T15:40:00Z'), 'America/New_York')).toBe('21 Nov, 10:40');
    expect(formatTime(utc('2026-07-21T00:05:00Z'), 'UTC')).toBe('00:05');
    expect(formatTime(utc('2026-07-21T00:05:00Z'), 'Europe/Berlin')).toBe('02:05');
  });

  it('follow the locale', () => {
    expect(formatDay(utc('2026-12-14T00:00:00Z'), 'UTC', now, 'en-US')).toBe('Dec 14');
  });
});
