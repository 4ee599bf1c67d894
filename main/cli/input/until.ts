import { Temporal } from 'temporal-polyfill';
import { forever } from '../../../shared/alerts/listed.ts';
import { type CommandError, ok, type Result } from '../../../shared/model/index.ts';
import { dayMs, hourMs, minuteMs } from '../../../shared/time/index.ts';
import { badInput } from '../exit.ts';
import { shown } from './values.ts';

/** How long a snooze or a mute lasts. */
export interface UntilOptions {
  for?: string;
  until?: string;
  forever?: boolean;
}

export interface Clock {
  /** Epoch milliseconds. */
  now: number;
  /** Your time zone, an IANA name. */
  zone: string;
}

type Read<Value> = Result<Value, CommandError>;

const unitMs: Record<string, number> = { m: minuteMs, h: hourMs, d: dayMs, w: 7 * dayMs };
const spans: Record<string, number> = { hour: hourMs, day: dayMs, week: 7 * dayMs };
/** Longer is a slip, or meant for good. */
const longestMs = 366 * dayMs;

/** The instant that the options name; undefined: they name none. */
export function readUntil(options: UntilOptions, clock: Clock): Read<number | undefined> {
  const given = [options.for, options.until, options.forever].filter((option) => option !== undefined);
  if (given.length > 1) return badInput('Use one of --for, --until and --forever at a time.');
  if (options.forever) return ok(forever);
  if (options.for !== undefined) return readSpan(options.for, clock);
  return options.until === undefined ? ok(undefined) : readMoment(options.until, clock);
}

/** `90m`, `1h`, `2d`, `1w`, `hour`, `day`, `week`; `tomorrow` is 09:00 where you are. */
function readSpan(text: string, clock: Clock): Read<number> {
  const word = text.trim().toLowerCase();
  if (word === 'tomorrow') return ok(startOf(1, '09:00', clock));
  const [, count = '', unit = ''] = /^(\d{1,4})\s*([mhdw])$/.exec(word) ?? [];
  const ms = spans[word] ?? Number(count) * (unitMs[unit] ?? 0);
  if (ms === 0) return badInput(`‘${shown(text)}’ is not a span of time. Write 90m, 1h, 2d, 1w or tomorrow.`);
  return ms > longestMs ? badInput('That is longer than a year.') : ok(clock.now + ms);
}

/** From when on: a day begins where you are, or an instant with its zone. */
export function readSince(text: string, clock: Clock): Read<number> {
  const written = text.trim();
  const at = written.length < 'yyyy-mm-dd'.length ? null : momentOf(written, clock);
  return at === null
    ? badInput(`‘${shown(text)}’ is not a date. Write 2026-12-14, or 2026-12-14T09:00:00+01:00.`)
    : ok(at);
}

/** A day begins where you are; `09:00` is the next one there; or an instant with its zone. */
function readMoment(text: string, clock: Clock): Read<number> {
  const written = text.trim();
  const at = momentOf(written, clock);
  if (at === null)
    return badInput(`‘${shown(text)}’ is not a time. Write 2026-12-14, 09:00, or 2026-12-14T09:00:00+01:00.`);
  return at > clock.now ? ok(at) : badInput('This time has already passed. Choose a later one.');
}

function momentOf(written: string, clock: Clock): number | null {
  try {
    if (/^\d{2}:\d{2}$/.test(written)) {
      const today = startOf(0, written, clock);
      return today > clock.now ? today : startOf(1, written, clock);
    }
    if (/^\d{4}-\d{2}-\d{2}$/.test(written))
      return Temporal.PlainDate.from(written).toZonedDateTime(clock.zone).epochMilliseconds;
    return Temporal.Instant.from(written).epochMilliseconds;
  } catch {
    return null;
  }
}

/** A time of day, so many days from today, where you are. */
function startOf(days: number, time: string, { now, zone }: Clock): number {
  return Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .add({ days })
    .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
}
