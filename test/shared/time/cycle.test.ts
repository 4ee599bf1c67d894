import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Frequency } from '../../../shared/model/index.ts';
import {
  cycleBounds,
  cycleNumber,
  dayOf,
  dayStart,
  nextRenewal,
  windowBounds,
} from '../../../shared/time/index.ts';

const utc = (text: string) => Date.parse(text);
const day = (at: number) => new Date(at).toISOString();
const renewals = (anchorDay: string, frequency: Frequency, from: string, count: number) => {
  const found: string[] = [];
  let now = utc(from);
  for (let index = 0; index < count; index += 1) {
    now = nextRenewal(anchorDay, frequency, now);
    found.push(day(now).slice(0, 10));
  }
  return found;
};

describe('renewals', () => {
  it('come back to the 31st after shorter months', () => {
    expect(renewals('2026-08-31', 'monthly', '2026-11-21T09:00:00Z', 5)).toEqual([
      '2026-11-30',
      '2026-12-31',
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
    ]);
  });

  it('fall on 29 February in a leap year', () => {
    expect(renewals('2027-10-30', 'monthly', '2028-01-30T00:00:00Z', 2)).toEqual([
      '2028-02-29',
      '2028-03-30',
    ]);
    expect(renewals('2024-02-29', 'yearly', '2026-11-21T09:00:00Z', 3)).toEqual([
      '2027-02-28',
      '2028-02-29',
      '2029-02-28',
    ]);
  });

  it('are strictly after now', () => {
    const at = utc('2026-12-01T00:00:00Z');
    expect(day(nextRenewal('2026-11-01', 'monthly', at - 1))).toBe('2026-12-01T00:00:00.000Z');
    expect(day(nextRenewal('2026-11-01', 'monthly', at))).toBe('2027-01-01T00:00:00.000Z');
  });

  it('know days and weeks', () => {
    expect(renewals('2020-01-01', 'daily', '2026-11-21T09:00:00Z', 2)).toEqual(['2026-11-22', '2026-11-23']);
    // 16 November 2026 is a Monday.
    expect(renewals('2026-11-16', 'weekly', '2026-11-21T09:00:00Z', 2)).toEqual(['2026-11-23', '2026-11-30']);
  });

  it('are counted backwards from an anchor that lies ahead', () => {
    expect(renewals('2027-05-31', 'monthly', '2026-11-21T09:00:00Z', 3)).toEqual([
      '2026-11-30',
      '2026-12-31',
      '2027-01-31',
    ]);
    const { start, end } = cycleBounds('2027-05-15', 'yearly', utc('2026-11-21T09:00:00Z'));
    expect([day(start), day(end)]).toEqual(['2026-05-15T00:00:00.000Z', '2027-05-15T00:00:00.000Z']);
  });
});

const anchors = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
  .map((date) => dayOf(date.getTime()));
const instants = fc.integer({ min: utc('1990-01-01T00:00:00Z'), max: utc('2060-01-01T00:00:00Z') });
const frequencies = fc.constantFrom<Frequency>('daily', 'weekly', 'monthly', 'yearly');

describe('cycles', () => {
  it('cover time without gaps, overlaps or holes in their numbers', () => {
    fc.assert(
      fc.property(anchors, frequencies, instants, (anchorDay, frequency, at) => {
        const { start, end } = cycleBounds(anchorDay, frequency, at);
        expect(start).toBeLessThanOrEqual(at);
        expect(end).toBeGreaterThan(at);
        expect(cycleBounds(anchorDay, frequency, end).start).toBe(end);
        expect(cycleBounds(anchorDay, frequency, start - 1).end).toBe(start);
        const number = cycleNumber(anchorDay, frequency, at);
        expect(cycleNumber(anchorDay, frequency, start)).toBe(number);
        expect(cycleNumber(anchorDay, frequency, end)).toBe(number + 1);
      }),
    );
  });

  it('begin on the anchor', () => {
    fc.assert(
      fc.property(anchors, frequencies, (anchorDay, frequency) => {
        expect(cycleBounds(anchorDay, frequency, dayStart(anchorDay)).start).toBe(dayStart(anchorDay));
        expect(cycleNumber(anchorDay, frequency, dayStart(anchorDay))).toBe(0);
      }),
    );
  });

  it('keep their day of the month if the month has it', () => {
    fc.assert(
      fc.property(anchors, instants, (anchorDay, at) => {
        const wanted = Number(anchorDay.slice(8));
        const renewal = new Date(nextRenewal(anchorDay, 'monthly', at));
        const length = new Date(
          Date.UTC(renewal.getUTCFullYear(), renewal.getUTCMonth() + 1, 0),
        ).getUTCDate();
        expect(renewal.getUTCDate()).toBe(Math.min(wanted, length));
      }),
    );
  });
});

describe('calendar windows', () => {
  it('are the UTC day, whatever clocks do elsewhere', () => {
    // Clocks change in Europe on 25 October 2026; UTC days do not.
    const { start, end } = windowBounds('day', 'UTC', utc('2026-10-25T01:30:00Z'));
    expect([day(start), day(end)]).toEqual(['2026-10-25T00:00:00.000Z', '2026-10-26T00:00:00.000Z']);
  });

  it('follow the clocks of another zone', () => {
    const { start, end } = windowBounds('day', 'Europe/Berlin', utc('2026-10-25T01:30:00Z'));
    expect([day(start), day(end)]).toEqual(['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z']);
  });

  it('know months', () => {
    const { start, end } = windowBounds('month', 'UTC', utc('2026-11-21T09:00:00Z'));
    expect([day(start), day(end)]).toEqual(['2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z']);
  });
});
