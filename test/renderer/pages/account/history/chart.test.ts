import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amountLabels,
  axisEnd,
  capLine,
  chartMarks,
  chartRows,
  chartSummary,
  expectedWords,
  fittedRange,
  placeLabels,
  ranges,
  tablePoints,
  timeLabels,
  withCurrent,
} from '../../../../../renderer/pages/account/history/chart.ts';
import { cap, day, forecast, grant, monthly, now, pool, range } from '../../../../helpers/states.ts';

const credits = { kind: 'credits' } as const;
const points = [
  { t: now - 3 * day, remaining: 300 },
  { t: now - 2 * day, remaining: 100 },
  { t: now - day, remaining: 5000 },
  { t: now, remaining: 4800.5 },
];
const [hours, , month] = ranges;
const at = (days: number, likely: number) => ({
  t: now + days * day,
  early: likely - 1,
  likely,
  late: likely + 1,
});

describe('the history in words', () => {
  it('names start, end, extremes and rises', () => {
    expect(chartSummary(points, month, credits, { zone: 'UTC' })).toBe(
      'Remaining over the last 30 days: from 300 credits on 18 Nov at 09:00 to 4,800.5 credits on 21 Nov at 09:00; ' +
        'lowest 100 credits, highest 5,000 credits. It rose once.',
    );
  });

  it('names the day in 24 hours, too', () => {
    const two = [
      { t: now - day / 2, remaining: 134 },
      { t: now, remaining: 111 },
    ];
    expect(chartSummary(two, hours, credits, { zone: 'UTC' })).toContain(
      'from 134 credits on 20 Nov at 21:00 to 111 credits on 21 Nov at 09:00',
    );
  });

  it('has an axis as long as the history, with ticks to match', () => {
    const year = ranges[3];
    const from = (days: number) => [{ t: now - days * day, remaining: 1 }];
    expect(fittedRange(year, from(30), now)).toMatchObject({ value: '1y', words: year.words });
    expect(fittedRange(year, from(30), now).span / day).toBeCloseTo(30.6, 5);
    expect(fittedRange(year, from(29), now).value).toBe('30d');
    expect(fittedRange(year, from(0.01), now)).toMatchObject({ value: '24h', span: day / 4 });
    expect(fittedRange(year, from(400), now).span).toBe(year.span);
    expect(fittedRange(year, [], now)).toBe(year);
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

describe('the forecast on the axis', () => {
  const path = [at(0, 50), at(2, 40), at(4, 30), at(12, 5000), at(20, 4900), at(40, 4000)];

  it('sets out from the last reading and leaves the chart at its end', () => {
    const rows = chartRows(points, path.slice(0, 3), now + 3 * day, null);
    expect(rows.map(({ t }) => t)).toEqual([...points.map(({ t }) => t), now + 2 * day, now + 4 * day]);
    expect(rows[3]).toEqual({
      t: now,
      remaining: 4800.5,
      expected: { early: 4800.5, likely: 4800.5, late: 4800.5 },
    });
    expect(rows[4]?.remaining).toBeNull();
    expect(chartRows(points, [], now, null).every(({ expected }) => expected === null)).toBe(true);
  });

  it('shows a refill as an upright step, and stays in order', () => {
    const refill = now + 9.625 * day;
    const rows = chartRows(points, path, now + 30 * day, refill);
    expect(rows.find(({ t }) => t === refill - 1)?.expected?.likely).toBe(30);
    expect(rows.find(({ t }) => t === refill)?.expected?.likely).toBe(5000);
    expect(rows.map(({ t }) => t)).toEqual([...new Set(rows.map(({ t }) => t))].sort((a, b) => a - b));
  });

  it('takes a third of the range, more for what comes soon after, never more than there is', () => {
    expect(axisEnd(now, month, path, pool(1))).toBe(now + 10 * day);
    const soon = pool(1, { forecast: forecast({ runsOutAt: range(10, 11, 13) }) });
    expect(axisEnd(now, month, path, soon)).toBe(now + 13 * day + month.span / 24);
    expect(axisEnd(now, month, path, pool(1, { forecast: forecast({ runsOutAt: range(20) }) }))).toBe(
      now + 10 * day,
    );
    expect(axisEnd(now, month, path.slice(0, 2), pool(1))).toBe(now + 2 * day);
    expect(axisEnd(now, month, [], pool(1))).toBe(now);
  });

  it('marks now, the refill and the expiries in sight', () => {
    const state = pool(1, {
      cycle: monthly(5000),
      grants: [grant(1, { expiresAt: now + 5 * day }), grant(2, { expiresAt: now + 50 * day }), grant(3)],
    });
    expect(chartMarks(state, month, now + 15 * day, { now, zone: 'UTC' }).map(({ label }) => label)).toEqual([
      'Today',
      'expiry, 26 Nov',
      'refill, 1 Dec',
    ]);
    expect(chartMarks(state, hours, now + day, { now, zone: 'UTC' })).toEqual([
      { t: now, kind: 'now', label: 'Now' },
    ]);
    expect(chartMarks(state, month, now, { now, zone: 'UTC' })).toEqual([]);
  });

  it('draws a cap if it keeps the balance above zero', () => {
    const daily = cap({ used: 640, limit: 1000 });
    expect(capLine(pool(5000), [daily], now)).toEqual({
      from: Date.UTC(2026, 10, 21),
      to: Date.UTC(2026, 10, 22),
      level: 4640,
      label: 'daily cap',
    });
    expect(capLine(pool(5000), [cap({ used: 1200 })], now)?.level).toBe(5000);
    expect(capLine(pool(300), [daily], now)).toBeNull();
    expect(capLine(pool(5000), [cap({ window: 'concurrent' })], now)).toBeNull();
  });

  it('keeps labels apart and inside', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ x: fc.nat(500), width: fc.integer({ min: 1, max: 90 }) }), { maxLength: 6 }),
        (labels) => {
          const placed = placeLabels(labels, 0, 500, 8).map((place, index) => ({
            ...place,
            end: place.x + (labels[index]?.width ?? 0),
          }));
          for (const [index, one] of placed.entries()) {
            expect(one.x).toBeGreaterThanOrEqual(0);
            expect(one.end).toBeLessThanOrEqual(500);
            for (const other of placed.slice(index + 1))
              expect(one.row !== other.row || one.end <= other.x || other.end <= one.x).toBe(true);
          }
        },
      ),
    );
  });

  it('has its range', () => {
    expect(expectedWords({ early: 903.2, likely: 1234.5, late: 1500.4 }, credits)).toBe(
      'about 1,230 credits, 903 to 1,500',
    );
    expect(expectedWords({ early: 0, likely: 0, late: 0 }, credits)).toBe('about 0 credits');
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
    expect(amountLabels([0, 12_000_000_000], credits, { mask: true })).toEqual(['•••', '•••']);
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
