import { cycleBounds, dayMs, dayOf, dayStart, type Span } from '../time/index.ts';
import { dayOfDate } from './days.ts';
import type { Book } from './lots.ts';
import { type PoolPrices, priceOfCycle } from './prices.ts';
import type { Lot, PoolMoney } from './types.ts';

// A plan whose credits nobody counts costs the same on each day of its cycle, whatever is used.

/** Older cycles are not told. */
const mostDays = 3660;

/** The cycles of a plan's prices without credits: from the one that runs on the first `since` until now. */
export function playEvenly(
  book: Book,
  prices: PoolPrices,
  anchorDay: string | null,
  now: number,
): PoolMoney['perDay'] {
  const first = prices.plan[0];
  if (first === undefined) return null;
  const anchor = anchorDay ?? first.since;
  const today = Math.floor(now / dayMs);
  let at = Math.max(dayStart(first.since), (today - mostDays) * dayMs);
  let perDay: PoolMoney['perDay'] = null;
  while (at <= now) {
    const price = priceOfCycle(prices.plan, { start: at, end: at + 1 }) ?? first;
    const cycle = cycleBounds(anchor, price.every, at);
    // Another cycle's length can overlap with one that is told already.
    const span = {
      start: Math.max(cycle.start, at === dayStart(first.since) ? cycle.start : at),
      end: cycle.end,
    };
    const own = priceOfCycle(prices.plan, span) ?? price;
    if (own.credits === null) perDay = addCycle(book, span, own.paid, today);
    else perDay = null;
    at = cycle.end;
  }
  return perDay;
}

function addCycle(
  book: Book,
  { start, end }: Span,
  { amount, currency }: { amount: string; currency: string },
  today: number,
): PoolMoney['perDay'] {
  const begin = dayOfDate(dayOf(start));
  const credits = (end - start) / dayMs;
  const taken = Math.min(credits, today - begin + 1);
  const paid = { amount, currency };
  const lot: Lot = {
    id: `plan ${dayOf(start)}`,
    kind: 'time',
    grant: null,
    credits,
    paid,
    provenance: 'entered',
    included: false,
    begin: start,
    expiresAt: end,
    taken,
  };
  const index = book.lots.push(lot) - 1;
  const entry = { lot: index, estimated: false };
  book.entries.push({ ...entry, day: begin, kind: 'bought', from: 0, to: credits });
  for (let day = 0; day < taken; day += 1)
    book.entries.push({ ...entry, day: begin + day, kind: 'spent', from: day, to: day + 1 });
  return { credits, paid };
}
