import type { Cap } from './model/index.ts';

// What every room asks of a cap: its name, and whether it is reached.

export const capNames: Record<Cap['window'], string> = {
  minute: 'cap per minute',
  hour: 'hourly cap',
  day: 'daily cap',
  week: 'weekly cap',
  month: 'monthly cap',
  concurrent: 'cap on concurrency',
  spending: 'spending limit',
};

export const capName = (cap: Cap | undefined): string => (cap === undefined ? 'cap' : capNames[cap.window]);

/**
 * Whether a cap can stop an account at an instant, as far as its last reading tells: a soft one stops nothing, what runs
 * at once comes and goes, and of what has reset since the reading nothing is known. A cap per minute only slows an
 * account down; who tells of any wait, such as a row that says when it is over, asks for it with `perMinute`.
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
