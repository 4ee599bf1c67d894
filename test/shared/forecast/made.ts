import type { Sample } from '../../../shared/forecast/index.ts';
import { hourMs, minuteMs } from '../../../shared/time/index.ts';

/** A Saturday, 09:00 UTC. */
export const NOW = Date.UTC(2026, 10, 21, 9);

/** Small numbers that look random and are the same every time. */
export function noise(seed: number): () => number {
  let state = seed * 2654435761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) / 4294967296;
  };
}

/**
 * Samples up to `now` of a balance that ends at `remaining`, with burn per hour given by time; a jump up of `amount` at
 * each of `jumps`, as far as the balance before it stays above zero.
 */
export function balance(options: {
  hours: number;
  remaining: number;
  perHour: number | ((at: number) => number);
  everyMs?: number;
  now?: number;
  jumps?: { at: number; amount: number }[];
}): Sample[] {
  const { hours, remaining, perHour, everyMs = 5 * minuteMs, now = NOW, jumps = [] } = options;
  const rate = typeof perHour === 'number' ? () => perHour : perHour;
  const samples: Sample[] = [{ t: now, remaining }];
  let left = remaining;
  for (let t = now - everyMs; t >= now - hours * hourMs; t -= everyMs) {
    left += rate(t) * (everyMs / hourMs);
    for (const jump of jumps)
      if (jump.at > t && jump.at <= t + everyMs) left -= Math.max(0, Math.min(jump.amount, left - 1));
    samples.push({ t, remaining: left });
  }
  return samples.reverse();
}
