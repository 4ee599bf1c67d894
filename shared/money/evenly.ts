import type { Cycle, PlanPrice } from '../model/index.ts';
import { cycleBounds, dayMs, dayOf, dayStart, type Span } from '../time/index.ts';
import { dayOfDate } from './days.ts';
import { decimal, textOf } from './decimal.ts';
import type { Book } from './lots.ts';
import { type PoolPrices, priceOfCycle } from './prices.ts';
import type { Lot, PoolMoney } from './types.ts';

// A plan whose credits nobody counts costs the same on each day of its cycle, whatever is used.

/** Older cycles are not told. */
const mostDays = 3660;

/**
 * The cycles of a plan's prices without credits: from the one that runs on the first `since` until now. `reported`: the cycle
 * as far as it is known, for prices of the same length.
 */
export function playEvenly(
  book: Book,
  prices: PoolPrices,
  reported: { anchorDay: string; frequency: Cycle['frequency'] } | null,
  now: number,
): PoolMoney['perDay'] {
  const first = prices.plan[0];
  if (first === undefined) return null;
  const today = Math.floor(now / dayMs);
  let at = Math.max(dayStart(first.since), (today - mostDays) * dayMs);
  let perDay: PoolMoney['perDay'] = null;
  while (at <= now) {
    const price = priceOfCycle(prices.plan, { start: at, end: at + 1 }) ?? first;
    const anchor = reported?.frequency === price.every ? reported.anchorDay : sinceOf(prices, price);
    const cycle = cycleBounds(anchor, price.every, at);
    const other = prices.plan.find(({ since, every }) => since > price.since && every !== price.every);
    // A price of another length begins on its own day, and what was paid for the days after it counts for it.
    const span = {
      start: at === dayStart(first.since) ? cycle.start : at,
      end: other === undefined ? cycle.end : Math.min(cycle.end, dayStart(other.since)),
    };
    const { paid, credits } = priceOfCycle(prices.plan, span) ?? price;
    const part = decimal(span.end - span.start).div(cycle.end - cycle.start);
    const amount = part.eq(1) ? paid.amount : textOf(decimal(paid.amount).times(part));
    perDay = credits === null ? addCycle(book, span, { ...paid, amount }, today) : null;
    at = span.end;
  }
  return perDay;
}

/** Since when prices of this length follow each other. */
function sinceOf({ plan }: PoolPrices, price: PlanPrice): string {
  const before = plan.findLast(({ since, every }) => since < price.since && every !== price.every);
  const run = plan.find(
    ({ since, every }) => every === price.every && (before === undefined || since > before.since),
  );
  return (run ?? price).since;
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
