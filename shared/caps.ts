import type { Cap } from './model/index.ts';

// The name of a cap, and whether it is reached.

export const capNames: Record<Cap['window'], string> = {
  minute: 'cap per minute',
  hour: 'hourly cap',
  day: 'daily cap',
  week: 'weekly cap',
  month: 'monthly cap',
  concurrent: 'concurrency cap',
  spending: 'spending limit',
};

export const capName = (cap: Cap | undefined): string => (cap === undefined ? 'cap' : capNames[cap.window]);

/**
 * Whether a cap can stop an account at an instant, according to its last reading. Soft caps stop nothing, concurrency comes
 * and goes, and if the cap has reset since the reading, its use is unknown. A cap per minute only slows an account down;
 * `perMinute` includes it.
 */
export const canStop = (cap: Cap, now: number, { perMinute = false } = {}): boolean =>
  cap.hard &&
  cap.window !== 'concurrent' &&
  (perMinute || cap.window !== 'minute') &&
  cap.limit > 0 &&
  cap.used !== null &&
  (cap.resetsAt === null || cap.resetsAt > now);

/** Whether a cap stops an account at an instant. */
export const isReached = (cap: Cap, now: number, which?: { perMinute: boolean }): boolean =>
  canStop(cap, now, which) && cap.used !== null && cap.used >= cap.limit;
