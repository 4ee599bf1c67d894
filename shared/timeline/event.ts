export const timelineKinds = ['run-out', 'expiry', 'key-expiry', 'refill', 'cap-reset'] as const;
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
  /** The calendar day where you are, counted from 1 January 1970; of an expiry, the last one on which it can be used. */
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
export type AccountEvent = Omit<TimelineEvent, 'account' | 'name'>;
