import type { Cap } from '../model/index.ts';

// Durations, in milliseconds. A day is 24 hours here; calendar days are in `calendar.ts`, cycles in `cycle.ts`.

export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
export const weekMs = 7 * dayMs;

/** How long a cap's window is taken to last, a month as 30 days; none where it has no length, or one too short to matter. */
export const windowMs: Partial<Record<Cap['window'], number>> = {
  hour: hourMs,
  day: dayMs,
  week: weekMs,
  month: 30 * dayMs,
};

/** The first instant after `at` of those that lie `every` milliseconds apart, before and after `anchor`. */
export function stepAfter(anchor: number, every: number, at: number): number {
  return anchor + (Math.floor((at - anchor) / every) + 1) * every;
}
