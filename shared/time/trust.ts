import { minuteMs } from './durations.ts';

// A stored instant that lies ahead was written while the clock was ahead, or the clock has been set back since. Either way
// its date says nothing: what waits for it may wait for years, and its age is not known.

/** Clocks are corrected by seconds all the time; what lies further ahead than this lies in the future. Milliseconds. */
const toleranceMs = minuteMs;

/** Whether an instant that was recorded as past lies in the future. Both in epoch milliseconds. */
export const isFuture = (at: number, now: number): boolean => at > now + toleranceMs;

/** How long ago it was, in milliseconds, 0 or more; null if that is not known, because it lies in the future. */
export const ageOf = (at: number, now: number): number | null =>
  isFuture(at, now) ? null : Math.max(0, now - at);

/** The last of several instants (one or more); those whose date is not known count only if there is no other. */
export function lastOf(instants: readonly number[], now: number): number {
  const dated = instants.filter((at) => !isFuture(at, now));
  return Math.max(...(dated.length > 0 ? dated : instants));
}

/** Whether it was longer than `ms` ago, or may have been: its date is not known. */
export function isOlderThan(ms: number, at: number, now: number): boolean {
  const age = ageOf(at, now);
  return age === null || age > ms;
}
