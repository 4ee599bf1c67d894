import { dayMs, dayNumber, dayStart, hourMs } from '../time/index.ts';
import type { Sample } from './types.ts';

// Use by day, as a provider reports it, as the history of a balance. Only the totals of the days are known, so each is
// spread evenly; nothing of it is ever stored.

interface Day {
  day: string;
  amount: number;
}

/** As often as no interval of `increments.ts` is taken for a gap. */
const stepMs = 2 * hourMs;
const week = 7;

/**
 * The samples, preceded by those that follow from the use reported for the days before the first of them. Refills are left
 * out: the balance before one is shown as if it had been larger, which gives the same burn.
 * @param samples ascending; empty: the balance now is the only one known.
 */
export function withReportedDays(
  samples: readonly Sample[],
  days: readonly Day[],
  now: Sample,
): readonly Sample[] {
  const anchor = samples[0] ?? now;
  const byDay = new Map(days.map(({ day, amount }) => [dayNumber(dayStart(day)), amount]));
  const first = Math.min(...byDay.keys());
  const before: Sample[] = [];
  let { t, remaining } = anchor;
  while (byDay.size > 0 && t > first * dayMs) {
    const day = Math.ceil(t / dayMs) - 1;
    const start = day * dayMs;
    // Today's total is that of the hours so far.
    const length = Math.max(1, Math.min(start + dayMs, Math.max(now.t, t)) - start);
    const from = Math.max(start, t - stepMs);
    remaining += ((byDay.get(day) ?? 0) * (t - from)) / length;
    t = from;
    before.push({ t, remaining });
  }
  before.reverse();
  return samples.length === 0 ? [...before, now] : [...before, ...samples];
}

/** What each of the last seven UTC days used, today last, as reported; null: not reported. A day left out between two others used nothing. */
export function reportedBurn(days: readonly Day[], now: number): (number | null)[] {
  const byDay = new Map(days.map(({ day, amount }) => [dayNumber(dayStart(day)), amount]));
  const known = [...byDay.keys()].filter((day) => day <= dayNumber(now));
  const [first, last] = [Math.min(...known), Math.max(...known)];
  return Array.from({ length: week }, (_, index) => {
    const day = dayNumber(now) - week + 1 + index;
    return byDay.get(day) ?? (day >= first && day <= last ? 0 : null);
  });
}
