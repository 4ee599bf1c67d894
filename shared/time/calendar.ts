import { Temporal } from 'temporal-polyfill';

// Days and months by the calendar, in any zone.

/** A half-open span of time in epoch milliseconds: `start <= t < end`. */
export interface Span {
  start: number;
  end: number;
}

/** The same day some months later, `YYYY-MM-DD`; the last day of the month where the month is shorter. */
export function dayMonthsLater(day: string, months: number): string {
  return Temporal.PlainDate.from(day).add({ months }).toString();
}

/** The instant so many calendar months later, at the same time of day in UTC; the month's last day where it is shorter. */
export function monthsLater(at: number, months: number): number {
  return laterIn(at, 'UTC', { months });
}

/** The instant so many calendar units later, at the same time of day in a zone; a month's last day where it is shorter. */
export function laterIn(
  at: number,
  zone: string,
  span: { weeks?: number; months?: number; years?: number },
): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).add(span).epochMilliseconds;
}

/** The calendar day or month in which an instant lies, in a zone; a day may last 23 or 25 hours there. */
export function windowBounds(window: 'day' | 'month', zone: string, at: number): Span {
  const today = dateAt(at, zone);
  const first = window === 'day' ? today : today.with({ day: 1 });
  const next = first.add(window === 'day' ? { days: 1 } : { months: 1 });
  return { start: startOf(first, zone), end: startOf(next, zone) };
}

/** The date that a calendar in a zone shows at an instant. */
export function dateAt(at: number, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
}

/** The instant at which a date begins in a zone. */
export function startOf(date: Temporal.PlainDate, zone: string): number {
  return date.toZonedDateTime(zone).epochMilliseconds;
}
