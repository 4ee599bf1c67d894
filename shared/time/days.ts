import { dateFormat } from './date-format.ts';
import { dayMs, hourMs } from './durations.ts';

// Days as strings and numbers. Days that you enter are UTC days. Without Temporal, whose size
// would delay the first paint of a page.

/** Midnight UTC at the start of a day, `YYYY-MM-DD`. */
export const dayStart = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** The UTC day of an instant, `YYYY-MM-DD`. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The calendar day in a time zone, counted from 1 January 1970; clock changes make no difference. */
export function dayNumber(at: number, zone = 'UTC'): number {
  if (zone === 'UTC') return Math.floor(at / dayMs);
  const parts = dateFormat('en-US', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((candidate) => candidate.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day')) / dayMs;
}

/** Noon UTC of a day counted from 1 January 1970, to format its date. */
export const noonOf = (day: number): number => day * dayMs + 12 * hourMs;
