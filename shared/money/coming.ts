import type { Cycle, Frequency, Rollover } from '../model/index.ts';
import { cyclesUntil, dayMs, dayStart, nthRenewal, type Span, weekMs } from '../time/index.ts';
import { decimal, zero } from './decimal.ts';
import { exact, type NewLot } from './lots.ts';
import { grantLot, grantsOf, type PoolPrices, priceOfCycle, refillLot } from './prices.ts';
import type { MoneyFacts, PoolFacts } from './types.ts';

/** Credits that are expected to raise a balance. */
export interface Coming {
  at: number;
  /** How much earlier or later a provider may be. */
  tolerance: number;
  /** A refill's cycle; of a grant, nothing. */
  cycleMs: number;
  lot: NewLot;
  /** `upgrade`: the rest of a larger plan, after its cycle began with the former one. */
  kind: 'refill' | 'grant' | 'upgrade';
  /** The cycle at the former price, if the price changed within it. */
  former?: NewLot;
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
      const former = formerLot(cycle, prices, { start, end });
      if (lot !== null)
        found.push({
          at: start,
          tolerance,
          cycleMs: end - start,
          lot,
          kind: 'refill',
          ...(former && { former }),
        });
    }
    if (start <= from) return found.reverse();
  }
}

/** The refill of a cycle at the price that held when it began; null: it is the cycle's own price. */
function formerLot({ frequency, grant }: Cycle, prices: PoolPrices, span: Span): NewLot | null {
  const price = priceOfCycle(prices.plan, span);
  if (price === undefined || dayStart(price.since) <= span.start) return null;
  const plan = prices.plan.filter(({ since }) => since < price.since && dayStart(since) <= span.start);
  return plan.length === 0 ? null : refillLot({ ...prices, plan }, span, frequency ?? 'monthly', grant);
}

/** A refill as it came: of the former plan, if that many credits came, and then the rest of the new one is still to come. */
export function asCame(coming: Coming, credits: number): { coming: Coming; rest: Coming | null } {
  const { lot, former, at, cycleMs } = coming;
  const isFormer = former && lot.credits > credits && isNearer(credits, former.credits, lot.credits);
  if (!isFormer) return { coming, rest: null };
  const came: Coming = { ...coming, lot: { ...former, id: lot.id } };
  if (!lot.paid || !former.paid || lot.paid.currency !== former.paid.currency)
    return { coming: came, rest: null };
  const more = decimal(lot.paid.amount).minus(former.paid.amount);
  const paid = { amount: (more.lt(0) ? zero : more).toFixed(), currency: lot.paid.currency };
  const left = { ...lot, id: `${lot.id} upgrade`, credits: exact(lot.credits - credits), paid };
  // At any time in the cycle: it is seen by its size alone.
  return {
    coming: came,
    rest: { at: at + cycleMs, tolerance: cycleMs, cycleMs, lot: left, kind: 'upgrade' },
  };
}

/** What is kept of the former plan's size can be that of the new one, which the provider reported already. */
const isNearer = (credits: number, former: number, own: number): boolean =>
  former < own ? Math.abs(credits - former) < Math.abs(credits - own) : credits < 0.5 * own;

/** What of a plan's `left` lapses at a refill. Unknown counts as none: the reading decides. */
export function lapsing(rollover: Rollover, left: number): number {
  if (typeof rollover === 'object') return Math.max(0, left - rollover.upTo);
  return rollover === 'all' ? 0 : left;
}
