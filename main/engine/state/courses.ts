import { dayMs, hourMs, windowBounds } from '../../../shared/time/index.ts';
import type { History, Sample } from '../store/history.ts';

/** Samples older than this no longer change; what is kept of them stays in memory. */
const openMs = 26 * hourMs;
/** Around an expiry each hour is kept: providers take what is left hours or days early or late. */
const nearMs = 2 * dayMs;
/** Nobody asked for longer than this and three usual intervals: a gap. */
const gapMs = 2 * hourMs;
const usualOf = 9;

/** A sample of a course. `gap`: nobody asked for a long time before it. */
export interface CourseSample extends Sample {
  gap?: true;
}

export interface Courses {
  /** What money needs of a balance’s past, ascending. `expiries`: when grants expire. */
  of(account: string, pool: string, now: number, expiries: readonly number[]): CourseSample[];
  forget(account?: string): void;
}

interface Closed {
  /** Up to here, exclusively. */
  until: number;
  /** Of each sample that is kept: time, balance, and 1 after a gap. */
  kept: Float64Array;
  /** The last intervals between samples. */
  usual: readonly number[];
  /** The expiries around which more was kept. */
  expiries: string;
}

const none: Closed = { until: -8.64e15, kept: new Float64Array(), usual: [], expiries: '' };

/**
 * The past of balances, thinned out so far that a year is about a thousand samples: the ends, every turn with its neighbours,
 * the last and first sample of each day of the zone, and each hour around an expiry. What was used and what was added on each day adds up as it does in
 * the history. Days that are over are read once and kept in memory.
 */
export function createCourses({
  history,
  zone,
}: {
  history: Pick<History, 'everySample'>;
  zone: string;
}): Courses {
  const closed = new Map<string, Map<string, Closed>>();
  const dayEnds = createDayEnds(zone);

  function closedOf(account: string, pool: string, now: number, expiries: readonly number[]): Closed {
    const pools = closed.get(account) ?? new Map<string, Closed>();
    closed.set(account, pools);
    const until = now - openMs;
    const key = expiries.filter((at) => at < now + nearMs).join();
    const before = pools.get(pool);
    // With a clock that was set back, what lay ahead was removed.
    const known = before && before.until <= until && before.expiries === key ? before : none;
    if (known !== none && until - known.until < openMs) return known;
    const fresh = history.everySample(account, pool, known.until, until - 1);
    const { kept, usual } = thinned(known, fresh, expiries, dayEnds);
    const next = { until, kept: joined(known.kept, kept), usual, expiries: key };
    pools.set(pool, next);
    return next;
  }

  return {
    of(account, pool, now, expiries) {
      const known = closedOf(account, pool, now, expiries);
      const open = history.everySample(account, pool, known.until, now);
      const { kept } = thinned(known, open, expiries, dayEnds);
      const samples: CourseSample[] = [];
      for (let at = 0; at < known.kept.length; at += 3) samples.push(sampleAt(known.kept, at));
      return [...samples, ...kept];
    },
    forget(account) {
      if (account === undefined) closed.clear();
      else closed.delete(account);
    },
  };
}

function sampleAt(kept: Float64Array, at: number): CourseSample {
  const sample = { t: kept[at] ?? 0, remaining: kept[at + 1] ?? 0 };
  return kept[at + 2] === 1 ? { ...sample, gap: true } : sample;
}

function joined(kept: Float64Array, more: readonly CourseSample[]): Float64Array {
  const all = new Float64Array(kept.length + 3 * more.length);
  all.set(kept);
  more.forEach(({ t, remaining, gap }, index) => {
    all.set([t, remaining, gap ? 1 : 0], kept.length + 3 * index);
  });
  return all;
}

/** What is kept of samples that follow the known ones. */
function thinned(
  known: Closed,
  fresh: readonly Sample[],
  expiries: readonly number[],
  endOfDay: (at: number) => number,
): { kept: CourseSample[]; usual: readonly number[] } {
  const before = known.kept.length === 0 ? null : sampleAt(known.kept, known.kept.length - 3);
  const usual = [...known.usual];
  const kept: CourseSample[] = [];
  const isTurn = (at: number): boolean => {
    const [last, turn, next] = [fresh[at - 1] ?? before, fresh[at], fresh[at + 1]];
    if (!last || !turn || !next) return false;
    return next.remaining > turn.remaining !== turn.remaining > last.remaining;
  };
  const isNear = (t: number) => expiries.some((at) => Math.abs(at - t) < nearMs);
  let turned = false;
  let turns = isTurn(0);
  let dayEnd = before === null ? Number.NEGATIVE_INFINITY : endOfDay(before.t);
  for (const [at, sample] of fresh.entries()) {
    const willTurn = isTurn(at + 1);
    const last = fresh[at - 1] ?? before;
    const next = fresh[at + 1];
    const isFirst = sample.t >= dayEnd;
    if (isFirst) dayEnd = endOfDay(sample.t);
    const gap = last !== null && isGap(sample.t - last.t, usual);
    if (last !== null) usual.push(sample.t - last.t);
    if (usual.length > usualOf) usual.shift();
    const isEnd =
      next === undefined || next.t >= dayEnd || (isNear(sample.t) && hourOf(next.t) !== hourOf(sample.t));
    if (isFirst || isEnd || gap || turned || turns || willTurn) kept.push(gap ? { ...sample, gap } : sample);
    turned = turns;
    turns = willTurn;
  }
  return { kept, usual };
}

const hourOf = (at: number): number => Math.floor(at / hourMs);

function isGap(ms: number, usual: readonly number[]): boolean {
  if (ms <= gapMs) return false;
  const median = usual.toSorted((a, b) => a - b)[Math.floor(usual.length / 2)] ?? 0;
  return ms > 3 * median;
}

/** When the day of an instant ends in a zone; worked out once for each day. */
function createDayEnds(zone: string): (at: number) => number {
  const known = new Map<number, { start: number; end: number }>();
  return (at) => {
    const key = Math.floor(at / dayMs);
    const before = known.get(key);
    if (before && at >= before.start && at < before.end) return before.end;
    const bounds = windowBounds('day', zone, at);
    known.set(key, bounds);
    return bounds.end;
  };
}
