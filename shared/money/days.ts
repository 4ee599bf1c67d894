import { Temporal } from 'temporal-polyfill';
import type { SpendStep } from '../api/money.ts';
import { startOf } from '../time/calendar.ts';
import { dayMs, dayOf, dayStart } from '../time/index.ts';

// Calendar days, as numbers from 1 January 1970, in a time zone; and the weeks, months and years that they make.

/** Days in a time zone; a day may have 23 or 25 hours. */
export interface ZoneDays {
  /** The first instant of a day. */
  startOf(day: number): number;
  dayAt(at: number): number;
}

const zones = new Map<string, ZoneDays>();

/** Each day of a zone is looked up once: a calendar is slow, and every account has the same days. */
export function zoneDays(zone: string): ZoneDays {
  const known = zones.get(zone);
  if (known !== undefined) return known;
  const made = zone === 'UTC' ? utcDays : lookedUp(zone);
  zones.set(zone, made);
  return made;
}

const utcDays: ZoneDays = { startOf: (day) => day * dayMs, dayAt: (at) => Math.floor(at / dayMs) };

function lookedUp(zone: string): ZoneDays {
  const starts = new Map<number, number>();
  const startOfDay = (day: number) => {
    const known = starts.get(day);
    if (known !== undefined) return known;
    const start = startOf(Temporal.PlainDate.from(dateOfDay(day)), zone);
    starts.set(day, start);
    return start;
  };
  // Instants are asked for in order of time, so most are in the same day as the one before.
  let last = { day: 0, start: 0, end: 0 };
  return {
    startOf: startOfDay,
    dayAt(at) {
      if (at >= last.start && at < last.end) return last.day;
      let day = Math.floor(at / dayMs);
      while (startOfDay(day) > at) day -= 1;
      while (startOfDay(day + 1) <= at) day += 1;
      last = { day, start: startOfDay(day), end: startOfDay(day + 1) };
      return day;
    },
  };
}

/** `2026-11-28`. */
export const dateOfDay = (day: number): string => dayOf(day * dayMs);
/** The number of a day, `2026-11-28`. */
export const dayOfDate = (date: string): number => dayStart(date) / dayMs;

/** Days, both included. */
export interface DaySpan {
  from: number;
  to: number;
}

const parts = (day: number): [year: number, month: number] => {
  const date = new Date(day * dayMs);
  return [date.getUTCFullYear(), date.getUTCMonth()];
};
const firstOf = (year: number, month: number): number => Date.UTC(year, month, 1) / dayMs;

/** The day, week from Monday, month or year of a day. */
export function periodOf(day: number, step: SpendStep): DaySpan {
  const [year, month] = parts(day);
  switch (step) {
    case 'day':
      return { from: day, to: day };
    case 'week': {
      // 1 January 1970 was a Thursday.
      const monday = day - ((((day + 3) % 7) + 7) % 7);
      return { from: monday, to: monday + 6 };
    }
    case 'month':
      return { from: firstOf(year, month), to: firstOf(year, month + 1) - 1 };
    case 'year':
      return { from: firstOf(year, 0), to: firstOf(year + 1, 0) - 1 };
  }
}

/** The steps of a span, each cut to it. */
export function stepsOf({ from, to }: DaySpan, step: SpendStep): DaySpan[] {
  const steps: DaySpan[] = [];
  for (let day = from; day <= to; ) {
    const period = periodOf(day, step);
    steps.push({ from: day, to: Math.min(period.to, to) });
    day = period.to + 1;
  }
  return steps;
}

/** The span of the same kind before it: as many whole months before whole months, else as many days. */
export function spanBefore({ from, to }: DaySpan): DaySpan {
  const [year, month] = parts(from);
  const [endYear, endMonth] = parts(to + 1);
  const isWhole = from === firstOf(year, month) && to + 1 === firstOf(endYear, endMonth);
  const months = (endYear - year) * 12 + endMonth - month;
  return { from: isWhole ? firstOf(year, month - months) : from - (to - from + 1), to: from - 1 };
}
