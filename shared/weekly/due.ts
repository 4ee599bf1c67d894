import { Temporal } from 'temporal-polyfill';
import { momentOf } from '../alerts/quiet.ts';
import { type WeeklySummary, weekdaySchema } from '../model/index.ts';
import { dayMs } from '../time/index.ts';

/** When a weekly summary was last due. */
export interface Due {
  /** Its day where you are, which names it: no day has two. */
  date: string;
  at: number;
}

/** So late it is still sent, such as after a weekend in which the computer slept. */
const latestMs = dayMs;

/**
 * The summary that is due now; null: none is. One that was due before you switched it on, or more than a day ago, is left out.
 * A time that the clocks skip counts as the moment of the change, and one that comes twice as the first.
 */
export function summaryDue(weekly: WeeklySummary | undefined, now: number, zone: string): Due | null {
  if (weekly === undefined) return null;
  const wanted = weekdaySchema.options.indexOf(weekly.weekday) + 1;
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  const thisWeek = today.subtract({ days: (today.dayOfWeek - wanted + 7) % 7 });
  for (const day of [thisWeek, thisWeek.subtract({ weeks: 1 })]) {
    const at = momentOf(day, weekly.at, zone, 'earlier');
    if (at > now) continue;
    return at >= weekly.since && now - at < latestMs ? { date: day.toString(), at } : null;
  }
  return null;
}

/** The seven days before the day of a summary, both included. */
export function weekBefore(now: number, zone: string): { from: string; to: string } {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  return { from: today.subtract({ days: 7 }).toString(), to: today.subtract({ days: 1 }).toString() };
}
