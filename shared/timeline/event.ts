import { formatTime, type WritingContext } from '../format.ts';
import { isSameClock, zonedMoment } from '../time/index.ts';

export const timelineKinds = ['run-out', 'expiry', 'refill', 'cap-reset'] as const;
export type TimelineKind = (typeof timelineKinds)[number];

export interface TimelineEvent {
  /** The same for the same event whenever it is told, so that a calendar replaces it instead of having it twice. */
  id: string;
  kind: TimelineKind;
  account: string;
  /** Provider and label: `Crustdata, production`. */
  name: string;
  /** Epoch milliseconds; of a run-out the likely instant, of what comes daily the next one. */
  at: number;
  /** The calendar day it is told on, counted from 1 January 1970: the provider's for refills, lapses and resets, else the person's. */
  day: number;
  /** From the early to the late run-out, within the horizon and at most to the refill that ends it; null for all else. */
  range: { early: number; late: number } | null;
  /** It comes every day, and is one event here. */
  daily: boolean;
  /** In a few words, without the day and the account: `Refill of 5,000 credits`. */
  title: string;
  /** What more there is to say, in a sentence. */
  detail: string | null;
  /** The time of day, with the provider's zone where the person's clock shows another; null where the day says all. */
  time: string | null;
  tone: 'critical' | 'watch' | 'lapse' | 'ok';
}

/** An event before it is known whose it is. */
export type PoolEvent = Omit<TimelineEvent, 'account' | 'name'>;

/** Null at a midnight that is one here, too: the day says it. */
export function timeOfDay(at: number, zone: string, context: WritingContext): string | null {
  return isSameClock(at, zone, context.zone) && formatTime(at, zone) === '00:00'
    ? null
    : zonedMoment(at, zone, context);
}
