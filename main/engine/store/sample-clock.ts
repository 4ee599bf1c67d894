import { z } from 'zod';
import { dayMs, hourMs, isFuture } from '../../../shared/time/index.ts';
import type { Database } from './schema.ts';

// What the samples say about the computer's clock. A clock may be years ahead for an hour (an empty battery, a virtual
// machine), and nothing must be lost by that.

/** A shorter leap cannot be told from a pause in polling. */
const shortestLeapMs = hourMs;
/** How many of the last days with samples are looked at, and the longest leap between two of them. */
const daysLookedAt = 5;
const longestLeap = 2;
/** Samples ahead on more days than this are real, and the clock is wrong now. */
const mostDaysAhead = 2;
/** The longest of this many pauses between samples is the usual one. */
const samplesCompared = 5;

export interface SampleClock {
  /**
   * Up to when it is safe to believe that time has passed: `now`, or the last sample before a leap of days that is younger
   * than a few days of samples. After such a leap nobody knows yet whether Fuelgauge was off or the clock is wrong.
   */
  trusted(now: number): number;
  /**
   * Removes a pool's samples that lie ahead of `at`, the instant of its newest sample, if they were taken while the clock was
   * ahead: they are few, and time had leapt before them. Samples that follow without a leap are real: the clock is back now.
   */
  dropAhead(pool: number, at: number): void;
}

const instant = z.object({ t: z.number().nullable() });
const poolRows = z.array(z.object({ id: z.number() }));

export function createSampleClock(db: Database): SampleClock {
  const pools = db.prepare('SELECT id FROM pools');
  const before = db.prepare('SELECT max(t) AS t FROM samples WHERE pool = ? AND t < ?');
  const after = db.prepare('SELECT min(t) AS t FROM samples WHERE pool = ? AND t > ?');
  const remove = db.prepare('DELETE FROM samples WHERE pool = ? AND t >= ?');
  const lastBefore = (pool: number, at: number) => instant.parse(before.get(pool, at)).t;
  const firstAfter = (pool: number, at: number) => instant.parse(after.get(pool, at)).t;

  /** The last samples of the last days before `now` that have any, newest first. */
  const lastOfDays = (now: number): number[] => {
    const ids = poolRows.parse(pools.all());
    const found: number[] = [];
    for (let until = now + 1; found.length < daysLookedAt; ) {
      const newest = Math.max(...ids.map(({ id }) => lastBefore(id, until) ?? Number.NEGATIVE_INFINITY));
      if (newest === Number.NEGATIVE_INFINITY) break;
      found.push(newest);
      until = dayNumberOf(newest) * dayMs;
    }
    return found;
  };

  return {
    trusted(now) {
      const days = lastOfDays(now);
      const [newest = now] = days;
      let trusted = now - newest > dayMs ? newest : now;
      days.forEach((at, index) => {
        const later = days[index - 1];
        if (later !== undefined && dayNumberOf(later) - dayNumberOf(at) > longestLeap) trusted = at;
      });
      return trusted;
    },
    dropAhead(pool, at) {
      const ahead = firstAfter(pool, at);
      if (ahead === null || !isFuture(ahead, at)) return;
      const last = lastBefore(pool, at);
      if (last === null) return;
      const earlier = longestPause(last, (from) => lastBefore(pool, from));
      const usual = Math.max(
        earlier,
        longestPause(ahead, (from) => firstAfter(pool, from)),
      );
      // Without a history, or without a leap before them, they are no sign of a clock that was ahead.
      if (earlier === 0 || ahead - last <= Math.max(2 * usual, shortestLeapMs)) return;
      let days = 0;
      for (let next: number | null = ahead; next !== null; days += 1)
        next = days > mostDaysAhead ? null : firstAfter(pool, (dayNumberOf(next) + 1) * dayMs - 1);
      if (days <= mostDaysAhead) remove.run(pool, ahead);
    },
  };
}

/** The longest pause between the samples that follow one from another. */
function longestPause(start: number, next: (from: number) => number | null): number {
  let longest = 0;
  for (let count = 0, from = start; count < samplesCompared; count += 1) {
    const to = next(from);
    if (to === null) break;
    longest = Math.max(longest, Math.abs(to - from));
    from = to;
  }
  return longest;
}

const dayNumberOf = (at: number): number => Math.floor(at / dayMs);
