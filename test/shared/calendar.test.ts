import { describe, expect, it } from 'vitest';
import { calendarText } from '../../shared/calendar.ts';
import { timelineOf } from '../../shared/timeline/index.ts';
import { calendarEvents } from '../helpers/calendar.ts';
import {
  account,
  cap,
  day,
  forecast,
  grant,
  monthly,
  now,
  pool,
  providers,
  range,
} from '../helpers/states.ts';

const busy = account('a1', 'crustdata', 'production', {
  pools: [
    pool(240, {
      cycle: monthly(5000),
      grants: [grant(240, { id: 't', kind: 'topup', expiresAt: Date.UTC(2026, 11, 12, 15) })],
      forecast: forecast({ runsOutAt: range(2, 4, 30) }),
    }),
  ],
  caps: [
    cap(),
    cap({ id: 'monthly', window: 'month', resetsAt: Date.UTC(2026, 11, 1, 8), zone: 'America/Los_Angeles' }),
  ],
});
const textOf = (one = busy, { at = now, zone = 'UTC', mask = false } = {}) =>
  calendarText(timelineOf([one], providers, { now: at, zone, mask }), { now: at, zone });

describe('the calendar file', () => {
  it('says nothing that is true only today, and leads back', () => {
    for (const { DESCRIPTION, URL: url } of calendarEvents(textOf())) {
      expect(DESCRIPTION).not.toMatch(/\b(today|tomorrow|yesterday|tonight|\w+day)\b/i);
      expect(DESCRIPTION).toContain('As seen on 21 November 2026.');
      expect(url).toContain('fuelgauge://account/a1');
    }
  });

  it('has the day on which a key expires, with a reminder', () => {
    const credential = { since: null, expiresAt: Date.UTC(2026, 11, 3, 15) };
    const of = timelineOf([account('a1', 'crustdata', 'production', { pools: [], credential })], providers, {
      now,
      zone: 'UTC',
      mask: false,
    });
    const text = calendarText(of, { now, zone: 'UTC', alarms: true });
    expect(calendarEvents(text)).toMatchObject([
      {
        UID: `${encodeURIComponent('a1/key-expiry')}@fuelgauge`,
        SUMMARY: 'Crustdata, production: the key expires',
      },
    ]);
    expect(text).toContain('BEGIN:VALARM');
    expect(text).toContain('DTSTART;VALUE=DATE:20261203');
  });

  it('reminds a day before, if you want it', () => {
    const events = timelineOf([busy], providers, { now, zone: 'UTC', mask: false });
    const reminders = (alarms: boolean) =>
      calendarText(events, { now, zone: 'UTC', alarms }).split('BEGIN:VALARM').length - 1;
    expect(reminders(false)).toBe(0);
    expect(reminders(true)).toBe(2);
  });

  it('has refills and expiries on your day, run-outs and resets at their time', () => {
    const events = calendarEvents(textOf(busy, { zone: 'America/New_York' }));
    expect(events.map(({ SUMMARY, DTSTART }) => `${DTSTART} ${SUMMARY}`)).toEqual([
      '20261122T000000Z Crustdata, production: daily cap resets',
      'VALUE=DATE:20261123 Crustdata, production: likely runs out',
      'VALUE=DATE:20261130 Crustdata, production: refill of 5,000 credits',
      '20261201T080000Z Crustdata, production: monthly cap resets',
      'VALUE=DATE:20261212 Crustdata, production: a top-up of 240 credits expires',
      'VALUE=DATE:20261231 Crustdata, production: refill of 5,000 credits',
      '20270101T080000Z Crustdata, production: monthly cap resets',
    ]);
    expect(events.find(({ SUMMARY }) => SUMMARY?.includes('refill of'))?.DTEND).toBe('VALUE=DATE:20261201');
    // From its early to its late end, no further than the refill.
    expect(events[1]?.DTEND).toBe('VALUE=DATE:20261201');
    expect(events.every(({ TRANSP }) => TRANSP === 'TRANSPARENT')).toBe(true);
  });

  it('keeps the UID of an event from one export to the next, and raises its sequence', () => {
    const single = (text: string) => calendarEvents(text).filter(({ RRULE }) => RRULE === undefined);
    const first = single(textOf());
    const later = single(textOf({ ...busy, label: 'renamed' }, { at: now + day }));
    expect(later.map(({ UID }) => UID)).toEqual(first.map(({ UID }) => UID));
    expect(new Set(first.map(({ UID }) => UID)).size).toBe(first.length);
    expect(Number(later[0]?.SEQUENCE)).toBeGreaterThan(Number(first[0]?.SEQUENCE));
  });

  it('says the same for the same events at the same time', () => {
    expect(textOf()).toBe(textOf());
  });

  it('takes any label, and folds long lines between whole characters', () => {
    const label = `a, b; c\\d "e"\nBEGIN:VEVENT\u0007 ${'ü'.repeat(60)} 🦊`;
    const text = textOf({ ...busy, label });
    for (const line of text.split('\r\n'))
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/\p{Cc}/u);
    const events = calendarEvents(text);
    expect(events).toHaveLength(7);
    expect(events[1]?.SUMMARY).toBe(`Crustdata, ${label.replace(/\p{Cc}/gu, ' ')}: likely runs out`);
  });

  it('hides amounts on request', () => {
    const said = calendarEvents(textOf(busy, { mask: true })).map(
      ({ SUMMARY, DESCRIPTION }) => `${SUMMARY} ${DESCRIPTION}`,
    );
    expect(said.join(' ')).toContain('•••');
    expect(said.join(' ')).not.toMatch(/5,000|240/);
  });

  it('is a calendar without events, too', () => {
    expect(calendarEvents(calendarText([], { now: now, zone: 'UTC' }))).toEqual([]);
  });
});
