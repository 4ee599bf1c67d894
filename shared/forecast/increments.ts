import { dayMs, hourMs } from '../time/index.ts';
import type { Sample } from './types.ts';

/** Older history says little about the coming days. */
const HISTORY = 60 * dayMs;

/** Burn by the hour, counted back from the last sample: hour `n - 1` ends there, so time zones do not matter. */
export interface HourlyBurn {
  /** Time of the last sample and the balance then. */
  end: number;
  remaining: number;
  /** Observed burn in each hour, and the part of the hour (0 to 1) that was observed. Gaps are 0 in both. */
  amount: Float64Array;
  cover: Float64Array;
  /** Burn over gaps: the total is known, the hours are not. Hours are indices and may be fractional. */
  gaps: { from: number; to: number; amount: number }[];
  /** All gaps, including those in which a refill hides the burn. */
  gapCount: number;
  /** Intervals between samples with known burn. */
  intervals: number;
  /** Hours from the first sample to the last. */
  span: number;
}

/** The time between two samples. */
export interface Interval {
  from: number;
  to: number;
  /** Burn; NaN if a refill, a top-up or an empty balance hides it. */
  burn: number;
}

/**
 * Derives burn from the samples. A rise is a correction if recent drops account for it (then it is subtracted from them),
 * otherwise a refill or top-up: the burn of that interval is unknown, never negative. An interval longer than three usual
 * ones and two hours is a gap. Null with fewer than two usable samples.
 * @param resets ascending instants at which credits were added or expired, as far as known: the drop in the interval around
 * one is not burn alone, even without a rise. Short intervals are kept if resets are as frequent as samples.
 */
export function hourlyBurn(
  samples: readonly Sample[],
  now: number,
  resets: readonly number[],
): HourlyBurn | null {
  const read = readSamples(samples, now);
  if (!read) return null;
  const { first, last, intervals } = read;
  const longest = Math.max(
    3 *
      quantile(
        intervals.map((each) => each.to - each.from),
        0.5,
      ),
    2 * hourMs,
  );
  spreadSteps(intervals, longest);

  const hours = Math.max(1, Math.ceil((last.t - first.t) / hourMs - 1e-9));
  const start = last.t - hours * hourMs;
  const burn: HourlyBurn = {
    end: last.t,
    remaining: last.remaining,
    amount: new Float64Array(hours),
    cover: new Float64Array(hours),
    gaps: [],
    gapCount: 0,
    intervals: 0,
    span: (last.t - first.t) / hourMs,
  };
  const seen = resets.filter((at) => at > first.t && at <= last.t);
  const areRare = 4 * seen.length < intervals.length;
  let next = 0;
  for (const { from, to, burn: amount } of intervals) {
    const isGap = to - from > longest;
    if (isGap) burn.gapCount += 1;
    while ((seen[next] ?? to) <= from) next += 1;
    const isReset = (seen[next] ?? Number.POSITIVE_INFINITY) <= to;
    if (Number.isNaN(amount) || (isReset && (isGap || areRare))) continue;
    if (isGap) {
      burn.gaps.push({ from: (from - start) / hourMs, to: (to - start) / hourMs, amount });
      continue;
    }
    burn.intervals += 1;
    pour(burn.amount, burn.cover, (from - start) / hourMs, (to - start) / hourMs, amount);
  }
  return burn;
}

/** The burn between samples, and the first and last of them. Null with fewer than two usable ones. */
export function readSamples(
  samples: readonly Sample[],
  now: number,
): { first: Sample; last: Sample; intervals: Interval[] } | null {
  const clean = withoutBlips(usable(samples, now));
  const first = clean[0];
  const last = clean.at(-1);
  if (!first || !last || clean.length < 2) return null;
  return { first, last, intervals: readIntervals(clean) };
}

/** Ascending, finite, not after `now`, one per instant (the last one given), and recent enough. */
export function usable(samples: readonly Sample[], now: number, history = HISTORY): Sample[] {
  const kept: Sample[] = [];
  let sorted = true;
  for (const sample of samples) {
    if (!Number.isFinite(sample.t) || !Number.isFinite(sample.remaining) || sample.t > now) continue;
    const before = kept.at(-1);
    if (before && before.t > sample.t) sorted = false;
    kept.push(sample);
  }
  if (!sorted) kept.sort((a, b) => a.t - b.t);
  const last = kept.at(-1);
  if (!last) return kept;
  return kept.filter((sample, index) => sample.t >= last.t - history && kept[index + 1]?.t !== sample.t);
}

/**
 * Without readings that jump and come straight back: a glitch, or a correction and its reversal. `isKnown`: whether something
 * that is known of explains a rise between two readings.
 */
export function withoutBlips(
  samples: readonly Sample[],
  isKnown: (before: Sample, after: Sample) => boolean = () => false,
): Sample[] {
  const drops: number[] = [];
  for (let index = 1; index < samples.length; index += 1) {
    const drop = (samples[index - 1]?.remaining ?? 0) - (samples[index]?.remaining ?? 0);
    if (drop > 0) drops.push(drop);
  }
  const large = 8 * quantile(drops, 0.9);
  const kept: Sample[] = [];
  for (let index = 0; index < samples.length; index += 1) {
    const sample = samples[index];
    const before = kept.at(-1);
    if (!sample) continue;
    const after = samples[index + 1];
    if (before && after) {
      const leap = sample.remaining - before.remaining;
      const back = after.remaining - sample.remaining;
      const size = Math.min(Math.abs(leap), Math.abs(back));
      const apart = Math.abs(after.remaining - before.remaining);
      // A balance that fell and was topped up by the same amount looks the same, but falls at the usual rate.
      const isBlip = leap * back < 0 && !exceeds(apart, 0.1 * size) && (leap > 0 || exceeds(size, large));
      if (isBlip && !(leap > 0 ? isKnown(before, sample) : isKnown(sample, after))) continue;
    }
    kept.push(sample);
  }
  return kept;
}

/** Whether an amount exceeds another by more than rounding errors of differences of balances. */
export const exceeds = (amount: number, other: number): boolean => amount > other * (1 + 1e-6);

/**
 * How a rise is judged. If one move in ten is upward, the readings are noisy, and small rises cancel earlier drops in full.
 * `back`: the intervals before it whose burn it may correct.
 * @param moves the sizes of all moves, of which `ups` were upward.
 */
export function riseRule(moves: readonly number[], ups: number): { small: number; back: number } {
  const noisy = ups > 0.1 * moves.length && moves.length > 20;
  return noisy ? { small: 6 * quantile(moves, 0.5), back: 24 } : { small: 0, back: 3 };
}

/** Whether a rise corrects recent burn, rather than being a refill or a top-up. */
export const isCorrection = (up: number, recent: number, small: number): boolean =>
  !exceeds(up, small) || !exceeds(up, 0.5 * recent);

function readIntervals(samples: Sample[]): Interval[] {
  const intervals: Interval[] = [];
  const moves: number[] = [];
  let ups = 0;
  for (let index = 1; index < samples.length; index += 1) {
    const before = samples[index - 1];
    const after = samples[index];
    if (!before || !after) continue;
    const drop = before.remaining - after.remaining;
    if (drop !== 0) moves.push(Math.abs(drop));
    if (drop < 0) ups += 1;
    // At zero nothing can be spent, so the burn is unknown.
    const empty = before.remaining <= 0 && after.remaining <= 0;
    intervals.push({ from: before.t, to: after.t, burn: empty ? Number.NaN : drop });
  }
  const { small, back: reachBack } = riseRule(moves, ups);
  for (let index = 0; index < intervals.length; index += 1) {
    const interval = intervals[index];
    if (!interval || !(interval.burn < 0)) continue;
    const up = -interval.burn;
    const reach = Math.max(0, index - reachBack);
    let recent = 0;
    for (let back = reach; back < index; back += 1) recent += Math.max(0, intervals[back]?.burn || 0);
    if (!isCorrection(up, recent, small)) {
      interval.burn = Number.NaN;
      continue;
    }
    interval.burn = 0;
    let left = up;
    for (let back = index - 1; back >= reach && left > 0; back -= 1) {
      const earlier = intervals[back];
      if (!earlier || !(earlier.burn > 0)) continue;
      const taken = Math.min(left, earlier.burn);
      // If the whole step is cancelled, exactly nothing is left, not a rounding error.
      earlier.burn = exceeds(earlier.burn, taken) ? earlier.burn - taken : 0;
      left -= taken;
    }
  }
  return intervals;
}

/**
 * If the balance is reported in coarse steps, spreads each step over the quiet intervals before it. Steps are coarse if most
 * drops are one, two or three times the same amount and most intervals have none.
 */
function spreadSteps(intervals: Interval[], longest: number): void {
  const drops = intervals.filter((each) => each.burn > 0).map((each) => each.burn);
  if (drops.length < 4 || drops.length > 0.6 * intervals.length) return;
  const step = quantile(drops, 0.1);
  const fitting = drops.filter((drop) => {
    const times = Math.round(drop / step);
    return times >= 1 && times <= 3 && Math.abs(drop - times * step) <= 0.03 * step;
  });
  if (fitting.length < 0.85 * drops.length) return;
  let quiet = 0;
  for (let index = 0; index < intervals.length; index += 1) {
    const interval = intervals[index];
    if (!interval) continue;
    if (Number.isNaN(interval.burn) || interval.to - interval.from > longest) {
      quiet = index + 1;
      continue;
    }
    if (interval.burn <= 0) continue;
    while (interval.to - (intervals[quiet]?.from ?? interval.from) > 12 * hourMs && quiet < index) quiet += 1;
    const from = intervals[quiet]?.from ?? interval.from;
    const rate = interval.burn / (interval.to - from);
    for (let back = quiet; back <= index; back += 1) {
      const each = intervals[back];
      if (each) each.burn = rate * (each.to - each.from);
    }
    quiet = index + 1;
  }
}

/** Spreads an amount evenly over the hours `from` to `to` (fractional indices). */
function pour(amount: Float64Array, cover: Float64Array, from: number, to: number, total: number): void {
  const rate = total / (to - from);
  for (let hour = Math.max(0, Math.floor(from + 1e-9)); hour < Math.min(amount.length, to); hour += 1) {
    const part = Math.min(hour + 1, to) - Math.max(hour, from);
    if (part <= 0) continue;
    amount[hour] = (amount[hour] ?? 0) + rate * part;
    cover[hour] = (cover[hour] ?? 0) + part;
  }
}

/** A quantile, from a sample of about 500 of the values; 0 without values. */
export function quantile(values: readonly number[], part: number): number {
  const every = Math.max(1, Math.floor(values.length / 500));
  const sorted = new Float64Array(Math.ceil(values.length / every));
  for (let index = 0; index < sorted.length; index += 1) sorted[index] = values[index * every] ?? 0;
  sorted.sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}
