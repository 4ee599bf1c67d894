import { formatDay, formatInstant, formatTime, type WritingContext } from '../format.ts';
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

/** `midnight UTC (01:00 here)`, or just `15:40` if your clock shows the same time. */
export function zonedTime(instant: number, zone: string, context: WritingContext): string {
  const written = formatTime(instant, zone);
  const time = written === '00:00' ? 'midnight' : written;
  return isSameClock(instant, zone, context.zone)
    ? time
    : `${time} ${zoneName(zone)} (${formatTime(instant, context.zone)} here)`;
}

/** `1 December`, or with your time if it differs: `1 December, midnight UTC (30 Nov, 19:00 here)`. */
export function zonedDay(instant: number, zone: string, context: WritingContext): string {
  const day = longDay(instant, context, zone);
  if (isSameClock(instant, zone, context.zone)) return day;
  if (dayNumber(instant, zone) === dayNumber(instant, context.zone))
    return `${day}, ${zonedTime(instant, zone, context)}`;
  const written = formatTime(instant, zone);
  const time = written === '00:00' ? 'midnight' : written;
  return `${day}, ${time} ${zoneName(zone)} (${formatInstant(instant, context.zone)} here)`;
}

/** `midnight UTC (01:00 here)`, with your day if it differs: `midnight UTC (30 Nov, 19:00 here)`. */
export function zonedMoment(instant: number, zone: string, context: WritingContext): string {
  const words = zonedTime(instant, zone, context);
  return dayNumber(instant, zone) === dayNumber(instant, context.zone)
    ? words
    : words.replace(
        `(${formatTime(instant, context.zone)} here)`,
        `(${formatInstant(instant, context.zone)} here)`,
      );
}

/** `15:40` today, `22 Nov, 09:00` on another day, in your time zone. */
export function momentWords(instant: number, context: WritingContext): string {
  const day = (at: number) => formatDay(at, context.zone, context.now);
  return day(instant) === day(context.now)
    ? formatTime(instant, context.zone)
    : formatInstant(instant, context.zone);
}

/** `15:40` today, `midnight` at its end, `09:00 tomorrow`, `09:00 on 24 Nov`. `time`: the time of day in other words. */
export function comingMoment(
  instant: number,
  context: WritingContext,
  time = formatTime(instant, context.zone),
): string {
  const ahead = dayNumber(instant - 1, context.zone) - dayNumber(context.now, context.zone);
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
