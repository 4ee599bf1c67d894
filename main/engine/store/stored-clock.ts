import { z } from 'zod';
import { dayMs, dayNumber, hourMs, isFuture } from '../../../shared/time/index.ts';
import type { Database } from './schema.ts';

// What the history says about the computer's clock. A clock may be years ahead for hours (an empty battery, a virtual
// machine), and nothing must be lost by that.

/** A clock is believed once something was recorded on so many days by it. One that is wrong is set right sooner. */
const daysToBelieve = 5;
const daysKept = 30;
/** A computer that is off from Friday to Monday; a leap of the clock that is no longer does no harm. */
const longestPauseDays = 3;
/** What is shorter cannot be told from a pause in polling. */
const shortestLeapMs = hourMs;
/** The longest of this many pauses between samples is the usual one. */
const samplesCompared = 5;

export interface StoredClock {
  /**
   * Up to when time has surely passed: the last record of the fifth-last day that has any; 0: not known yet. Whatever is removed
   * for its age is removed by this or by `wentOn`, never by the clock alone, so it may stay some days longer than it must.
   */
  trusted(now: number): number;
  /**
   * Whether the days from `since` to `now` were seen to pass one after another, so that neither is the date of a clock that was
   * wrong meanwhile.
   */
  wentOn(since: number, now: number): boolean;
  /** Records that Fuelgauge runs at this instant, for when there is no account of which anything is recorded. */
  recordDay(now: number): void;
  /** Removes such records once they are of no more use. */
  forgetDays(trusted: number): void;
  /**
   * Removes a pool's samples that lie ahead of `at`, the first sample after the clock was set back, if they were surely taken
   * while it was ahead: time had leapt before them, and now it goes on where it would be without the leap. Others may be
   * real, with a clock that is behind now.
   */
  dropAhead(pool: number, at: number): void;
}

const instant = z.object({ t: z.number().nullable() });

export function createStoredClock(db: Database): StoredClock {
  const recorded = db.prepare(
    `SELECT max(t) AS t FROM (
       SELECT (SELECT max(t) FROM samples WHERE pool = pools.id AND t < :before) AS t FROM pools
       UNION ALL SELECT (SELECT max(logged_at) FROM uses
         WHERE account = logging.account AND logged_at > 0 AND logged_at < :before)
         FROM (SELECT DISTINCT account FROM use_slots) AS logging
       UNION ALL SELECT (SELECT unixepoch(max(day)) * 1000 FROM daily_use
         WHERE account = reporting.account AND day < date(:before / 1000, 'unixepoch'))
         FROM (SELECT DISTINCT account FROM daily_use) AS reporting
       UNION ALL SELECT max(raised_at) FROM episodes WHERE raised_at < :before
       UNION ALL SELECT max(t) FROM run_days WHERE t < :before)`,
  );
  const recordDay = db.prepare(
    'INSERT INTO run_days VALUES (?, ?) ON CONFLICT DO UPDATE SET t = max(t, excluded.t)',
  );
  const forgetDays = db.prepare('DELETE FROM run_days WHERE t < ?');
  const before = db.prepare('SELECT max(t) AS t FROM samples WHERE pool = ? AND t < ?');
  const after = db.prepare('SELECT min(t) AS t FROM samples WHERE pool = ? AND t > ?');
  const newest = db.prepare('SELECT max(t) AS t FROM samples WHERE pool = ?');
  const remove = db.prepare('DELETE FROM samples WHERE pool = ? AND t >= ?');
  const lastBefore = (pool: number, at: number) => instant.parse(before.get(pool, at)).t;
  const firstAfter = (pool: number, at: number) => instant.parse(after.get(pool, at)).t;

  return {
    trusted(now) {
      let until = now + 1;
      for (let days = 1; ; days += 1) {
        const { t } = instant.parse(recorded.get({ before: until }));
        if (t === null) return 0;
        if (days === daysToBelieve) return t;
        until = dayNumber(t) * dayMs;
      }
    },
    wentOn(since, now) {
      for (let day = dayNumber(now); day - dayNumber(since) > longestPauseDays; ) {
        const { t } = instant.parse(recorded.get({ before: day * dayMs }));
        if (t === null || day - dayNumber(t) > longestPauseDays) return false;
        day = dayNumber(t);
      }
      return true;
    },
    recordDay(now) {
      recordDay.run(dayNumber(now), now);
    },
    forgetDays(trusted) {
      forgetDays.run(trusted - daysKept * dayMs);
    },
    dropAhead(pool, at) {
      const ahead = firstAfter(pool, at);
      if (ahead === null || !isFuture(ahead, at)) return;
      const last = lastBefore(pool, at);
      const end = instant.parse(newest.get(pool)).t;
      if (last === null || end === null) return;
      const earlier = longestPause(last, (from) => lastBefore(pool, from));
      const later = longestPause(ahead, (from) => firstAfter(pool, from));
      const longest = Math.max(2 * earlier, 2 * later, shortestLeapMs);
      const hasLeapt = earlier > 0 && ahead - last > longest;
      const goesOn = Math.abs(at - last - (end - ahead)) <= longest;
      if (hasLeapt && goesOn) remove.run(pool, ahead);
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
