import { HOUR, hourlyBurn, quantile } from './increments.ts';
import type { Sample } from './types.ts';

export function detectSpike(_: { now: number; samples: readonly Sample[] }): { since: number; factor: number } | null {
  return null;
}
