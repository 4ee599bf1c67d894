import { dayMs, hourMs, windowBounds } from '../../../shared/time/index.ts';
import type { History, Sample } from '../store/history.ts';

/** Samples older than this no longer change; what is kept of them stays in memory. */
const openMs = 26 * hourMs;
/** Around an expiry each hour is kept: providers take what is left hours or days early or late. */
const nearMs = 2 * dayMs;
/** Nobody asked for longer than this and three usual intervals: a gap. */
const gapMs = 2 * hourMs;
const usualOf = 9;
/** So many samples before a rise tell whether it is a correction. */
const beforeRise = 5;

/** A sample of a course. `gap`: nobody asked for longer than usual before it. */
export interface CourseSample extends Sample {
  gap: boolean;
}

/** How closely a balance is looked at. */
export interface Detail {
  /** The last sample of each step of this length is kept. */
  stepMs: number;
  /** When grants expire. */
  expiries: readonly number[];
}

export interface Courses {
  /** What money needs of a balance’s past, ascending. */
  of(account: string, pool: string, now: number, detail: Detail): CourseSample[];
  forget(account?: string): void;
}

interface Closed {
  /** Up to here, exclusively. */
  until: number;
  /** Of each sample that is kept: time, balance, and 1 after a gap. */
  kept: Float64Array;
  /** The last intervals between samples. */
  usual: readonly number[];
  /** The detail that it was kept with. */
  detail: string;
}

/** Time, balance, and 1 after a gap. */
const width = 3;
const none: Closed = { until: -8.64e15, kept: new Float64Array(), usual: [], detail: '' };

/**
 * The past of balances, thinned out so far that a year is about 2,500 samples: every rise with what came right before it,
 * the last and first sample of each day of the zone, the last of each few hours, and each hour around an expiry. What was used
 * and what was added on each day adds up as it does in the history. Days that are over are read once and kept in memory.
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

  function closedOf(account: string, pool: string, now: number, detail: Detail): Closed {
    const pools = closed.get(account) ?? new Map<string, Closed>();
    closed.set(account, pools);
    const until = now - openMs;
    const near = detail.expiries.filter((at) => at < now + nearMs);
    const key = `${detail.stepMs}/${near.join()}`;
    const before = pools.get(pool);
    // With a clock that was set back, what lay ahead was removed.
    const known = before && before.until <= until && before.detail === key ? before : none;
    if (known !== none && until - known.until < openMs) return known;
    const fresh = history.everySample(account, pool, known.until, until - 1);
    const { kept, usual } = thinned(known, fresh, detail, dayEnds);
    const next = { until, kept: joined(known.kept, kept), usual, detail: key };
    pools.set(pool, next);
    return next;
  }

  return {
    of(account, pool, now, detail) {
      const known = closedOf(account, pool, now, detail);
      const open = history.everySample(account, pool, known.until, now);
      const { kept } = thinned(known, open, detail, dayEnds);
      const samples: CourseSample[] = [];
      for (let at = 0; at < known.kept.length; at += width) samples.push(sampleAt(known.kept, at));
      return [...samples, ...kept];
    },
    forget(account) {
      if (account === undefined) closed.clear();
      else closed.delete(account);
    },
  };
}

function sampleAt(kept: Float64Array, at: number): CourseSample {
  return { t: kept[at] ?? 0, remaining: kept[at + 1] ?? 0, gap: kept[at + 2] === 1 };
}

function joined(kept: Float64Array, more: readonly CourseSample[]): Float64Array {
  const all = new Float64Array(kept.length + width * more.length);
  all.set(kept);
  more.forEach(({ t, remaining, gap }, index) => {
    all.set([t, remaining, gap ? 1 : 0], kept.length + width * index);
  });
  return all;
}

/** What is kept of samples that follow the known ones. */
function thinned(
  known: Pick<Closed, 'kept' | 'usual'>,
  fresh: readonly Sample[],
  { stepMs, expiries }: Detail,
  endOfDay: (at: number) => number,
): { kept: CourseSample[]; usual: readonly number[] } {
  const usual = [...known.usual];
  let before: Sample | null =
    known.kept.length === 0 ? null : sampleAt(known.kept, known.kept.length - width);
  let dayEnd = before === null ? Number.NEGATIVE_INFINITY : endOfDay(before.t);
  const isKept = new Uint8Array(fresh.length).fill(1, Math.max(0, fresh.length - beforeRise));
  const gaps = new Uint8Array(fresh.length);
  for (const [at, sample] of fresh.entries()) {
    const { t, remaining } = sample;
    if (t >= dayEnd) {
      isKept.fill(1, Math.max(0, at - 1), at + 1);
      dayEnd = endOfDay(t);
    }
    if (before !== null) {
      const isNear = expiries.some((expiry) => Math.abs(expiry - t) < nearMs);
      const step = isNear ? Math.min(hourMs, stepMs) : stepMs;
      if (Math.floor(before.t / step) !== Math.floor(t / step)) isKept.fill(1, Math.max(0, at - 1), at);
      if (remaining > before.remaining) isKept.fill(1, Math.max(0, at - beforeRise), at + 2);
      if (isGap(t - before.t, usual)) {
        gaps[at] = 1;
        isKept.fill(1, Math.max(0, at - 1), at + 1);
      }
      usual.push(t - before.t);
      if (usual.length > usualOf) usual.shift();
    }
    before = sample;
  }
  const kept = fresh.flatMap(({ t, remaining }, at): CourseSample[] =>
    isKept[at] === 1 ? [{ t, remaining, gap: gaps[at] === 1 }] : [],
  );
  return { kept, usual };
}

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
