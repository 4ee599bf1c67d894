import { Temporal } from 'temporal-polyfill';
import type { Cycle, Frequency } from '../model/index.ts';
import { dateAt, monthsLater, type Span, startOf } from './calendar.ts';
import { dayStart } from './days.ts';
import { dayMs, weekMs } from './durations.ts';

// Cycles and their renewals, in UTC, counted from the day on which any one cycle began, or from a known renewal.

const fixedMs: Partial<Record<Frequency, number>> = { daily: dayMs, weekly: weekMs };

/**
 * The number of cycles from the one that begins on `anchorDay` to that of an instant; negative before it. The anchor is the
 * first day (UTC) of any one cycle, past or future.
 */
export function cycleNumber(anchorDay: string, frequency: Frequency, at: number): number {
  const length = fixedMs[frequency];
  // UTC days are all equally long. This is a hundred times faster than a calendar.
  if (length !== undefined) return Math.floor((at - dayStart(anchorDay)) / length);
  const anchor = Temporal.PlainDate.from(anchorDay);
  const day = dateAt(at, 'UTC');
  const years = day.year - anchor.year;
  const number = frequency === 'yearly' ? years : years * 12 + day.month - anchor.month;
  // This month's or year's renewal may be later than the day.
  return Temporal.PlainDate.compare(boundary(anchor, frequency, number), day) > 0 ? number - 1 : number;
}

/**
 * The cycle of an instant, counted in UTC from the day on which any one cycle began. A cycle begun on the 31st (or 29
 * February) renews on the last day of shorter months (or years), then on its own day again.
 */
export function cycleBounds(anchorDay: string, frequency: Frequency, at: number): Span {
  const length = fixedMs[frequency];
  if (length !== undefined) {
    const start = dayStart(anchorDay) + cycleNumber(anchorDay, frequency, at) * length;
    return { start, end: start + length };
  }
  const anchor = Temporal.PlainDate.from(anchorDay);
  const number = cycleNumber(anchorDay, frequency, at);
  return {
    start: startOf(boundary(anchor, frequency, number), 'UTC'),
    end: startOf(boundary(anchor, frequency, number + 1), 'UTC'),
  };
}

/** The first renewal strictly after `now`, epoch milliseconds. */
export function nextRenewal(anchorDay: string, frequency: Frequency, now: number): number {
  return cycleBounds(anchorDay, frequency, now).end;
}

/** Always counted from the anchor, never from the previous cycle, so that the 31st is kept. */
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

/** The renewal `count` cycles after the known one, or before it; a cycle of unknown length counts as monthly. */
export function nthRenewal(renewsAt: number, frequency: Frequency | null, count: number): number {
  switch (frequency) {
    case 'daily':
      return renewsAt + count * dayMs;
    case 'weekly':
      return renewsAt + count * weekMs;
    case 'yearly':
      return monthsLater(renewsAt, 12 * count);
    default:
      return monthsLater(renewsAt, count);
  }
}

const averageMs: Record<Frequency, number> = {
  daily: dayMs,
  weekly: weekMs,
  monthly: 30.436875 * dayMs,
  yearly: 365.2425 * dayMs,
};

/** The number of cycles from the known renewal to the first one after an instant; negative before it. */
export function cyclesUntil(renewsAt: number, frequency: Frequency | null, at: number): number {
  // Start one too low: a month may be three days shorter than the average.
  let count = Math.floor((at - renewsAt) / averageMs[frequency ?? 'monthly']) - 1;
  while (nthRenewal(renewsAt, frequency, count) <= at) count += 1;
  return count;
}

/** The first renewal after an instant, counted from a known one. */
export function renewalAfter(renewsAt: number, frequency: Frequency | null, at: number): number {
  return nthRenewal(renewsAt, frequency, cyclesUntil(renewsAt, frequency, at));
}

/** When the present cycle began; null if its end is unknown. */
export function previousRenewal(cycle: Pick<Cycle, 'renewsAt' | 'frequency'> | null): number | null {
  return cycle === null || cycle.renewsAt === null ? null : nthRenewal(cycle.renewsAt, cycle.frequency, -1);
}
