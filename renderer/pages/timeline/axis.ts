import { formatDay, formatTime, type WritingContext } from '../../../shared/format.ts';
import { dayMs, dayNumber, noonOf } from '../../../shared/time/index.ts';
import type { TimelineEvent } from '../../../shared/timeline/index.ts';

/** Positions on the strip, whose axis starts today; shares from 0 to 1. */
export interface Axis {
  /** Of an event: its time if known, otherwise the middle of its day. */
  of(event: TimelineEvent): number;
  at(instant: number): number;
  now: number;
  ticks: { share: number; text: string; isMain: boolean }[];
}

/** An axis of today and the given days after it, with a tick each week; every other tick is a main one. */
export function axisOf(context: WritingContext, days: number): Axis {
  const today = dayNumber(context.now, context.zone);
  const [hours = 0, minutes = 0] = formatTime(context.now, context.zone).split(':').map(Number);
  const sinceMidnight = (hours + minutes / 60) / 24;
  const share = (day: number) => Math.min(1, Math.max(0, day / (days + 1)));
  const at = (instant: number) => share(sinceMidnight + (instant - context.now) / dayMs);
  return {
    of: (event) => (event.kind === 'run-out' ? at(event.at) : share(event.day - today + 0.5)),
    at,
    now: share(sinceMidnight),
    ticks: Array.from({ length: Math.floor(days / 7) + 1 }, (_, week) => ({
      share: share(week * 7),
      text: week === 0 ? 'Today' : formatDay(noonOf(today + week * 7), 'UTC', noonOf(today + week * 7)),
      isMain: week % 2 === 0,
    })),
  };
}
