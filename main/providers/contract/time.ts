import type { Frequency } from '../../../shared/model/index.ts';
import { dayMs, nextRenewal } from '../../../shared/time/index.ts';

export { tidy } from '../../../shared/ledger.ts';
export { dayMs, hourMs } from '../../../shared/time/index.ts';

/** The next renewal after now of a cycle that began at `began`, at the same time of day (UTC). */
export function renewalAfter(began: number, frequency: Frequency, now: number): number {
  // Cycles are counted in days, so the time of day is subtracted and added again.
  const day = new Date(began).toISOString().slice(0, 10);
  const timeOfDay = began - Date.parse(day);
  return nextRenewal(day, frequency, now - timeOfDay) + timeOfDay;
}

/** So many days from today, for answers that count the days to a renewal: the beginning of that day (UTC). */
export const inDays = (days: number, now: number): number =>
  (Math.floor(now / dayMs) + Math.round(days)) * dayMs;
