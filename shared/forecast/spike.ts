import { dayMs, hourMs, minuteMs } from '../time/index.ts';
import { quantile, readSamples } from './increments.ts';
import type { Sample } from './types.ts';

/** A spike exceeds the busiest stretch of the history by this factor, or more while the history is short. */
const BEYOND = 1.6;
const BEYOND_YOUNG = 3;
/** It also exceeds the mean burn by this factor. */
const FAR_FROM_MEAN = 4;

/** It takes at least a day of history to know what is usual. */
const LEAST_HISTORY = dayMs;
/** What lasts longer than a day is the new normal. */
const LONGEST_SPIKE = dayMs;

/**
 * Sudden burn far above the account's own pattern, as from a leaked key or a runaway job: the last few polls burned far more
 * than any earlier stretch of the same length. Null: no spike, too little history, or no burn before. `since`: epoch
 * milliseconds; `factor`: the present rate divided by the mean rate before.
 */
export function detectSpike(input: {
  now: number;
  samples: readonly Sample[];
}): { since: number; factor: number } | null {
  const read = readSamples(input.samples, input.now);
  if (!read) return null;
  const { first, last, intervals } = read;
  const history = last.t - first.t - LONGEST_SPIKE;
  const until = history >= LEAST_HISTORY ? last.t - LONGEST_SPIKE : first.t + LEAST_HISTORY;
  const poll = quantile(
    intervals.map((each) => each.to - each.from),
    0.5,
  );
  if (last.t - until < 2 * poll) return null;

  const sums = new Float64Array(intervals.length + 1);
  intervals.forEach((each, index) => {
    sums[index + 1] = (sums[index] ?? 0) + Math.max(0, each.burn || 0);
  });
  const before = intervals.findIndex((each) => each.to > until);
  const mean = (sums[before] ?? 0) / (until - first.t);
  if (!(mean > 0)) return null;
  const factor = BEYOND + (BEYOND_YOUNG * dayMs) / (until - first.t);

  // From the shortest stretch of more than one poll: a large jump shows at once, a smaller one soon.
  for (const polls of [2, 4, 8]) {
    const stretch = Math.max(polls * poll, 10 * minuteMs);
    if (stretch > 4 * hourMs) break;
    const rates = new Float64Array(intervals.length);
    let start = 0;
    let busiest = 0;
    for (let index = 0; index < intervals.length; index += 1) {
      const end = intervals[index]?.to ?? 0;
      while (start < index && end - (intervals[start]?.from ?? 0) > stretch) start += 1;
      // A gap can make a stretch longer, never shorter.
      const length = Math.max(stretch, end - (intervals[start]?.from ?? 0));
      rates[index] = ((sums[index + 1] ?? 0) - (sums[start] ?? 0)) / length;
      if (index < before) busiest = Math.max(busiest, rates[index] ?? 0);
    }
    const present = rates[rates.length - 1] ?? 0;
    if (present < factor * busiest || present < FAR_FROM_MEAN * mean) continue;
    let since = intervals.length - 1;
    while (
      since > before &&
      (intervals[since - 1]?.burn ?? 0) >
        busiest * ((intervals[since - 1]?.to ?? 0) - (intervals[since - 1]?.from ?? 0))
    )
      since -= 1;
    return { since: intervals[since]?.from ?? last.t, factor: present / mean };
  }
  return null;
}
