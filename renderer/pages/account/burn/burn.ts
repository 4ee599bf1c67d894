import type { PoolState } from '../../../../shared/model/index.ts';
import { threeDigits } from '../../../../shared/outlook/index.ts';
import { dayMs } from '../../../../shared/time/index.ts';
import type { Point } from '../history/chart.ts';

// How fast a pool was spent recently: pure.

export const weekMs = 7 * dayMs;
/** How much of its start may be missing before a week is not compared. */
const tolerance = dayMs / 2;
/** The fewest whole days that stand for a week. */
const leastDays = 3;

/** The average burn per day over the last whole days, to three digits; null if fewer than three are known. */
export function lastWeekBurn({ burnByDay }: PoolState): number | null {
  const known = burnByDay.slice(0, -1).filter((amount) => amount !== null);
  if (known.length < leastDays) return null;
  return threeDigits(known.reduce((all, amount) => all + amount, 0) / known.length);
}

/** What was spent between two instants: the sum of all falls, ignoring rises. */
function spent(points: readonly Point[], from: number, to: number): number {
  let sum = 0;
  points.forEach(({ t, remaining }, at) => {
    const before = points[at - 1];
    if (before !== undefined && before.t >= from && t <= to) sum += Math.max(0, before.remaining - remaining);
  });
  return sum;
}

/** Last week's burn divided by that of the week before; null if the history is too short or nothing was spent. */
export function weekRatio(points: readonly Point[], now: number): number | null {
  const first = points[0];
  const before = now - 2 * weekMs;
  if (first === undefined || first.t > before + tolerance) return null;
  const then = spent(points, before, now - weekMs);
  return then > 0 ? spent(points, now - weekMs, now) / then : null;
}

/** `1.3 times the week before`, `as much as the week before`; null if unknown. A ratio is no amount, so it is never hidden. */
export function ratioWords(ratio: number | null, locale = 'en'): string | null {
  if (ratio === null) return null;
  const digits = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 }).format(ratio);
  return Math.abs(ratio - 1) < 0.05 ? 'as much as the week before' : `${digits} times the week before`;
}
