import type { Cycle } from '../model/index.ts';

/** The next refill. */
export interface Refill {
  at: number;
  /** Null: unknown. */
  size: number | null;
  isDaily: boolean;
}

/** Null if no refill is known, or if the known one is past: a newer reading will have the next. */
export function refillAhead(cycle: Cycle | null, now: number): Refill | null {
  if (cycle === null || cycle.renewsAt === null || cycle.renewsAt <= now) return null;
  const size = cycle.grant !== null && cycle.grant > 0 ? cycle.grant : null;
  return { at: cycle.renewsAt, size, isDaily: cycle.frequency === 'daily' };
}
