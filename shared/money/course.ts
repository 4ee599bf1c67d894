import { exceeds, isCorrection, quantile, riseRule, usable, withoutBlips } from '../forecast/increments.ts';
import type { Rollover } from '../model/index.ts';
import { hourMs } from '../time/index.ts';
import { asCame, type Coming, lapsing } from './coming.ts';
import {
  addLot,
  addUnknown,
  type Book,
  draw,
  drawOver,
  exact,
  giveBack,
  lapse,
  lapsePlan,
  leftOf,
  planLeft,
} from './lots.ts';
import type { BalanceSample } from './types.ts';

// The course of a reported balance, read as events of its lots. Between two readings, use = the balance before + what came -
// what lapsed - the balance after. What is due comes when the reading shows it.

interface Play {
  book: Book;
  samples: readonly BalanceSample[];
  rollover: Rollover;
  /** Not looked at yet, ascending; and looked at, but not seen in the readings yet. */
  ahead: Coming[];
  pending: Coming[];
  rule: ReturnType<typeof riseRule>;
  lengths: readonly number[];
  /** Use of the latest intervals, latest last. */
  recent: number[];
  /** Use and time of late, to know what is usual. */
  used: number;
  time: number;
}

/** What came in an interval: `kept` is what stays of the plan's credits, so that the rest lapses. */
interface Came {
  coming: Coming;
  at: number;
  lapse: number;
  kept: number;
}

interface Interval {
  from: number;
  to: number;
  before: number;
  after: number;
  isGap: boolean;
  /** More use than this in it would be unusual. */
  usual: number;
}

/** Plays a reported balance. `coming`: what is expected, ascending, from the cycle of the first reading on. */
export function playBalance(
  book: Book,
  readings: readonly BalanceSample[],
  coming: readonly Coming[],
  rollover: Rollover,
  now: number,
): void {
  const samples = cleaned(readings, coming, now);
  const first = samples[0];
  if (first === undefined) return;
  const moves: number[] = [];
  let ups = 0;
  samples.forEach(({ remaining }, index) => {
    const rise = remaining - (samples[index - 1]?.remaining ?? remaining);
    if (rise !== 0) moves.push(Math.abs(rise));
    if (rise > 0) ups += 1;
  });
  const pending = openBook(
    book,
    first,
    coming.filter(({ at }) => at <= first.t),
  );
  const play: Play = {
    book,
    samples,
    rollover,
    ahead: coming.filter(({ at }) => at > first.t),
    pending,
    rule: riseRule(moves, ups),
    lengths: usualLengths(samples),
    recent: [],
    used: 0,
    time: 0,
  };
  for (let index = 1; index < samples.length; index += 1) step(play, index);
}

/** Without glitches; what comes when it is due, and has not come before, is none. */
function cleaned(
  readings: readonly BalanceSample[],
  coming: readonly Coming[],
  now: number,
): BalanceSample[] {
  const samples = usable(readings, now, Number.POSITIVE_INFINITY);
  const isDue = (before: BalanceSample, after: BalanceSample) =>
    coming.some(({ at, tolerance, lot }) => {
      if (at - tolerance > after.t || at + tolerance < before.t) return false;
      const came = samples.some(
        ({ t, remaining }, index) =>
          t >= at - tolerance &&
          t <= before.t &&
          remaining - (samples[index - 1]?.remaining ?? remaining) >= 0.5 * lot.credits,
      );
      return !came;
    });
  return withoutBlips(samples, isDue);
}

/**
 * The first balance belongs to what is drawn last of what there was; the rest of it is unknown. Returns what it does not
 * show, but may still come.
 */
function openBook(book: Book, { t, remaining }: BalanceSample, due: readonly Coming[]): Coming[] {
  const day = book.days.dayAt(t);
  const refill = due.findLast(({ kind }) => kind === 'refill');
  const grants = due.filter(
    ({ kind, lot }) => kind === 'grant' && (lot.expiresAt === null || lot.expiresAt > t),
  );
  const never = Number.POSITIVE_INFINITY;
  const lastDrawnFirst = grants.toSorted((a, b) => {
    const [one, other] = [a.lot.expiresAt ?? never, b.lot.expiresAt ?? never];
    return one === other ? b.at - a.at : other - one;
  });
  const unseen: Coming[] = [];
  let open = Math.max(0, remaining);
  for (const coming of [...lastDrawnFirst, ...(refill ? [refill] : [])]) {
    const { lot, at, tolerance } = coming;
    const left = Math.min(open, lot.credits);
    if (left > 0) addLot(book, lot, day, 'opening', exact(lot.credits - left));
    else if (at + tolerance > t) unseen.push(coming);
    open = exact(open - left);
  }
  addUnknown(book, open, t, 'opening');
  if (remaining < 0) draw(book, -remaining, day);
  return unseen;
}

const blockLength = 32;

/** The usual length of intervals, block by block: older readings are further apart. */
function usualLengths(samples: readonly BalanceSample[]): number[] {
  const lengths = samples.map(({ t }, index) => t - (samples[index - 1]?.t ?? t)).slice(1);
  return Array.from({ length: Math.ceil(lengths.length / blockLength) }, (_, block) =>
    quantile(lengths.slice(Math.max(0, block - 0.5) * blockLength, (block + 1.5) * blockLength), 0.5),
  );
}

function step(play: Play, index: number): void {
  const { samples, book, ahead, pending } = play;
  const before = samples[index - 1];
  const after = samples[index];
  if (before === undefined || after === undefined) return;
  const length = after.t - before.t;
  // Then what was used is known, but not when.
  const usualLength = play.lengths[Math.floor((index - 1) / blockLength)] ?? length;
  const isGap = after.gap ?? length > Math.max(2 * hourMs, 3 * usualLength);
  for (let next = ahead[0]; next !== undefined && next.at - next.tolerance <= after.t; next = ahead[0]) {
    pending.push(next);
    ahead.shift();
  }
  const isPlain = pending.length === 0 && after.remaining <= before.remaining && !isExpiring(book, after.t);
  const use = isPlain ? exact(book.left - book.debt - after.remaining) : null;
  if (use === null || use < 0) {
    const usual = play.time > 0 ? (4 * play.used * length) / play.time : 0;
    const [from, to] = [before.t, after.t];
    eventful(play, { from, to, before: before.remaining, after: after.remaining, isGap, usual });
  } else {
    drawOver(book, use, before.t, after.t, isGap);
    noteUse(play, use, length);
  }
}

/** An interval in which something other than use happened, or may have. */
function eventful(play: Play, interval: Interval): void {
  const { from, to, after } = interval;
  const { came, level } = whatCame(play, interval);
  let use = exact(level - after);
  const lapses = use > 0 ? whatLapsed(play.book, interval, use) : [];
  use = exact(use - lapses.reduce((sum, { amount }) => sum + amount, 0));
  if (use < 0) {
    explainRise(play, interval, came, -use);
    use = 0;
  }
  settleInterval(play, interval, came, lapses, use);
  play.pending = play.pending.filter((each) => each.at + each.tolerance > to);
  noteUse(play, use, to - from);
}

/** What is usual forgets a tenth with each interval. */
function noteUse(play: Play, use: number, length: number): void {
  play.used = 0.9 * play.used + use;
  play.time = 0.9 * play.time + length;
  play.recent.push(use);
  if (play.recent.length > mostRecent) play.recent.shift();
}

const mostRecent = 24;

function isExpiring({ open, lots }: Book, at: number): boolean {
  for (const index of open) {
    const expiresAt = lots[index]?.expiresAt ?? null;
    if (expiresAt !== null && expiresAt - expiryTolerance <= at) return true;
  }
  return false;
}

/** When it happened, as far as the interval allows. */
const within = (at: number, { from, to }: Interval): number => (at > from && at < to ? at : to);

/** Decides which of the pending refills and grants the balance shows, and what it would be with them and without use. */
function whatCame(play: Play, interval: Interval): { came: Came[]; level: number } {
  const { book, pending, rollover } = play;
  const came: Came[] = [];
  let level = interval.before;
  if (pending.length === 0) return { came, level };
  let plan = planLeft(book);
  for (const expected of pending) {
    const isRefill = expected.kind === 'refill';
    const lapses = isRefill ? lapsing(rollover, plan) : 0;
    const { coming, rest } = asCame(expected, exact(interval.after - level + lapses));
    const gain = coming.lot.credits - lapses;
    if (!isSeen(coming, gain, lapses, level, interval)) continue;
    settlePending(play, expected, rest);
    came.push({ coming, at: within(coming.at, interval), lapse: lapses, kept: exact(plan - lapses) });
    level = exact(level + gain);
    if (isRefill) plan = exact(plan + gain);
  }
  return { came, level };
}

function settlePending(play: Play, expected: Coming, rest: Coming | null): void {
  play.pending = play.pending.flatMap((each) => (each === expected ? (rest ?? []) : each));
}

/**
 * A rise that fits it, or its date where a rise cannot show: the balance was full, the gain is less than what is used anyway,
 * or there was no reading for long enough.
 */
function isSeen(
  { at, tolerance, cycleMs, lot }: Coming,
  gain: number,
  lapses: number,
  level: number,
  { from, to, after, isGap, usual }: Interval,
): boolean {
  if (at <= to) {
    if (isGap && at + tolerance <= to) return true;
    if (to - from > cycleMs / 2 || gain <= Math.max(0.02 * lot.credits, usual)) return true;
  }
  if (!exceeds(after - level, 0)) return false;
  const use = level + gain - after;
  if (at <= to) return use <= Math.max(0.5 * gain, usual);
  return Math.max(use, -use - lapses) <= Math.max(0.1 * gain, usual);
}

interface Lapse {
  lot: number;
  at: number;
  amount: number;
}

/** A fall near an expiry, by about what the lot still held, is no use. */
function whatLapsed(book: Book, interval: Interval, fall: number): Lapse[] {
  const { to, isGap, usual } = interval;
  const lapses: Lapse[] = [];
  let open = fall;
  for (const index of book.open) {
    const lot = book.lots[index];
    if (lot === undefined || lot.expiresAt === null || lot.expiresAt - expiryTolerance > to) continue;
    const left = leftOf(lot);
    const isOver = lot.expiresAt + expiryTolerance <= to;
    const isSeenNow =
      lot.expiresAt <= to
        ? open >= 0.9 * left || (isGap && isOver)
        : open > usual && Math.abs(open - left) <= 0.1 * left + usual;
    if (isSeenNow) {
      const amount = Math.min(left, open);
      lapses.push({ lot: index, at: within(lot.expiresAt, interval), amount });
      open = exact(open - amount);
    } else if (isOver) lot.expiresAt = null;
  }
  return lapses;
}

const expiryTolerance = 48 * hourMs;

/**
 * What raised the balance by more than was expected: less of the plan lapsed, a refill of another size, a correction or
 * refund of recent use, or credits from nowhere known.
 */
function explainRise(play: Play, interval: Interval, came: Came[], rise: number): void {
  const { book, rule, recent, rollover } = play;
  let open = rise;
  for (const each of came) {
    const kept = Math.min(open, each.lapse);
    each.lapse = exact(each.lapse - kept);
    each.kept = exact(each.kept + kept);
    open = exact(open - kept);
  }
  if (!(open > 0)) return;
  const used = recent.slice(-rule.back).reduce((sum, use) => sum + use, 0);
  const day = book.days.dayAt(interval.to);
  if (isCorrection(open, used, rule.small)) {
    takeBack(recent, open);
    addUnknown(book, giveBack(book, open, day), interval.to);
    return;
  }
  const expected = play.pending.find(
    ({ kind, lot }) => kind === 'refill' || (kind === 'upgrade' && open <= 1.1 * lot.credits),
  );
  if (expected === undefined || came.length > 0) {
    addUnknown(book, open, interval.to);
    return;
  }
  const plan = planLeft(book);
  const lapses = expected.kind === 'refill' ? lapsing(rollover, plan) : 0;
  const credits = exact(open + lapses);
  const { coming, rest } = asCame(expected, credits);
  settlePending(play, expected, rest);
  const sized = { ...coming, lot: { ...coming.lot, credits } };
  came.push({ coming: sized, at: within(coming.at, interval), lapse: lapses, kept: exact(plan - lapses) });
}

/** What was corrected is no recent use any more. */
function takeBack(recent: number[], amount: number): void {
  let open = amount;
  for (let index = recent.length - 1; index >= 0 && open > 0; index -= 1) {
    const taken = Math.min(open, recent[index] ?? 0);
    recent[index] = exact((recent[index] ?? 0) - taken);
    open = exact(open - taken);
  }
}

/** Writes an interval into the book, in order of time. The book then holds what the reading says. */
function settleInterval(
  { book }: Play,
  interval: Interval,
  came: readonly Came[],
  lapses: readonly Lapse[],
  use: number,
): void {
  const { from, to, after, isGap: estimated } = interval;
  const events = [
    ...came.map((each) => ({ at: each.at, came: each, lapse: null })),
    ...lapses.map((each) => ({ at: each.at, came: null, lapse: each })),
  ].sort((a, b) => a.at - b.at);
  // What was used before a refill, of credits that lapsed with it, nobody knows: over a gap it is taken to be as usual.
  const known = events.findLast((each) => each.came !== null && each.came.lapse > 0)?.at ?? from;
  const rate = to > known ? use / (to - known) : 0;
  let cursor = from;
  for (const event of events) {
    const span = event.at - cursor;
    if (event.at > known) drawOver(book, exact(rate * span), cursor, event.at, estimated);
    else if (estimated && event.came !== null)
      drawOver(book, exact(Math.min(rate * span, event.came.lapse)), cursor, event.at, estimated);
    cursor = event.at;
    const ends = book.days.dayAt(event.at - 1);
    if (event.lapse !== null) lapseSeen(book, event.lapse, ends);
    else if (event.came !== null) {
      const { coming, kept } = event.came;
      if (coming.kind === 'refill') lapsePlan(book, exact(planLeft(book) - kept), ends);
      addLot(book, coming.lot, book.days.dayAt(event.at), 'bought');
    }
  }
  const rest = exact(book.left - book.debt - after);
  if (rest > 0) drawOver(book, rest, cursor < to ? cursor : from, to, estimated);
  else if (rest < 0) addUnknown(book, giveBack(book, -rest, book.days.dayAt(to)), to);
}

/** What did not lapse although its day is over goes on. */
function lapseSeen(book: Book, { lot: index, amount }: Lapse, day: number): void {
  const lot = book.lots[index];
  lapse(book, index, day, amount);
  if (lot !== undefined && leftOf(lot) > 0) lot.expiresAt = null;
}
