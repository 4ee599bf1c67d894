import ical, { ICalEventBusyStatus, ICalEventTransparency } from 'ical-generator';
import { dayMs, minuteMs } from './time/index.ts';
import type { TimelineEvent } from './timeline/index.ts';

/**
 * The events as an iCalendar text (RFC 5545), without those that come daily. Refills and lapses fill the provider's day;
 * run-outs and resets stand at their time, and nothing blocks the day. The same event has the same UID each time, and a
 * later export a higher sequence, so that a calendar moves it.
 */
export function calendarText(events: readonly TimelineEvent[], now: number): string {
  const calendar = ical({ name: 'Fuelgauge', prodId: { company: 'Fuelgauge', product: 'timeline' } });
  for (const event of events) {
    if (event.daily) continue;
    const allDay = event.kind === 'refill' || event.kind === 'expiry';
    const start = allDay ? event.day * dayMs : event.at;
    calendar.createEvent({
      id: `${encodeURIComponent(event.id)}@fuelgauge`,
      stamp: new Date(now),
      sequence: Math.max(0, Math.floor(now / minuteMs)),
      start: new Date(start),
      end: new Date(allDay ? start + dayMs : start + 30 * minuteMs),
      allDay,
      summary: plain(`${event.name}: ${event.title.charAt(0).toLowerCase()}${event.title.slice(1)}`),
      description: plain(descriptionOf(event)),
      busystatus: ICalEventBusyStatus.FREE,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  // The library leaves out the last line's end, which the standard asks for.
  return `${calendar.toString()}\r\n`;
}

function descriptionOf({ title, time, detail }: TimelineEvent): string {
  const first = `${title}${time === null ? '' : `, ${time}`}.`;
  return detail === null ? first : `${first}\n${detail}`;
}

/** Without control characters, which no calendar accepts; line breaks stay. */
const plain = (text: string): string => text.replace(/(?!\n)\p{Cc}/gu, ' ');
