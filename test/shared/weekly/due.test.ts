import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { type WeeklySummary, weekdaySchema } from '../../../shared/model/index.ts';
import { summaryDue, weekBefore } from '../../../shared/weekly/due.ts';

import '../../helpers/seeded.ts';

const at = (text: string) => Date.parse(text);
const hour = 3_600_000;
const day = 24 * hour;
const sunday = (time: string): WeeklySummary => ({ weekday: 'sunday', at: time, since: 0 });

describe('a weekly summary', () => {
  it('is due at its time of its day, for a day', () => {
    const weekly: WeeklySummary = { weekday: 'monday', at: '09:00', since: 0 };
    const due = { date: '2026-11-23', at: at('2026-11-23T08:00:00Z') };
    const zone = 'Europe/Berlin';
    expect(summaryDue(weekly, at('2026-11-23T07:59:59Z'), zone)).toBeNull();
    expect(summaryDue(weekly, at('2026-11-23T08:00:00Z'), zone)).toEqual(due);
    expect(summaryDue(weekly, at('2026-11-24T07:59:59Z'), zone)).toEqual(due);
    expect(summaryDue(weekly, at('2026-11-24T08:00:00Z'), zone)).toBeNull();
    expect(summaryDue(undefined, at('2026-11-23T08:00:00Z'), zone)).toBeNull();
  });

  it('was not due before you chose it', () => {
    const since = at('2026-11-23T15:00:00Z');
    const weekly: WeeklySummary = { weekday: 'monday', at: '09:00', since };
    expect(summaryDue(weekly, since + hour, 'UTC')).toBeNull();
    expect(summaryDue(weekly, at('2026-11-30T09:00:00Z'), 'UTC')).toMatchObject({ date: '2026-11-30' });
  });

  it('comes at the change when the clocks skip its time, and once when they show it twice', () => {
    const zone = 'Europe/Berlin';
    const skipped = summaryDue(sunday('02:30'), at('2026-03-29T01:10:00Z'), zone);
    expect(skipped).toEqual({ date: '2026-03-29', at: at('2026-03-29T01:00:00Z') });
    const twice = [at('2026-10-25T00:35:00Z'), at('2026-10-25T01:35:00Z')];
    const due = { date: '2026-10-25', at: at('2026-10-25T00:30:00Z') };
    expect(twice.map((now) => summaryDue(sunday('02:30'), now, zone))).toEqual([due, due]);
  });

  it('is due exactly once each week, whenever and wherever one looks every hour', () => {
    const zones = fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
    );
    const time = fc
      .tuple(fc.nat(23), fc.nat(59))
      .map((parts) => parts.map((each) => String(each).padStart(2, '0')).join(':'));
    const weekday = fc.constantFrom(...weekdaySchema.options);
    const start = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-06-01T00:00:00Z') });
    fc.assert(
      fc.property(zones, time, weekday, start, (zone, time, weekday, start) => {
        const weekly: WeeklySummary = { weekday, at: time, since: start };
        const seen = new Map<string, number>();
        for (let now = start; now < start + 28 * day; now += hour) {
          const due = summaryDue(weekly, now, zone);
          if (due === null) continue;
          expect(due.at).toBeLessThanOrEqual(now);
          expect(due.at).toBeGreaterThanOrEqual(start);
          expect(seen.get(due.date) ?? due.at).toBe(due.at);
          seen.set(due.date, due.at);
          const local = Temporal.Instant.fromEpochMilliseconds(due.at).toZonedDateTimeISO(zone);
          expect(weekdaySchema.options[local.dayOfWeek - 1]).toBe(weekday);
        }
        expect(seen.size).toBeGreaterThanOrEqual(3);
        expect(seen.size).toBeLessThanOrEqual(4);
      }),
      { numRuns: 40 },
    );
  });

  it('is about the seven days before it', () => {
    expect(weekBefore(at('2026-11-23T23:30:00Z'), 'Europe/Berlin')).toEqual({
      from: '2026-11-17',
      to: '2026-11-23',
    });
  });
});
