import type { Cycle, Pool } from '../model/index.ts';
import { expiry, renewal, type TimedEvent } from './words.ts';

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

/** The next refill as an event, to tell its day; null as in `refillAhead`. */
export function refillEvent(
  { cycle, provenance }: Pick<Pool, 'cycle' | 'provenance'>,
  now: number,
): TimedEvent | null {
  const refill = refillAhead(cycle, now);
  return refill === null ? null : renewal(refill.at, provenance.cycle);
}

/** The expiry of a pool's grants at an instant, to tell its day. */
export const expiryIn = ({ grants }: Pick<Pool, 'grants'>, at: number): TimedEvent =>
  expiry(at, grants.find(({ expiresAt }) => expiresAt === at)?.provenance);
