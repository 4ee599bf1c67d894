import type { Emptied, Opening, Use } from '../ledger.ts';
import { cycleBounds, cycleNumber, type Span } from '../time/index.ts';
import { dayOfDate } from './days.ts';
import {
  addLot,
  addUnknown,
  type Book,
  draw,
  drawOver,
  exact,
  lapse,
  lapsePlan,
  leftOf,
  planLeft,
} from './lots.ts';
import { grantLot, type KnownGrant, type PoolPrices, refillLot } from './prices.ts';
import type { Lot, PoolCourse } from './types.ts';

// Counted use, played as `shared/ledger.ts` plays it: the same lots, in the same order, with what they cost.

type Counted = Extract<PoolCourse, { kind: 'counted' }>;

interface Event {
  at: number;
  until: number;
  amount: number;
  /** As the provider names it. */
  day: number | null;
  empties: Emptied['what'] | null;
}

interface Play {
  book: Book;
  course: Counted;
  prices: PoolPrices;
  cycle: Span | null;
  now: number;
}

/** Plays counted use. `grants`: ascending. */
export function playCounted(
  book: Book,
  course: Counted,
  grants: readonly KnownGrant[],
  prices: PoolPrices,
  now: number,
): void {
  const from = countedFrom(course, now);
  const opening = course.opening && course.opening.at > from ? course.opening : null;
  const play: Play = { book, course, prices, cycle: null, now };
  if (opening !== null) openPlan(play, opening);
  for (const grant of grants) if (grant.grantedAt <= now) addGrant(book, grant, opening, prices);
  for (const event of eventsOf(course, from, now)) {
    moveTo(play, event.at);
    lapseBefore(book, event.at);
    const usable = (lot: Lot) => lot.kind === 'plan' || lot.begin < event.until;
    if (event.day === null) drawOver(book, event.amount, event.at, event.until, false, usable);
    else draw(book, event.amount, event.day, false, usable);
    if (event.empties !== null) empty(book, event.at, event.empties);
  }
  moveTo(play, now);
  lapseBefore(book, now);
}

/** Use and refills before this instant do not count. */
function countedFrom({ refill, since = null }: Counted, now: number): number {
  if (since === null || refill === null) return Number.NEGATIVE_INFINITY;
  return cycleBounds(refill.anchorDay, refill.frequency, Math.min(since, now)).start;
}

function eventsOf({ use, emptied = [] }: Counted, from: number, now: number): Event[] {
  const used = use.map(
    ({ at, amount, until = at + 1, day }: Use & { day?: string }): Event => ({
      at,
      until,
      amount,
      day: day === undefined ? null : dayOfDate(day),
      empties: null,
    }),
  );
  const empties = emptied.map(
    ({ at, what }): Event => ({ at, until: at + 1, amount: 0, day: null, empties: what }),
  );
  return [...used, ...empties]
    .filter(({ at }) => at <= now && at >= from)
    .sort(
      (a, b) => a.at - b.at || Number(a.empties !== null) - Number(b.empties !== null) || a.until - b.until,
    );
}

/** What the use before the opening has left of the plan. */
function openPlan(play: Play, { at, refill: left }: Opening): void {
  const { book, course, prices, now } = play;
  if (course.refill === null || left === null) return;
  const { anchorDay, frequency, amount } = course.refill;
  const cycle = cycleBounds(anchorDay, frequency, Math.min(at - 1, now));
  play.cycle = cycle;
  const lot = refillLot(prices, cycle, frequency, amount);
  const own = lot === null ? 0 : Math.min(left, lot.credits);
  if (lot !== null && own > 0)
    addLot(book, lot, book.days.dayAt(cycle.start), 'opening', exact(lot.credits - own));
  addUnknown(book, exact(left - own), cycle.start, 'opening');
}

function addGrant(book: Book, grant: KnownGrant, opening: Opening | null, prices: PoolPrices): void {
  const lot = grantLot(prices.unit, grant);
  const taken = Math.min(lot.credits, opening?.grants[grant.id] ?? 0);
  const isBefore = opening !== null && grant.grantedAt < opening.at;
  addLot(book, lot, book.days.dayAt(grant.grantedAt), isBefore ? 'opening' : 'bought', taken);
}

/** Renews the plan for each cycle that began since. */
function moveTo(play: Play, at: number): void {
  const { book, course, prices } = play;
  if (course.refill === null) return;
  const { anchorDay, frequency, amount, rollover } = course.refill;
  if (play.cycle !== null && at < play.cycle.end) return;
  let cycle = cycleBounds(anchorDay, frequency, play.cycle?.end ?? at);
  const last = cycleNumber(anchorDay, frequency, at);
  for (let number = cycleNumber(anchorDay, frequency, cycle.start); ; number += 1) {
    const most =
      typeof rollover === 'object' ? rollover.upTo : rollover === 'all' ? Number.POSITIVE_INFINITY : 0;
    lapsePlan(book, Math.max(0, exact(planLeft(book) - most)), book.days.dayAt(cycle.start - 1));
    const lot = refillLot(prices, cycle, frequency, amount);
    if (lot !== null) addLot(book, lot, book.days.dayAt(cycle.start), 'bought');
    if (number >= last) break;
    cycle = cycleBounds(anchorDay, frequency, cycle.end);
  }
  play.cycle = cycle;
}

/** Grants that expired lapse. */
function lapseBefore(book: Book, at: number): void {
  for (const index of [...book.open]) {
    const expiresAt = book.lots[index]?.expiresAt ?? null;
    if (expiresAt !== null && expiresAt <= at) lapse(book, index, book.days.dayAt(expiresAt - 1));
  }
}

/** Whatever was left was used without being logged. */
function empty(book: Book, at: number, what: Emptied['what']): void {
  const day = book.days.dayAt(at);
  const isGone = (lot: Lot) => lot.kind === 'plan' || (what === 'all' && lot.begin <= at);
  const left = book.open.reduce((sum, index) => {
    const lot = book.lots[index];
    return lot !== undefined && isGone(lot) ? exact(sum + leftOf(lot)) : sum;
  }, 0);
  if (left > 0) draw(book, left, day, false, isGone);
}
