import ical, {
  type ICalAlarmData,
  ICalAlarmType,
  ICalEventBusyStatus,
  ICalEventRepeatingFreq,
  ICalEventTransparency,
} from 'ical-generator';
import { plainLines, plainText } from './plain-text.ts';
import { dayMs, dayNumber, longDay, minuteMs } from './time/index.ts';
import type { TimelineEvent, TimelineKind } from './timeline/index.ts';

export interface CalendarOptions {
  /** Epoch milliseconds. */
  now: number;
  /** Your time zone, an IANA name: its days are those of a run-out. */
  zone: string;
  /** Reminders, a day before a run-out may come, or credits or a key expire. */
  alarms?: boolean;
  /** The address of an account's page; default: the desktop app's. */
  addressOf?(account: string): string;
}

/**
 * The events as iCalendar text (RFC 5545). Refills and expiries are all-day events; a run-out takes the days from its early to
 * its late end; resets have a time; daily events repeat. None marks you as busy. An event keeps its UID and a later export
 * has a higher sequence, so that calendars move it. A description has dates only, as its file may be read much later.
 */
export function calendarText(events: readonly TimelineEvent[], options: CalendarOptions): string {
  const { now, alarms = false, addressOf = accountLink } = options;
  const calendar = ical({ name: 'Fuelgauge', prodId: { company: 'Fuelgauge', product: 'timeline' } });
  for (const event of events) {
    const { start, end, allDay } = whenOf(event, options.zone);
    const warns = alarms && !event.daily && warned.has(event.kind);
    const url = addressOf(event.account);
    calendar.createEvent({
      id: `${encodeURIComponent(event.id)}@fuelgauge`,
      stamp: new Date(now),
      sequence: Math.max(0, Math.floor(now / minuteMs)),
      start: new Date(start),
      end: new Date(end),
      allDay,
      ...(event.daily && { repeating: { freq: ICalEventRepeatingFreq.DAILY } }),
      summary: plainText(`${event.name}: ${event.title.charAt(0).toLowerCase()}${event.title.slice(1)}`),
      description: plainLines(`${descriptionOf(event, options)}\n${url}`),
      url,
      busystatus: ICalEventBusyStatus.FREE,
      transparency: ICalEventTransparency.TRANSPARENT,
      ...(warns && { alarms: [reminder] }),
    });
  }
  // The library omits the final line break, which the standard requires.
  return `${calendar.toString()}\r\n`;
}

const warned: ReadonlySet<TimelineKind> = new Set(['run-out', 'expiry', 'key-expiry']);
const wholeDays: ReadonlySet<TimelineKind> = new Set(['refill', 'expiry', 'key-expiry']);
const reminder: ICalAlarmData = { type: ICalAlarmType.display, triggerBefore: dayMs / 1000 };

const accountLink = (account: string): string => `fuelgauge://account/${encodeURIComponent(account)}`;

function whenOf(event: TimelineEvent, zone: string): { start: number; end: number; allDay: boolean } {
  const { kind, at, day, daily, range } = event;
  if (kind === 'run-out') {
    const [first, last] =
      range === null
        ? [day, day]
        : [dayNumber(range.early, zone), dayNumber(Math.max(range.early, range.late - 1), zone)];
    return { start: first * dayMs, end: (last + 1) * dayMs, allDay: true };
  }
  if (!daily && wholeDays.has(kind)) return { start: day * dayMs, end: (day + 1) * dayMs, allDay: true };
  return { start: at, end: at + 30 * minuteMs, allDay: false };
}

/** Without the event's detail, whose words are true only today. */
function descriptionOf(
  { kind, title, time, at, range, daily }: TimelineEvent,
  { now, zone }: CalendarOptions,
): string {
  // A year other than today's is named; a file outlives the year, so it always is.
  const date = (instant: number) => `${longDay(instant, { now: instant, zone })} ${yearOf(instant, zone)}`;
  const first = `${title}${time === null || kind === 'run-out' ? '' : `, ${daily ? 'daily at ' : ''}${time}`}.`;
  const spread =
    kind !== 'run-out' || range === null
      ? []
      : [
          `Most likely on ${date(at)}; at the earliest on ${date(range.early)}, at the latest on ${date(range.late)}.`,
        ];
  return [first, ...spread, `As seen on ${date(now)}.`].join('\n');
}

const yearOf = (instant: number, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { year: 'numeric', timeZone: zone }).format(instant);
