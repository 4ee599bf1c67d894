import type { Cycle } from '../model/index.ts';
import { dayOf, renewalAfter } from '../time/index.ts';
import { comingTo } from './coming.ts';
import { playCounted } from './counted.ts';
import { playBalance } from './course.ts';
import { zoneDays } from './days.ts';
import { playEvenly } from './evenly.ts';
import { type Book, emptyBook } from './lots.ts';
import { beyondLot, grantsOf, type PoolPrices, pricesOf, refillLot, unknownLot } from './prices.ts';
import type { AccountMoney, MoneyFacts, PoolFacts, PoolMoney } from './types.ts';

/**
 * The ledger of an account's money: what was bought, spent, refunded and lapsed on each day, lot by lot. It depends on the
 * facts alone, so it can be kept until they change.
 */
export const playAccount = (facts: MoneyFacts): AccountMoney => ({
  account: facts.account,
  pools: facts.pools.map((pool) => playPool(facts, pool)),
});

function playPool(facts: MoneyFacts, pool: PoolFacts): PoolMoney {
  const { now, zone } = facts;
  const { course, unit } = pool;
  const prices = pricesOf(facts, pool);
  const cycle = cycleOf(pool, prices);
  const grants = grantsOf(facts, pool);
  const usual = cycle?.grant ?? null;
  const isEven =
    usual === null && prices.plan.length > 0 && prices.plan.every(({ credits }) => credits === null);
  const hasLots = usual !== null || (grants.length > 0 && unit.kind !== 'money');
  const kind = hasLots ? 'overage' : 'postpaid';
  const book: Book = emptyBook(zoneDays(zone), {
    settles: course.kind === 'balance',
    beyond: beyondLot(prices, kind, isEven),
    unknown: (credits, begin, id) => unknownLot(unit, credits, begin, id, isEven),
  });
  if (course.kind === 'counted') {
    const refill = usual === null ? null : course.refill;
    playCounted(book, { ...course, refill }, grants, prices, now);
  } else {
    const first = course.samples[0]?.t ?? now;
    const coming = comingTo(facts, { ...pool, cycle }, prices, first, now);
    playBalance(book, course.samples, coming, cycle?.rollover ?? 'none', now);
  }
  const perDay = isEven ? playEvenly(book, prices, reportedCycle(pool), now) : null;
  book.entries.sort((a, b) => a.day - b.day);
  return {
    pool: pool.id,
    unit,
    lots: book.lots,
    entries: book.entries,
    open: book.open,
    refill: nextRefill(cycle, prices, now),
    overage: overageOf(prices),
    perDay,
  };
}

/** The cycle of either kind; of counted money without a price there is none: it is paid afterwards, up to a limit. */
function cycleOf({ course, cycle, unit }: PoolFacts, { plan }: PoolPrices): Cycle | null {
  if (course.kind === 'balance') return cycle;
  if (course.refill === null || (unit.kind === 'money' && plan.length === 0)) return null;
  const { amount, frequency, rollover, anchorDay } = course.refill;
  return { frequency, rollover, grant: amount, renewsAt: Date.parse(`${anchorDay}T00:00:00Z`) };
}

const reportedCycle = ({ cycle }: PoolFacts) =>
  cycle === null || cycle.renewsAt === null
    ? null
    : { anchorDay: dayOf(cycle.renewsAt), frequency: cycle.frequency };

function nextRefill(cycle: Cycle | null, prices: PoolPrices, now: number): PoolMoney['refill'] {
  if (cycle === null || cycle.renewsAt === null) return null;
  const { frequency } = cycle;
  const start = renewalAfter(cycle.renewsAt, frequency, now);
  const end = renewalAfter(start, frequency, start);
  const lot = refillLot(prices, { start, end }, frequency ?? 'monthly', cycle.grant);
  return lot && { renewsAt: start, frequency, lot: { credits: lot.credits, paid: lot.paid } };
}

function overageOf(prices: PoolPrices): PoolMoney['overage'] {
  const { credits, paid } = beyondLot(prices, 'overage', false);
  return paid === null ? null : { credits, paid };
}
