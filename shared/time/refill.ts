import type { Cycle } from '../model/index.ts';

/** The refill that is still to come. */
export interface Refill {
  at: number;
  /** Null: not known. */
  size: number | null;
  isDaily: boolean;
}

/** Null where no refill is known, or where the one that is known has come: a newer reading will tell of the next. */
export function refillAhead(cycle: Cycle | null, now: number): Refill | null {
  if (cycle === null || cycle.renewsAt === null || cycle.renewsAt <= now) return null;
  const size = cycle.grant !== null && cycle.grant > 0 ? cycle.grant : null;
  return { at: cycle.renewsAt, size, isDaily: cycle.frequency === 'daily' };
}
