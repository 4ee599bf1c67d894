// Durations, in milliseconds. A day is 24 hours here; calendar days are in `calendar.ts`, cycles in `cycle.ts`.

export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
export const weekMs = 7 * dayMs;

/** The first instant after `at` that is a multiple of `every` milliseconds away from `anchor`. */
export function stepAfter(anchor: number, every: number, at: number): number {
  return anchor + (Math.floor((at - anchor) / every) + 1) * every;
}
