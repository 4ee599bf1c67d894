import { formatTime, type WritingContext } from '../format.ts';
import { isSameClock, zonedMoment } from '../time/index.ts';

export const timelineKinds = ['run-out', 'expiry', 'refill', 'cap-reset'] as const;
export type TimelineKind = (typeof timelineKinds)[number];

export interface TimelineEvent {
  /** Stable, so that a calendar updates an event instead of adding it again. */
  id: string;
  kind: TimelineKind;
  account: string;
  /** Provider and label: `Crustdata, production`. */
  name: string;
  /** Epoch milliseconds; the likely instant of a run-out, the next one of a daily event. */
  at: number;
  /** The calendar day, counted from 1 January 1970: the provider's for refills, expiries and resets, yours for run-outs. */
  day: number;
  /** From the early to the late run-out, within the horizon and up to the next refill; null for other events. */
  range: { early: number; late: number } | null;
  /** A daily event is listed once. */
  daily: boolean;
  /** A few words, without day and account: `Refill of 5,000 credits`. */
  title: string;
  /** More about it, in a sentence. */
  detail: string | null;
  /** The time of day, with the provider's time zone if your clock differs; null if the day is enough. */
  time: string | null;
  tone: 'critical' | 'watch' | 'lapse' | 'ok';
}

/** An event without its account. */
export type PoolEvent = Omit<TimelineEvent, 'account' | 'name'>;

/** Null at midnight, if it is midnight here too: the day is enough. */
export function timeOfDay(at: number, zone: string, context: WritingContext): string | null {
  return isSameClock(at, zone, context.zone) && formatTime(at, zone) === '00:00'
    ? null
    : zonedMoment(at, zone, context);
}
