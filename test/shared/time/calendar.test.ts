import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Frequency } from '../../../shared/model/index.ts';
import {
  cyclesUntil,
  dayMonthsLater,
  dayMs,
  dayNumber,
  dayOf,
  dayStart,
  hourMs,
  laterIn,
  monthsLater,
  monthWords,
  noonOf,
  nthRenewal,
  previousRenewal,
  refillAhead,
  renewalAfter,
  stepAfter,
  windowBounds,
} from '../../../shared/time/index.ts';

const utc = (text: string) => Date.parse(text);
const iso = (at: number) => new Date(at).toISOString();
const instants = fc.integer({ min: utc('1990-01-01T00:00:00Z'), max: utc('2060-01-01T00:00:00Z') });
const frequencies = fc.constantFrom<Frequency | null>('daily', 'weekly', 'monthly', 'yearly', null);
// Half an hour of summer time, a zone that skipped a day, one far ahead of UTC, and the usual.
const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Asia/Kolkata',
);
const lastOfMonth = (at: number) => {
  const date = new Date(at);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
};

describe('months later', () => {
  it.each([
    ['2026-11-21', 12, '2027-11-21'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-08-31', 1, '2026-09-30'],
    ['2026-12-31', 2, '2027-02-28'],
  ])('%s and %d months', (from, months, to) => {
    expect(dayMonthsLater(from, months)).toBe(to);
    expect(dayOf(monthsLater(dayStart(from), months))).toBe(to);
  });

  it('keep the time of day, and the day if the month has it', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -60, max: 60 }), (at, months) => {
        const later = monthsLater(at, months);
        expect(iso(later).slice(10)).toBe(iso(at).slice(10));
        expect(new Date(later).getUTCDate()).toBe(Math.min(new Date(at).getUTCDate(), lastOfMonth(later)));
      }),
    );
  });
});

describe('days of a zone', () => {
  it('follow each other without gaps, and may last 23 or 25 hours', () => {
    fc.assert(
      fc.property(instants, zones, (at, zone) => {
        const { start, end } = windowBounds('day', zone, at);
        expect(start).toBeLessThanOrEqual(at);
        expect(end).toBeGreaterThan(at);
        expect(Math.abs(end - start - dayMs)).toBeLessThanOrEqual(hourMs);
        expect(dayNumber(start, zone)).toBe(dayNumber(at, zone));
        expect(dayNumber(end - 1, zone)).toBe(dayNumber(at, zone));
        // Samoa left 30 December 2011 out.
        expect(dayNumber(end, zone)).toBeGreaterThan(dayNumber(at, zone));
      }),
    );
  });

  it('have the same number by either of two ways in UTC, and the noon of it lies in them', () => {
    fc.assert(
      fc.property(instants, (at) => {
        expect(dayNumber(at)).toBe(dayNumber(at, 'Etc/UTC'));
        expect(dayOf(noonOf(dayNumber(at)))).toBe(dayOf(at));
        expect(dayStart(dayOf(at))).toBe(dayNumber(at) * dayMs);
      }),
    );
  });

  it('keep the clock across a change of it', () => {
    // Clocks go back in Berlin on 25 October 2026 at 3:00.
    const at = utc('2026-10-24T22:00:00Z');
    expect(iso(laterIn(at, 'Europe/Berlin', { weeks: 1 }))).toBe('2026-10-31T23:00:00.000Z');
    expect(iso(laterIn(at, 'UTC', { weeks: 1 }))).toBe('2026-10-31T22:00:00.000Z');
  });
});

describe('renewals around a known one', () => {
  it('come back to the 31st, before and after', () => {
    const renewsAt = utc('2026-12-31T00:00:00Z');
    const days = [-10, -1, 1, 2, 3].map((count) => dayOf(nthRenewal(renewsAt, 'monthly', count)));
    expect(days).toEqual(['2026-02-28', '2026-11-30', '2027-01-31', '2027-02-28', '2027-03-31']);
  });

  it('come back to 29 February', () => {
    const renewsAt = utc('2028-02-29T00:00:00Z');
    const days = [-1, 1, 4].map((count) => dayOf(nthRenewal(renewsAt, 'yearly', count)));
    expect(days).toEqual(['2027-02-28', '2029-02-28', '2032-02-29']);
  });

  it('ascend, and the first after an instant has none between itself and it', () => {
    fc.assert(
      fc.property(instants, frequencies, instants, (renewsAt, frequency, at) => {
        const count = cyclesUntil(renewsAt, frequency, at);
        expect(renewalAfter(renewsAt, frequency, at)).toBe(nthRenewal(renewsAt, frequency, count));
        expect(nthRenewal(renewsAt, frequency, count)).toBeGreaterThan(at);
        expect(nthRenewal(renewsAt, frequency, count - 1)).toBeLessThanOrEqual(at);
      }),
    );
  });

  it('know the one before', () => {
    const cycle = { renewsAt: utc('2027-03-01T00:00:00Z'), frequency: 'monthly' as const };
    expect(dayOf(previousRenewal(cycle) ?? 0)).toBe('2027-02-01');
    expect(previousRenewal({ ...cycle, renewsAt: null })).toBeNull();
    expect(previousRenewal(null)).toBeNull();
  });

  it('are ahead only while they are to come', () => {
    const renewsAt = utc('2027-03-01T00:00:00Z');
    const cycle = { renewsAt, frequency: 'daily' as const, grant: 0, rollover: 'none' as const };
    expect(refillAhead(cycle, renewsAt - 1)).toEqual({ at: renewsAt, size: null, isDaily: true });
    expect(refillAhead(cycle, renewsAt)).toBeNull();
    expect(refillAhead(null, renewsAt)).toBeNull();
  });
});

describe('steps of one length', () => {
  it('are found on both sides of the anchor', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 40 * dayMs }), instants, (anchor, every, at) => {
        const next = stepAfter(anchor, every, at);
        expect(next).toBeGreaterThan(at);
        expect(next - every).toBeLessThanOrEqual(at);
        expect(Math.abs((next - anchor) % every)).toBe(0);
      }),
    );
  });
});

it('months have names', () => {
  expect([monthWords('2026-08'), monthWords('2027-12')]).toEqual(['August 2026', 'December 2027']);
});
