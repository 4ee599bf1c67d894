import { byDrawOrder } from '../ledger.ts';
import type { Unit } from '../model/index.ts';
import type { ZoneDays } from './days.ts';
import type { Entry, Lot } from './types.ts';

/** An amount without binary noise: up to nine decimals, and no more than 15 digits. */
export function exact(amount: number): number {
  const size = Math.abs(amount);
  const scale = size < 1e6 ? 1e9 : size < 1e9 ? 1e6 : size < 1e12 ? 1e3 : 1;
  return Math.round(amount * scale) / scale + 0;
}

/** A lot that is not in the books yet. */
export type NewLot = Omit<Lot, 'taken'>;

/** Lots and what happened to them, as they are played. */
export interface Book {
  days: ZoneDays;
  lots: Lot[];
  entries: Entry[];
  /** Indices of the lots with something left, in draw order. */
  open: number[];
  /** In all of them. */
  left: number;
  /** Drawn beyond all lots, and not settled since. A counted overage is never settled with later lots. */
  debt: number;
  settles: boolean;
  /** What is drawn when nothing is left; made when it is needed. */
  beyond: NewLot;
  beyondAt: number;
  /** Draws, latest last, to give back in reverse order. */
  drawn: { lot: number; amount: number }[];
  /** By lot: its last entry. */
  latest: number[];
  unknowns: number;
  /** Lots that lapsed: nothing goes back to them. */
  dead: Set<number>;
  /** What comes from nowhere known. */
  unknown(credits: number, begin: number, id: string): NewLot;
}

export const emptyBook = (days: ZoneDays, rest: Pick<Book, 'beyond' | 'unknown' | 'settles'>): Book => ({
  days,
  lots: [],
  entries: [],
  open: [],
  left: 0,
  debt: 0,
  beyondAt: -1,
  drawn: [],
  latest: [],
  unknowns: 0,
  dead: new Set(),
  ...rest,
});

/** How many draws are kept to be given back. */
const mostDrawn = 64;

const lotAt = (book: Book, index: number): Lot => {
  const lot = book.lots[index];
  if (lot === undefined) throw new RangeError('There is no such lot.');
  return lot;
};

export const leftOf = (lot: Lot): number => exact(lot.credits - lot.taken);

function record(book: Book, entry: Entry): void {
  const last = book.latest[entry.lot];
  const before = last === undefined ? undefined : book.entries[last];
  const goesOn =
    before !== undefined &&
    before.day === entry.day &&
    before.kind === entry.kind &&
    before.estimated === entry.estimated &&
    before.to === entry.from;
  if (goesOn) before.to = entry.to;
  else {
    book.latest[entry.lot] = book.entries.length;
    book.entries.push(entry);
  }
}

/** Plans first, then soonest expiry, then oldest. */
function comesBefore(a: Lot, b: Lot): boolean {
  if ((a.kind === 'plan') !== (b.kind === 'plan')) return a.kind === 'plan';
  return a.kind === 'plan' ? a.begin < b.begin : byDrawOrder(orderKey(a), orderKey(b)) < 0;
}

const orderKey = ({ expiresAt, begin, grant, id }: Lot) => ({ expiresAt, grantedAt: begin, id: grant ?? id });

function insert(book: Book, index: number): void {
  const lot = lotAt(book, index);
  let place = book.open.length;
  while (place > 0 && comesBefore(lot, lotAt(book, book.open[place - 1] ?? 0))) place -= 1;
  book.open.splice(place, 0, index);
}

/** Adds a lot of which `taken` is gone already. Debts are settled with it. */
export function addLot(book: Book, made: NewLot, day: number, how: 'bought' | 'opening', taken = 0): number {
  const lot: Lot = { ...made, taken };
  const index = book.lots.push(lot) - 1;
  if (how === 'bought') record(book, entryOf(day, index, 'bought', 0, lot.credits));
  else record(book, entryOf(day, index, 'opening', taken, lot.credits));
  const left = leftOf(lot);
  if (left > 0) insert(book, index);
  book.left = exact(book.left + left);
  if (book.settles && book.debt > 0) settle(book, day);
  return index;
}

const entryOf = (
  day: number,
  lot: number,
  kind: Entry['kind'],
  from: number,
  to: number,
  estimated = false,
): Entry => ({ day, lot, kind, from, to, estimated });

/** What was used beyond all lots is drawn from the new ones. */
function settle(book: Book, day: number): void {
  const amount = Math.min(book.debt, book.left);
  if (!(amount > 0)) return;
  move(book, book.beyondAt, 'refunded', -amount, day);
  book.debt = exact(book.debt - amount);
  draw(book, amount, day);
}

function move(
  book: Book,
  index: number,
  kind: Entry['kind'],
  by: number,
  day: number,
  estimated = false,
): void {
  const lot = lotAt(book, index);
  const to = exact(lot.taken + by);
  record(book, entryOf(day, index, kind, lot.taken, to, estimated));
  lot.taken = to;
}

/** Draws an amount in order; from `usable` lots only. What no lot covers is drawn beyond them. */
export function draw(
  book: Book,
  amount: number,
  day: number,
  estimated = false,
  usable?: (lot: Lot) => boolean,
): void {
  let wanted = amount;
  for (let place = 0; place < book.open.length && wanted > 0; ) {
    const index = book.open[place] ?? 0;
    const lot = lotAt(book, index);
    if (usable !== undefined && !usable(lot)) {
      place += 1;
      continue;
    }
    const left = leftOf(lot);
    const taken = Math.min(left, wanted);
    take(book, index, taken, day, estimated);
    book.left = exact(book.left - taken);
    wanted = exact(wanted - taken);
    if (taken >= left) book.open.splice(place, 1);
  }
  if (!(wanted > 0)) return;
  if (book.beyondAt < 0) book.beyondAt = book.lots.push({ ...book.beyond, taken: 0 }) - 1;
  take(book, book.beyondAt, wanted, day, estimated);
  book.debt = exact(book.debt + wanted);
}

function take(book: Book, index: number, amount: number, day: number, estimated: boolean): void {
  if (!(amount > 0)) return;
  move(book, index, 'spent', amount, day, estimated);
  const last = book.drawn.at(-1);
  if (last?.lot === index) last.amount = exact(last.amount + amount);
  else book.drawn.push({ lot: index, amount });
  if (book.drawn.length > mostDrawn) book.drawn.shift();
}

/** Draws an amount spread evenly over `from <= t < to`, day by day. */
export function drawOver(
  book: Book,
  amount: number,
  from: number,
  to: number,
  estimated = false,
  usable?: (lot: Lot) => boolean,
): void {
  if (!(amount > 0)) return;
  const { days } = book;
  const first = days.dayAt(from);
  // At midnight sharp, it was the day that ends.
  const last = days.dayAt(Math.max(from, to - 1));
  let drawn = 0;
  for (let day = first; day < last; day += 1) {
    const end = days.startOf(day + 1);
    const until = exact((amount * (end - from)) / (to - from));
    draw(book, exact(until - drawn), day, estimated, usable);
    drawn = until;
  }
  draw(book, exact(amount - drawn), last, estimated, usable);
}

/** Gives credits back to the lots that they were drawn from, the latest first; returns what no lot could take. */
export function giveBack(book: Book, amount: number, day: number): number {
  let open = amount;
  while (open > 0) {
    const last = book.drawn.at(-1);
    if (last === undefined) return open;
    const lot = lotAt(book, last.lot);
    const isBeyond = last.lot === book.beyondAt;
    const most = isBeyond ? Math.min(last.amount, book.debt) : lot.kind === 'time' ? 0 : last.amount;
    const back = Math.min(open, most);
    if (back > 0 && isAlive(book, last.lot)) {
      const wasOpen = isBeyond || leftOf(lot) > 0;
      move(book, last.lot, 'refunded', -back, day);
      if (isBeyond) book.debt = exact(book.debt - back);
      else book.left = exact(book.left + back);
      if (!wasOpen) insert(book, last.lot);
      open = exact(open - back);
    }
    last.amount = exact(last.amount - back);
    if (!(last.amount > 0) || back === 0 || !isAlive(book, last.lot)) book.drawn.pop();
  }
  return 0;
}

const isAlive = ({ dead }: Book, index: number): boolean => !dead.has(index);

/** Some of a lot, or all that is left of it, lapses. */
export function lapse(book: Book, index: number, day: number, amount = leftOf(lotAt(book, index))): void {
  const lot = lotAt(book, index);
  const left = leftOf(lot);
  const gone = Math.min(left, amount);
  if (gone >= left) book.dead.add(index);
  if (!(gone > 0)) return;
  move(book, index, 'lapsed', gone, day);
  book.left = exact(book.left - gone);
  if (gone >= left) book.open = book.open.filter((each) => each !== index);
}

/** What is left of the plan's cycles. */
export function planLeft(book: Book): number {
  let left = 0;
  for (const index of book.open) {
    const lot = lotAt(book, index);
    if (lot.kind === 'plan') left = exact(left + leftOf(lot));
  }
  return left;
}

/** Some of what is left of the plan's cycles lapses, the oldest first. */
export function lapsePlan(book: Book, amount: number, day: number): void {
  let open = amount;
  for (const index of [...book.open]) {
    const lot = lotAt(book, index);
    if (lot.kind !== 'plan' || !(open > 0)) continue;
    const gone = Math.min(open, leftOf(lot));
    lapse(book, index, day, gone);
    open = exact(open - gone);
  }
}

/** Credits that came from nowhere known. */
export function addUnknown(
  book: Book,
  credits: number,
  at: number,
  how: 'bought' | 'opening' = 'bought',
): void {
  if (!(credits > 0)) return;
  book.unknowns += 1;
  addLot(book, book.unknown(credits, at, `unknown ${book.unknowns}`), book.days.dayAt(at), how);
}

/** Lots of money cost themselves. */
export const atPar = (unit: Unit, credits: number) =>
  unit.kind === 'money' ? { amount: String(credits), currency: unit.code } : null;
