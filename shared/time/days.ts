import { dateFormat } from './date-format.ts';
import { dayMs, hourMs } from './durations.ts';

// Days, their names and numbers. Days of cycles and grants are UTC days, as providers count them. Without Temporal, whose
// size the first paint of a page would feel.

/** Midnight UTC at which a day, `YYYY-MM-DD`, begins. */
export const dayStart = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** The UTC day, `YYYY-MM-DD`, in which an instant lies. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The calendar day in a zone, counted from 1 January 1970; unlike spans, days differ by one across a change of clocks. */
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

/** The noon, UTC, of a day counted from 1 January 1970, to write its date. */
export const noonOf = (day: number): number => day * dayMs + 12 * hourMs;
