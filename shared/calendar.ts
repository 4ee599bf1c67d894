import ical, { ICalEventBusyStatus, ICalEventTransparency } from 'ical-generator';
import { plainLines, plainText } from './plain-text.ts';
import { dayMs, minuteMs } from './time/index.ts';
import type { TimelineEvent } from './timeline/index.ts';

/**
 * The events as iCalendar text (RFC 5545), without daily ones. Refills and expiries are all-day events; run-outs and resets
 * have a time; none of them marks you as busy. An event keeps its UID and a later export has a higher sequence, so that
 * calendars move it.
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
      summary: plainText(`${event.name}: ${event.title.charAt(0).toLowerCase()}${event.title.slice(1)}`),
      description: plainLines(descriptionOf(event)),
      busystatus: ICalEventBusyStatus.FREE,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  // The library omits the final line break, which the standard requires.
  return `${calendar.toString()}\r\n`;
}

function descriptionOf({ title, time, detail }: TimelineEvent): string {
  const first = `${title}${time === null ? '' : `, ${time}`}.`;
  return detail === null ? first : `${first}\n${detail}`;
}
