import type { ForecastCap, ForecastCycle, Sample } from '../shared/forecast/index.ts';
import { dayMs, hourMs } from '../shared/time/index.ts';

/** What other tools do. To be fair, each one ignores jumps up and takes known refills into account. */
export const baselines: Record<string, (samples: Sample[], now: number, cycle?: ForecastCycle) => number> = {
  'pace of cycle': (samples, now, cycle) => {
    const begin = cycle?.everyMs ? cycle.renewsAt - cycle.everyMs : Number.NEGATIVE_INFINITY;
    return rateSince(samples, begin >= now ? now - dayMs : begin);
  },
  'mean of all': (samples) => rateSince(samples, Number.NEGATIVE_INFINITY),
  'mean of 7 days': (samples, now) => rateSince(samples, now - 7 * dayMs),
  'slope of 24 hours': (samples, now) => rateSince(samples, now - dayMs),
  'slope of 1 hour': (samples, now) => rateSince(samples, now - hourMs),
};

/** Burn per millisecond since an instant, ignoring jumps up. */
function rateSince(samples: Sample[], since: number): number {
  let burnt = 0;
  let time = 0;
  for (let index = samples.length - 1; index > 0; index -= 1) {
    const before = samples[index - 1];
    const after = samples[index];
    if (!before || !after) continue;
    if (before.t < since && time > 0) break;
    time += after.t - before.t;
    burnt += Math.max(0, before.remaining - after.remaining);
  }
  return time > 0 ? burnt / time : 0;
}

/** When a balance runs out at a constant rate, including refills; null: not within 400 days. */
export function constantRunOut(
  rate: number,
  remaining: number,
  now: number,
  cycle?: ForecastCycle,
): number | null {
  let left = remaining;
  let at = now;
  const end = now + 400 * dayMs;
  for (let next = cycle?.renewsAt ?? end; ; next += cycle?.everyMs ?? end) {
    const until = Math.min(next, end);
    if (rate > 0 && left / rate <= until - at) return at + left / rate;
    if (until >= end) return null;
    left -= rate * (until - at);
    left =
      cycle?.rollover === 'none'
        ? Math.max(left - (cycle.grant ?? 0), 0) + (cycle.grant ?? 0)
        : left + (cycle?.grant ?? 0);
    at = until;
  }
}

/** 1 if the linear pace of the window reaches a cap before its reset, otherwise 0. */
export function linearCap(cap: ForecastCap, now: number): number {
  const elapsed = now - (cap.resetsAt - cap.windowMs);
  return cap.used + (cap.used / elapsed) * (cap.resetsAt - now) >= cap.limit ? 1 : 0;
}
