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
  const first = Math.min(...byDay.keys()) * dayMs;
  if (byDay.size === 0 || anchor.t <= first) return samples.length === 0 ? [now] : samples;
  const usedFrom = (from: number) => {
    let used = 0;
    for (const [day, amount] of byDay) {
      const start = day * dayMs;
      // Today's total is that of the hours so far.
      const length = Math.max(1, Math.min(start + dayMs, Math.max(now.t, start)) - start);
      const part = Math.min(start + length, anchor.t) - Math.max(start, from);
      if (part > 0) used += (amount * part) / length;
    }
    return used;
  };
  // The hours of today are few, and when in them something was used is not known: the last 24 are taken together.
  const lastDay = Math.max(first, anchor.t - dayMs);
  const usedLately = usedFrom(lastDay);
  const before: Sample[] = [];
  for (let t = Math.max(first, anchor.t - stepMs); ; t = Math.max(first, t - stepMs)) {
    const used = t >= lastDay ? (usedLately * (anchor.t - t)) / (anchor.t - lastDay) : usedFrom(t);
    before.push({ t, remaining: anchor.remaining + used });
    if (t === first) break;
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
