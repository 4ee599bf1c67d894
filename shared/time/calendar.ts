import { Temporal } from 'temporal-polyfill';

// Days and months by the calendar, in any zone.

/** A half-open span of time in epoch milliseconds: `start <= t < end`. */
export interface Span {
  start: number;
  end: number;
}

/** The same day some months later, `YYYY-MM-DD`; the last day of a shorter month. */
export function dayMonthsLater(day: string, months: number): string {
  return Temporal.PlainDate.from(day).add({ months }).toString();
}

/** The same day and time some months later, in UTC; the last day of a shorter month. */
export function monthsLater(at: number, months: number): number {
  return laterIn(at, 'UTC', { months });
}

/** The same time of day some calendar units later, in a time zone; the last day of a shorter month. */
export function laterIn(
  at: number,
  zone: string,
  span: { weeks?: number; months?: number; years?: number },
): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).add(span).epochMilliseconds;
}

/** The calendar day or month of an instant in a time zone; a day may have 23 or 25 hours. */
export function windowBounds(window: 'day' | 'month', zone: string, at: number): Span {
  const today = dateAt(at, zone);
  const first = window === 'day' ? today : today.with({ day: 1 });
  const next = first.add(window === 'day' ? { days: 1 } : { months: 1 });
  return { start: startOf(first, zone), end: startOf(next, zone) };
}

/** The date of an instant in a time zone. */
export function dateAt(at: number, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
}

/** The instant at which a date begins in a time zone. */
export function startOf(date: Temporal.PlainDate, zone: string): number {
  return date.toZonedDateTime(zone).epochMilliseconds;
}
