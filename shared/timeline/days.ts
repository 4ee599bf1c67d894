import type { TimelineEvent, TimelineKind } from './event.ts';

/** What comes every day at one time, such as the resets of several accounts. */
export interface DailyLine {
  kind: TimelineKind;
  title: string;
  /** `daily at midnight UTC (01:00 here)`. */
  when: string;
  events: TimelineEvent[];
}

/** The daily events, those with the same words and time in one line. */
export function dailyLines(events: readonly TimelineEvent[]): DailyLine[] {
  const lines = new Map<string, DailyLine>();
  for (const event of events) {
    if (!event.daily) continue;
    const when = `daily at ${event.time ?? 'midnight'}`;
    const key = `${event.kind}/${event.title}/${when}`;
    const line = lines.get(key) ?? { kind: event.kind, title: event.title, when, events: [] };
    line.events.push(event);
    lines.set(key, line);
  }
  return [...lines.values()];
}

/** Everything but what comes daily, by the day it is told on, soonest first. */
export function timelineDays(events: readonly TimelineEvent[]): { day: number; events: TimelineEvent[] }[] {
  const days = new Map<number, TimelineEvent[]>();
  for (const event of events) {
    if (event.daily) continue;
    days.set(event.day, [...(days.get(event.day) ?? []), event]);
  }
  return [...days].map(([day, own]) => ({ day, events: own })).sort((a, b) => a.day - b.day);
}
