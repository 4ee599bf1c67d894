import { formatDay, formatInstant, formatTime, type WritingContext } from '../format.ts';
import type { Provenance } from '../model/index.ts';
import { dateFormat } from './date-format.ts';
import { dayNumber, dayStart } from './days.ts';
import { dayMs, hourMs, minuteMs } from './durations.ts';

// Spans and days, the way people say them.

/** `about 5 hours`, `about a day`, `about 3 days`, `about 5 weeks`, `about 4 months`; from milliseconds. */
export function aboutSpan(ms: number): string {
  const hours = Math.round(ms / hourMs);
  if (hours < 1) return 'less than an hour';
  if (hours < 24) return about(hours, 'hour', 'an');
  const days = Math.round(ms / dayMs);
  if (days < 21) return about(days, 'day');
  if (days <= 60) return about(Math.round(days / 7), 'week');
  const months = Math.round(days / 30.44);
  return months < 12 ? about(months, 'month') : months < 18 ? 'about a year' : 'more than a year';
}

const about = (count: number, unit: string, one = 'a'): string =>
  count === 1 ? `about ${one} ${unit}` : `about ${count} ${unit}s`;

/** `1 December`, with the year if it is not the present one. Days of cycles and grants are UTC days. */
export function longDay(instant: number, { now, locale }: WritingContext, zone = 'UTC'): string {
  const year = dateFormat('en-US', { timeZone: zone, year: 'numeric' });
  return dateFormat(locale === undefined || locale === 'en' ? 'en-GB' : locale, {
    day: 'numeric',
    month: 'long',
    ...(year.format(instant) === year.format(now) ? {} : { year: 'numeric' }),
    timeZone: zone,
  }).format(instant);
}

/** `today`, `tomorrow`, `Thursday` within six days, else `4 December`, in your time zone. */
export function dayName(instant: number, context: WritingContext): string {
  const ahead = daysAhead(instant, context);
  if (ahead === 0) return 'today';
  if (ahead === 1) return 'tomorrow';
  if (ahead > 1 && ahead <= namedDays)
    return dateFormat(context.locale ?? 'en-GB', {
      weekday: 'long',
      timeZone: context.zone,
    }).format(instant);
  return longDay(instant, context, context.zone);
}

/** Further ahead, a weekday would be ambiguous. */
const namedDays = 6;

const daysAhead = (instant: number, { now, zone }: WritingContext): number =>
  dayNumber(instant, zone) - dayNumber(now, zone);

/** As `dayName`, for the days of one sentence: if one of them needs a date, no other is a weekday. */
export function daysNamed(days: readonly number[], context: WritingContext): (day: number) => string {
  const isFar = days.some((day) => daysAhead(day, context) > namedDays);
  return (day) =>
    isFar && daysAhead(day, context) > 1 ? longDay(day, context, context.zone) : dayName(day, context);
}

/** The day with its preposition: `today`, `on Thursday`, `on 4 December`. */
export function onDay(name: string): string {
  return name === 'today' || name === 'tomorrow' ? name : `on ${name}`;
}

/** `between Thursday and Saturday`, `no earlier than Thursday`, or nothing without either end. */
export function betweenWords(first: string | null, last: string | null): string[] {
  if (first !== null && last !== null) return [`between ${first} and ${last}`];
  if (first !== null) return [`no earlier than ${first}`];
  return last === null ? [] : [`no later than ${last}`];
}

/** `this evening`, `tomorrow morning`; for today and tomorrow only. */
export function dayPart(instant: number, context: WritingContext): string {
  const hour = Number(formatTime(instant, context.zone).slice(0, 2));
  const part = hour < 5 ? 'night' : hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening';
  const isToday = dayNumber(instant, context.zone) === dayNumber(context.now, context.zone);
  if (part === 'night') return isToday ? 'tonight' : 'overnight';
  if (isToday) return hour >= 22 ? 'tonight' : `this ${part}`;
  return `tomorrow ${part}`;
}

/** `15:40`, rounded down to ten minutes: a cap that resets at midnight must not seem to be reached then. */
export function aboutTime(instant: number, context: WritingContext): string {
  const rounded = Math.floor(instant / (10 * minuteMs)) * 10 * minuteMs;
  return formatTime(rounded < context.now ? instant : rounded, context.zone);
}

function offset(instant: number, zone: string): string {
  const parts = dateFormat('en-US', {
    timeZone: zone,
    timeZoneName: 'longOffset',
  }).formatToParts(instant);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
}

/** Whether clocks in both time zones show the same time at an instant. */
export const isSameClock = (instant: number, zone: string, other: string): boolean =>
  offset(instant, zone) === offset(instant, other);

function zoneName(zone: string): string {
  return zone === 'UTC' || zone === 'Etc/UTC'
    ? 'UTC'
    : `in ${(zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')}`;
}

/** `midnight UTC`, `06:00 UTC`, with the day if it is another one than yours: `1 Dec, 06:00 UTC`. */
function besideIn(instant: number, zone: string, context: WritingContext): string {
  const written = formatTime(instant, zone);
  if (written === '00:00') return `midnight ${zoneName(zone)}`;
  const isSameDay = dayNumber(instant, zone) === dayNumber(instant, context.zone);
  return `${isSameDay ? written : formatInstant(instant, zone)} ${zoneName(zone)}`;
}

/** As `zonedTime`, with `00:00` for midnight, which is clearer after a day. */
export function clockTime(instant: number, zone: string, context: WritingContext): string {
  return `${formatTime(instant, context.zone)}${onTheirClock(instant, zone, context)}`;
}

/** ` (midnight UTC)`, after a time that the provider's clock shows differently; otherwise empty. */
export const onTheirClock = (instant: number, zone: string, context: WritingContext): string =>
  isSameClock(instant, zone, context.zone) ? '' : ` (${besideIn(instant, zone, context)})`;

/** The time of day where you are, with the provider's if its clock differs: `01:00 (midnight UTC)`, or just `15:40`. */
export function zonedTime(instant: number, zone: string, context: WritingContext): string {
  return clockTime(instant, zone, context).replace(/^00:00/, 'midnight');
}

/** `15:40` today, `22 Nov, 09:00` on another day, in your time zone. */
export function momentWords(instant: number, context: WritingContext): string {
  const day = (at: number) => formatDay(at, context.zone, context.now);
  return day(instant) === day(context.now)
    ? formatTime(instant, context.zone)
    : formatInstant(instant, context.zone);
}

/** Nothing is before the first instant that a Date can hold. */
const justBefore = (instant: number): number => Math.max(instant - 1, -8.64e15);

/** `15:40` today, `midnight` at its end, `09:00 tomorrow`, `09:00 on 24 Nov`. `time`: the time of day in other words. */
export function comingMoment(
  instant: number,
  context: WritingContext,
  time = formatTime(instant, context.zone),
): string {
  const ahead = dayNumber(justBefore(instant), context.zone) - dayNumber(context.now, context.zone);
  if (ahead === 1 && dayName(instant, context) === 'tomorrow') return `${time} tomorrow`;
  if (ahead <= 0) return time === '00:00' ? 'midnight' : time;
  return `${time} on ${formatDay(instant, context.zone, context.now)}`;
}

/** `2026-08` → `August 2026`. */
export function monthWords(month: string): string {
  return dateFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    dayStart(`${month}-01`),
  );
}

// One event is told on one day everywhere: the day where you are, with the provider's time beside it if its clock differs.
// Only the days that you entered are days without a time: they are told as you entered them, in UTC.

/** A refill, an expiry or a reset. */
export interface TimedEvent {
  at: number;
  /** The provider's time zone, in which it is at midnight, for example. */
  zone: string;
  /** Only its day is known. */
  isDay: boolean;
  /** Something ends, so its day is the last one on which it can be used: the day before, if it ends at your midnight. */
  isEnd: boolean;
}

/** The event that a cycle renews; a cycle computed from a day that you entered renews on a day. */
export const renewal = (at: number, from: Provenance | undefined): TimedEvent => ({
  at,
  zone: 'UTC',
  isDay: from !== undefined && from !== 'reported' && at % dayMs === 0,
  isEnd: false,
});

/** The event that credits expire; those that you entered expire on a day. */
export const expiry = (at: number, from?: Provenance): TimedEvent => ({
  ...renewal(at, from === 'entered' ? from : 'reported'),
  isEnd: true,
});

const zoneOf = ({ isDay }: TimedEvent, { zone }: Pick<WritingContext, 'zone'>): string =>
  isDay ? 'UTC' : zone;
const lastOf = ({ at, isEnd }: TimedEvent): number => (isEnd ? justBefore(at) : at);

/** The day of an event, counted from 1 January 1970. */
export const eventDay = (event: TimedEvent, context: Pick<WritingContext, 'zone'>): number =>
  dayNumber(lastOf(event), zoneOf(event, context));

/** The day of an event: `1 Dec`. */
export const eventDate = (event: TimedEvent, context: WritingContext): string =>
  formatDay(lastOf(event), zoneOf(event, context), context.now, context.locale);

/** The same in full: `1 December`. */
export const longEventDate = (event: TimedEvent, context: WritingContext): string =>
  longDay(lastOf(event), context, zoneOf(event, context));

/** Your time, if the provider's clock differs: `16:00 (midnight UTC)`; null if the day says enough. */
function eventTime(event: TimedEvent, context: WritingContext): string | null {
  return event.isDay || isSameClock(event.at, event.zone, context.zone)
    ? null
    : zonedTime(event.at, event.zone, context);
}

/** The same for a list of days: also a time other than midnight, if both clocks agree. */
export function eventClock(event: TimedEvent, context: WritingContext): string | null {
  const time = event.isDay ? 'midnight' : zonedTime(event.at, event.zone, context);
  return time === 'midnight' ? null : time;
}

const withTime = (date: string, event: TimedEvent, context: WritingContext): string => {
  const time = eventTime(event, context);
  if (time === null) return date;
  return isEndOfDay(event, context)
    ? `${date}${onTheirClock(event.at, event.zone, context)}`
    : `${date}, ${time}`;
};

/** `1 Dec`, or `30 Nov, 16:00 (midnight UTC)` if the provider's clock differs. */
export const eventWords = (event: TimedEvent, context: WritingContext): string =>
  withTime(eventDate(event, context), event, context);

/** The same in full: `30 November, 16:00 (midnight UTC)`. */
export const longEventWords = (event: TimedEvent, context: WritingContext): string =>
  withTime(longEventDate(event, context), event, context);

/** `at the end of 1 Dec`, or `on 1 Dec, 16:00 (midnight UTC)`. */
export const onEvent = (event: TimedEvent, context: WritingContext): string =>
  `${prepositionOf(event, context)} ${eventWords(event, context)}`;

/** `at the end of 1 December`, or `on 1 December, 16:00 (midnight UTC)`. */
export const onEventInFull = (event: TimedEvent, context: WritingContext): string =>
  `${prepositionOf(event, context)} ${longEventWords(event, context)}`;

const prepositionOf = (event: TimedEvent, context: WritingContext): string =>
  isEndOfDay(event, context) ? 'at the end of' : 'on';

const isEndOfDay = (event: TimedEvent, context: WritingContext): boolean =>
  event.isEnd && event.at % minuteMs === 0 && formatTime(event.at, zoneOf(event, context)) === '00:00';
