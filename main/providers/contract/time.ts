import type { Cap, Frequency } from '../../../shared/model/index.ts';
import { dayMs, hourMs, minuteMs, nextRenewal } from '../../../shared/time/index.ts';

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

const lengths = new Map<number, Cap['window']>([
  [minuteMs, 'minute'],
  [hourMs, 'hour'],
  [dayMs, 'day'],
  [7 * dayMs, 'week'],
]);

const units = [
  [dayMs, 'days'],
  [hourMs, 'hours'],
  [minuteMs, 'minutes'],
] as const;

/** The window of a cap by its length: one that has a name, or else a `span` with a label. */
export function windowOf(length: number): { window: Cap['window']; spanMs?: number; label?: string } {
  const window = lengths.get(length);
  if (window !== undefined) return { window };
  const unit = units.find(([unitMs]) => length % unitMs === 0);
  return { window: 'span', spanMs: length, ...(unit && { label: `Per ${length / unit[0]} ${unit[1]}` }) };
}
