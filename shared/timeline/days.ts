import type { TimelineEvent, TimelineKind } from './event.ts';

/** Daily events at the same time, such as the resets of several accounts. */
export interface DailyLine {
  kind: TimelineKind;
  title: string;
  /** `daily at midnight UTC (01:00 here)`. */
  when: string;
  events: TimelineEvent[];
}

/** The daily events; those with the same words and time share a line. */
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

/** All other events by day, soonest first. */
export function timelineDays(events: readonly TimelineEvent[]): { day: number; events: TimelineEvent[] }[] {
  const days = new Map<number, TimelineEvent[]>();
  for (const event of events) {
    if (event.daily) continue;
    days.set(event.day, [...(days.get(event.day) ?? []), event]);
  }
  return [...days].map(([day, own]) => ({ day, events: own })).sort((a, b) => a.day - b.day);
}
