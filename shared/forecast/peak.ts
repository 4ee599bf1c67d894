import type { Sample } from './types.ts';

/** A smaller rise is a correction, not a top-up. */
const topUpShare = 0.02;

export interface Peak {
  amount: number;
  /** False: the samples show no top-up, so they may begin later than the last one. */
  isSinceTopUp: boolean;
}

/** The most that a balance held since its last top-up; null without samples. They are ascending in time. */
export function peakSinceTopUp(samples: readonly Sample[]): Peak | null {
  const [first] = samples;
  if (first === undefined) return null;
  let peak: Peak = { amount: first.remaining, isSinceTopUp: false };
  let before = first.remaining;
  for (const { remaining } of samples) {
    const isTopUp = remaining - before > topUpShare * Math.max(Math.abs(before), peak.amount);
    if (isTopUp) peak = { amount: remaining, isSinceTopUp: true };
    else if (remaining > peak.amount) peak = { ...peak, amount: remaining };
    before = remaining;
  }
  return peak;
}
