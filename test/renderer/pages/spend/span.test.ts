import { describe, expect, it } from 'vitest';
import {
  barName,
  barsOf,
  barsTitle,
  moved,
  periodOf,
  spanName,
  todayIn,
} from '../../../../renderer/pages/spend/span.ts';

describe('the periods of the page', () => {
  it('are calendar periods, weeks from Monday, with the leap day in February', () => {
    expect(periodOf('day', '2026-11-28')).toEqual({ kind: 'day', from: '2026-11-28', to: '2026-11-28' });
    expect(periodOf('week', '2026-11-29')).toEqual({ kind: 'week', from: '2026-11-23', to: '2026-11-29' });
    expect(periodOf('week', '2026-11-30')).toEqual({ kind: 'week', from: '2026-11-30', to: '2026-12-06' });
    expect(periodOf('month', '2028-02-10')).toEqual({ kind: 'month', from: '2028-02-01', to: '2028-02-29' });
    expect(periodOf('month', '2100-02-10').to).toBe('2100-02-28');
    expect(periodOf('year', '2026-11-28')).toEqual({ kind: 'year', from: '2026-01-01', to: '2026-12-31' });
  });

  it('move over the end of a year, and a month keeps being a whole one', () => {
    expect(moved(periodOf('month', '2026-12-31'), 1)).toEqual(periodOf('month', '2027-01-01'));
    expect(moved(periodOf('month', '2026-01-15'), -1)).toEqual(periodOf('month', '2025-12-01'));
    expect(moved(periodOf('month', '2028-01-31'), 1).to).toBe('2028-02-29');
    expect(moved(periodOf('year', '2026-05-05'), -2)).toEqual(periodOf('year', '2024-01-01'));
    expect(moved(periodOf('week', '2026-12-30'), 1)).toEqual(periodOf('week', '2027-01-05'));
    expect(moved(periodOf('day', '2028-02-28'), 1).from).toBe('2028-02-29');
    const ten = { kind: 'days', from: '2026-12-25', to: '2027-01-03' } as const;
    expect(moved(ten, 1)).toEqual({ kind: 'days', from: '2027-01-04', to: '2027-01-13' });
    expect(moved(moved(ten, 3), -3)).toEqual(ten);
  });

  it('begin with the day of the time zone', () => {
    const at = Date.UTC(2026, 10, 30, 23, 30);
    expect(todayIn(at, 'Europe/Berlin')).toBe('2026-12-01');
    expect(todayIn(at, 'America/New_York')).toBe('2026-11-30');
  });
});

describe('the bars', () => {
  it('are the last six periods, or fourteen days', () => {
    expect(barsOf(periodOf('month', '2026-02-10'))).toEqual({
      from: '2025-09-01',
      to: '2026-02-28',
      step: 'month',
      count: 6,
    });
    expect(barsOf(periodOf('week', '2026-11-28')).from).toBe('2026-10-19');
    expect(barsOf(periodOf('year', '2026-11-28')).from).toBe('2021-01-01');
    expect(barsOf(periodOf('day', '2026-11-05')).from).toBe('2026-10-23');
  });

  it('of days of your own are as coarse as their number asks for', () => {
    const step = (from: string, to: string) => barsOf({ kind: 'days', from, to }).step;
    expect(step('2026-10-01', '2026-10-31')).toBe('day');
    expect(step('2026-10-01', '2026-11-01')).toBe('week');
    expect(step('2026-01-01', '2026-07-01')).toBe('week');
    expect(step('2026-01-01', '2026-07-02')).toBe('month');
    expect(step('2020-01-01', '2026-01-01')).toBe('year');
  });
});

describe('names', () => {
  it('are as short as they can be without being mistaken', () => {
    expect(spanName(periodOf('month', '2028-02-29'))).toBe('February 2028');
    expect(spanName(periodOf('year', '2028-02-29'))).toBe('2028');
    expect(spanName(periodOf('day', '2028-02-29'))).toBe('29 February 2028');
    expect(spanName(periodOf('week', '2026-11-28'))).toBe('23–29 November 2026');
    expect(spanName(periodOf('week', '2026-11-30'))).toBe('30 November – 6 December 2026');
    expect(spanName(periodOf('week', '2026-12-31'))).toBe('28 December 2026 – 3 January 2027');
  });

  it('of bars and of their picture', () => {
    expect(barName('month', '2026-09-01')).toBe('Sep');
    expect(barName('year', '2026-01-01')).toBe('2026');
    expect(barName('day', '2026-11-03')).toBe('3');
    expect(barName('week', '2026-11-23')).toBe('23 Nov');
    expect(barsTitle(periodOf('month', '2026-11-28'), true)).toBe('Last six months');
    expect(barsTitle(periodOf('month', '2026-07-01'), false)).toBe('The six months to July 2026');
    expect(barsTitle({ kind: 'days', from: '2026-11-01', to: '2026-11-09' }, true)).toBe('1–9 November 2026');
  });
});
