import { expect } from 'vitest';
import { dateFormat } from '../../shared/time/index.ts';

// Wherever an event is told, it is told on the same day: the events and zones for tests of that.

export const zones = [
  'UTC',
  'America/Los_Angeles',
  'Asia/Kolkata',
  'Pacific/Auckland',
  'Australia/Lord_Howe',
];
const instants = [
  '2026-12-02T00:00:00Z',
  '2026-12-02T08:00:00Z',
  '2026-12-01T18:30:00Z',
  '2026-12-01T11:00:00Z',
  '2026-12-01T13:00:00Z',
  '2026-12-01T23:59:59Z',
  '2026-12-01T14:23:11Z',
];
export const cases = instants.flatMap((at) => zones.map((zone) => [at, zone] as const));

/** `1 Dec` and `1 December`, the two ways in which a day is written. */
export const days = (at: number, zone: string) =>
  (['short', 'long'] as const).map((month) =>
    dateFormat('en-GB', { timeZone: zone, day: 'numeric', month }).format(at),
  );

/** The days of a text; what is in brackets is the provider's clock. */
const daysIn = (text: string) =>
  [...text.replace(/\([^)]*\)/g, '').matchAll(/\d{1,2} (?:Nov|Dec)[a-z]*/g)].map(([day]) => day);

/** Each text names a day, and no other than the wanted one. */
export function expectDays(texts: Record<string, string>, wanted: readonly string[]) {
  for (const [where, text] of Object.entries(texts)) {
    expect(daysIn(text), `${where}: ${text}`).not.toEqual([]);
    for (const day of daysIn(text)) expect(wanted, `${where}: ${text}`).toContain(day);
  }
}
