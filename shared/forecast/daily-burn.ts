import { dayMs, dayNumber } from '../time/index.ts';
import { readSamples } from './increments.ts';
import type { Sample } from './types.ts';

const days = 7;

/** One day more than returned: burn is known only between two samples, and the first may be before the oldest day. */
const span = (days + 1) * dayMs;

/**
 * Burn of each of the last seven UTC days, today last, in the samples' unit. Null: no sample that day, or nothing but a
 * refill. A refill or top-up hides the burn of its interval and is never negative burn.
 * @param now epoch milliseconds; later samples do not count.
 * @param resets ascending instants at which credits were added or expired, as far as known: the drop in the interval around
 * one is not burn alone. They are ignored if they are as frequent as samples.
 */
export function dailyBurn(
  samples: readonly Sample[],
  now: number,
  resets: readonly number[] = [],
): (number | null)[] {
  const today = dayNumber(now);
  const oldest = today - days + 1;
  const recent = samples.filter(({ t }) => t > now - span && t <= now);
  const read = readSamples(recent, now);
  const amounts: (number | null)[] = Array.from({ length: days }, () => null);
  if (!read) return amounts;

  const sampled = new Set(recent.map(({ t }) => dayNumber(t)));
  const seen = resets.filter((at) => at > read.first.t && at <= read.last.t);
  const areRare = 4 * seen.length < read.intervals.length;
  for (const { from, to, burn } of read.intervals) {
    if (Number.isNaN(burn) || (areRare && seen.some((at) => at > from && at <= to))) continue;
    for (let day = Math.max(oldest, dayNumber(from)); day * dayMs < to; day += 1) {
      const part = Math.min(to, (day + 1) * dayMs) - Math.max(from, day * dayMs);
      if (part <= 0 || !sampled.has(day)) continue;
      amounts[day - oldest] = (amounts[day - oldest] ?? 0) + (Math.max(0, burn) * part) / (to - from);
    }
  }
  return amounts;
}
