import type { Cycle, Frequency, Rollover } from '../model/index.ts';
import { cyclesUntil, dayMs, nthRenewal, weekMs } from '../time/index.ts';
import type { NewLot } from './lots.ts';
import { grantLot, grantsOf, type PoolPrices, refillLot } from './prices.ts';
import type { MoneyFacts, PoolFacts } from './types.ts';

/** Credits that are expected to raise a balance. */
export interface Coming {
  at: number;
  /** How much earlier or later a provider may be. */
  tolerance: number;
  /** A refill's cycle; of a grant, nothing. */
  cycleMs: number;
  lot: NewLot;
  kind: 'refill' | 'grant';
  /** You said how many credits the cycle had, so that the balance does not decide. */
  isSure: boolean;
}

const usualTolerance = 2 * dayMs;
const tolerances: Partial<Record<Frequency, number>> = { daily: dayMs / 4, weekly: weekMs / 4 };

/** The refills and grants of a reported balance that come from `from` to `until`, ascending. */
export function comingTo(
  facts: MoneyFacts,
  pool: PoolFacts,
  prices: PoolPrices,
  from: number,
  until: number,
): Coming[] {
  const grants = grantsOf(facts, pool)
    .filter(({ grantedAt, expiresAt }) => grantedAt - usualTolerance <= until && (expiresAt ?? from) >= from)
    .map(
      (grant): Coming => ({
        at: grant.grantedAt,
        tolerance: usualTolerance,
        cycleMs: Number.POSITIVE_INFINITY,
        lot: grantLot(pool.unit, grant),
        kind: 'grant',
        isSure: true,
      }),
    );
  return [...refills(pool.cycle, prices, from, until), ...grants].sort((a, b) => a.at - b.at);
}

/** From the cycle in which `from` lies. */
function refills(cycle: Cycle | null, prices: PoolPrices, from: number, until: number): Coming[] {
  if (cycle === null || cycle.renewsAt === null) return [];
  const { frequency, renewsAt } = cycle;
  const tolerance = (frequency && tolerances[frequency]) ?? usualTolerance;
  const found: Coming[] = [];
  for (let count = cyclesUntil(renewsAt, frequency, until + tolerance); ; count -= 1) {
    const start = nthRenewal(renewsAt, frequency, count);
    const end = nthRenewal(renewsAt, frequency, count + 1);
    if (start - tolerance <= until) {
      const lot = refillLot(prices, { start, end }, frequency ?? 'monthly', cycle.grant);
      const isSure = prices.plan.some(({ credits }) => credits !== null);
      if (lot !== null)
        found.push({ at: start, tolerance, cycleMs: end - start, lot, kind: 'refill', isSure });
    }
    if (start <= from) return found.reverse();
  }
}

/** What of a plan's `left` lapses at a refill. Unknown counts as none: the reading decides. */
export function lapsing(rollover: Rollover, left: number): number {
  if (typeof rollover === 'object') return Math.max(0, left - rollover.upTo);
  return rollover === 'all' ? 0 : left;
}
