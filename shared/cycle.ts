import { Temporal } from 'temporal-polyfill';
import type { Frequency } from './model/index.ts';

/** A half-open span of time in epoch milliseconds: `start <= t < end`. */
export interface Span {
  start: number;
  end: number;
}

/** Midnight UTC at which a day, `YYYY-MM-DD`, begins. */
export function dayStart(day: string): number {
  return epoch(Temporal.PlainDate.from(day));
}

/** The UTC day, `YYYY-MM-DD`, in which an instant lies. */
export function dayOf(at: number): string {
  return plainDate(at).toString();
}

/**
 * How many cycles after the one that begins on `anchorDay` the instant lies; negative before it.
 * The anchor is the first day (UTC) of any one cycle, past or future.
 */
export function cycleNumber(anchorDay: string, frequency: Frequency, at: number): number {
  const anchor = Temporal.PlainDate.from(anchorDay);
  const day = plainDate(at);
  const days = anchor.until(day, { largestUnit: 'day' }).days;
  const years = day.year - anchor.year;
  const near: Record<Frequency, number> = {
    daily: days,
    weekly: Math.floor(days / 7),
    monthly: years * 12 + day.month - anchor.month,
    yearly: years,
  };
  const number = near[frequency];
  // The renewal of the same month or year may still lie ahead of the day.
  return Temporal.PlainDate.compare(boundary(anchor, frequency, number), day) > 0 ? number - 1 : number;
}

/**
 * The cycle in which an instant lies, counted in UTC from the day on which any one cycle began. A cycle begun on the
 * 31st (or 29 February) renews on the last day of shorter months (or years) and comes back to its own day after.
 */
export function cycleBounds(anchorDay: string, frequency: Frequency, at: number): Span {
  const anchor = Temporal.PlainDate.from(anchorDay);
  const number = cycleNumber(anchorDay, frequency, at);
  return {
    start: epoch(boundary(anchor, frequency, number)),
    end: epoch(boundary(anchor, frequency, number + 1)),
  };
}

/** The first renewal strictly after `now`, epoch milliseconds. */
export function nextRenewal(anchorDay: string, frequency: Frequency, now: number): number {
  return cycleBounds(anchorDay, frequency, now).end;
}

/** The calendar day or month in which an instant lies, in a zone; a day may last 23 or 25 hours there. */
export function windowBounds(window: 'day' | 'month', zone: string, at: number): Span {
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
  const first = window === 'day' ? today : today.with({ day: 1 });
  const next = first.add(window === 'day' ? { days: 1 } : { months: 1 });
  return { start: epoch(first, zone), end: epoch(next, zone) };
}

function plainDate(at: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC').toPlainDate();
}

function epoch(date: Temporal.PlainDate, zone = 'UTC'): number {
  return date.toZonedDateTime(zone).epochMilliseconds;
}

/** Always counted from the anchor itself, never from the cycle before: that keeps the 31st. */
function boundary(anchor: Temporal.PlainDate, frequency: Frequency, number: number): Temporal.PlainDate {
  switch (frequency) {
    case 'daily':
      return anchor.add({ days: number });
    case 'weekly':
      return anchor.add({ weeks: number });
    case 'monthly':
      return anchor.add({ months: number });
    case 'yearly':
      return anchor.add({ years: number });
  }
}

/** The instant so many calendar months later, at the same time of day in UTC; the month's last day where it is shorter. */
export function monthsLater(at: number, months: number): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC').add({ months })
    .epochMilliseconds;
}

/** The instant so many calendar units later, at the same time of day in a zone; a month's last day where it is shorter. */
export function laterIn(
  at: number,
  zone: string,
  span: { weeks?: number; months?: number; years?: number },
): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).add(span).epochMilliseconds;
}
