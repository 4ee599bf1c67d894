import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amountLabels,
  chartSummary,
  ranges,
  tablePoints,
  timeLabels,
  withCurrent,
} from '../../renderer/account/chart.ts';
import { day, now } from '../helpers/states.ts';

const credits = { kind: 'credits' } as const;
const points = [
  { t: now - 3 * day, remaining: 300 },
  { t: now - 2 * day, remaining: 100 },
  { t: now - day, remaining: 5000 },
  { t: now, remaining: 4800.5 },
];
const [hours, , month] = ranges;

describe('the history in words', () => {
  it('tells start, end, extremes and rises', () => {
    expect(chartSummary(points, month, credits, 'UTC')).toBe(
      'Remaining over the last 30 days: from 300 credits on 18 Nov, 09:00 to 4,800.5 credits on 21 Nov, 09:00; ' +
        'lowest 100 credits, highest 5,000 credits. It rose once.',
    );
  });

  it('says that there are none', () => {
    expect(chartSummary([], hours, credits)).toBe('No readings in the last 24 hours.');
  });
});

describe('the end of the line', () => {
  it('reaches the current reading', () => {
    expect(withCurrent(points.slice(0, 3), now, 4800.5, now)).toEqual(points);
  });

  it('adds nothing that is there, unknown or outside the range', () => {
    expect(withCurrent(points, now, 4800.5, now)).toEqual(points);
    expect(withCurrent(points, now, null, now)).toEqual(points);
    expect(withCurrent([], null, 1, now)).toEqual([]);
    expect(withCurrent([], now + 1, 1, now)).toEqual([]);
  });
});

describe('axes', () => {
  it('writes a label once', () => {
    const half = [now, now + day / 4, now + day].map(Math.round);
    expect(timeLabels(half, '30d', 'UTC')).toEqual(['21 Nov', '', '22 Nov']);
  });

  it('names the year where it begins', () => {
    const months = [Date.UTC(2025, 11, 1), Date.UTC(2026, 0, 1), Date.UTC(2026, 1, 1)];
    expect(timeLabels(months, '1y', 'UTC')).toEqual(['Dec', '2026', 'Feb']);
  });

  it('shortens amounts only when they would leave their column', () => {
    expect(amountLabels([0, 5000], credits)).toEqual(['0', '5,000']);
    expect(amountLabels([0, 12_000_000_000], credits)).toEqual(['0', '12B']);
    expect(amountLabels([0, 20], { kind: 'money', code: 'USD' })).toEqual(['$0.00', '$20.00']);
  });
});

describe('the table', () => {
  it('has the newest first, keeps both ends and never repeats a point', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 700 }), fc.integer({ min: 2, max: 40 }), (length, count) => {
        const all = Array.from({ length }, (_, at) => ({ t: at, remaining: at }));
        const times = tablePoints(all, count).map((point) => point.t);
        expect(times.length).toBe(Math.min(length, count));
        expect(times[0]).toBe(length - 1);
        expect(times.at(-1)).toBe(0);
        expect(times).toEqual([...new Set(times)].sort((a, b) => b - a));
      }),
    );
  });
});
