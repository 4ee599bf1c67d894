import type { Frequency } from '../../../shared/model/index.ts';
import { dayMs, nextRenewal } from '../../../shared/time/index.ts';

export { tidy } from '../../../shared/ledger.ts';
export { dayMs, dayOf, hourMs, minuteMs } from '../../../shared/time/index.ts';

/** A cycle that begins on the 1st of each month, at midnight UTC: `cycle: calendarMonth`. */
export const calendarMonth = { frequency: 'monthly', began: Date.UTC(1970, 0) } as const;

/** The next renewal after now of a cycle that began at `began`, at the same time of day (UTC). */
export function renewalAfter(began: number, frequency: Frequency, now: number): number {
  // Cycles are counted in days, so the time of day is subtracted and added again.
  const day = new Date(began).toISOString().slice(0, 10);
  const timeOfDay = began - Date.parse(day);
  return nextRenewal(day, frequency, now - timeOfDay) + timeOfDay;
}

/** Midnight UTC, so many days before today. */
export const daysBefore = (now: number, days: number): number => (Math.floor(now / dayMs) - days) * dayMs;
