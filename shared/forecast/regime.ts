import { quantile } from './increments.ts';

/** A change of level that is unusual for the history before it. */
export interface Regime {
  /** The level since the change. */
  level: number;
  /** Hours since the change. */
  age: number;
  /** 0 to 1: how far the change exceeds the history's usual swings. */
  surprise: number;
}

/** Hours of history considered. */
const BEFORE = 336;
/** A change must exceed the usual swings by this (a logarithm), and counts in full at `CERTAIN` more. */
const MARGIN = 0.6;
const CERTAIN = 1;
/** Added to the margin, divided by the number of windows behind the swings: matters while they are few. */
const FEW = 2;
/** Part of the swings that count as usual. */
const USUAL = 0.96;
/** A fall counts once it has lasted longer than a weekend. */
const LONG_IDLE = 72;
/** In a mean, the weight, in hours, of the level before. */
const LEAN = 0.3;
/** Part of the changes that are permanent. */
const STAY = 0.75;

/**
 * Finds the latest change of level: the split of the recent past with the highest likelihood ratio of two rates against one
 * (Hinkley 1970, "Inference about the change-point in a sequence of random variables"). It counts only as far as it exceeds
 * the usual swings of windows of the same length before it. Null: nothing unusual.
 * @param flow cumulative burn by hour. @param due expected cumulative burn by hour, at level 1.
 */
export function findRegime(flow: Float64Array, due: Float64Array, floor: number): Regime | null {
  const length = flow.length - 1;
  const start = Math.max(0, length - BEFORE);
  const all = (flow[length] ?? 0) - (flow[start] ?? 0);
  const allDue = (due[length] ?? 0) - (due[start] ?? 0);
  if (!(all > 0) || length - start < 12) return null;
  let best = 0;
  let age = 0;
  const most = Math.min(240, Math.floor((length - start) / 2));
  for (let hours = 1; hours <= most; hours += 1) {
    const split = length - hours;
    const after = (flow[length] ?? 0) - (flow[split] ?? 0);
    const afterDue = (due[length] ?? 0) - (due[split] ?? 0);
    if (afterDue < 0.2 || allDue - afterDue < 0.2) continue;
    const ratio = gain(after, afterDue) + gain(all - after, allDue - afterDue);
    if (ratio > best || age === 0) {
      best = ratio;
      age = hours;
    }
  }
  if (age === 0) return null;
  const split = length - age;
  const afterDue = (due[length] ?? 0) - (due[split] ?? 0);
  const before =
    ((flow[split] ?? 0) - (flow[start] ?? 0)) / Math.max(0.1, (due[split] ?? 0) - (due[start] ?? 0));
  // The hour of the change belongs to both.
  const whole = Math.min(length - 1, split + 1);
  const level =
    ((flow[length] ?? 0) - (flow[whole] ?? 0) + LEAN * before) /
    ((due[length] ?? 0) - (due[whole] ?? 0) + LEAN);
  const change = Math.abs(Math.log((level + floor) / (before + floor)));

  if (level < before && age < LONG_IDLE) return null;

  const swings: number[] = [];
  let windows = 0;
  const stride = Math.max(1, Math.floor(age / 3));
  for (let to = split; to - age >= 0; to -= stride) {
    const share = (due[to] ?? 0) - (due[to - age] ?? 0);
    if (share < 0.3 * afterDue) continue;
    const usual = ((flow[to] ?? 0) - (flow[to - age] ?? 0) + LEAN * before) / (share + LEAN);
    swings.push(Math.abs(Math.log((usual + floor) / (before + floor))));
    windows += Math.min(1, stride / age);
  }
  const swing = quantile(swings, USUAL);
  const beyond = change - swing - MARGIN - FEW / Math.max(0.2, windows);
  const surprise = Math.max(0, Math.min(1, beyond / CERTAIN));
  return surprise > 0.05 ? { level, age, surprise } : null;
}

const gain = (sum: number, share: number): number => (sum > 0 ? sum * Math.log(sum / share) : 0);

/**
 * The chance that a change of this age outlasts the lead. Most changes are assumed permanent; the others end sooner the
 * younger they are. Half a surprise counts for more than half, because waiting for certainty costs more than a false start.
 */
export function outlasts(regime: Regime, lead: number): number {
  return regime.surprise ** 0.7 * (STAY + (1 - STAY) * (regime.age / (regime.age + lead)));
}
