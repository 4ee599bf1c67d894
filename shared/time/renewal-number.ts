import type { Cap, Frequency } from '../model/index.ts';
import { dayMs, weekMs } from './durations.ts';

// The number of a renewal, by which it is the same one while its date moves. It cannot follow from the date alone: wherever
// one number ended and the next began, a date could move across.

type Recurring = Exclude<Frequency, 'daily'>;

const averageMs: Record<Recurring, number> = {
  weekly: weekMs,
  monthly: 30.436875 * dayMs,
  yearly: 365.2425 * dayMs,
};

/** A first number, from the date: later ones are counted from it. */
export function firstNumber(at: number, frequency: Recurring): number {
  const date = new Date(at);
  if (frequency === 'weekly') return Math.round(at / weekMs);
  return frequency === 'yearly' ? date.getUTCFullYear() : date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** How many renewals lie between two dates: 0 if it is the same one, moved by less than half its cycle. */
export function renewalsBetween(from: number, to: number, frequency: Recurring): number {
  return Math.round((to - from) / averageMs[frequency]);
}

/** How often a cycle renews, as far as its renewals are told apart; null: daily. Unknown counts as monthly. */
export const recurrenceOf = (frequency: Frequency | null): Recurring | null =>
  frequency === 'daily' ? null : (frequency ?? 'monthly');

/** The same for the resets of a cap; null: its window is a day at most, or has no end. */
export function recurrenceOfCap(window: Cap['window']): Recurring | null {
  if (window === 'week') return 'weekly';
  return window === 'month' || window === 'spending' ? 'monthly' : null;
}
