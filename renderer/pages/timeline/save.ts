import type { TimelineEvent } from '../../../shared/timeline/index.ts';

const fileName = 'fuelgauge.ics';

/** Gives the events to the browser as a calendar file. The library that writes it is loaded with the first press. */
export async function saveCalendar(events: readonly TimelineEvent[], now: number): Promise<void> {
  const { calendarText } = await import('../../../shared/calendar.ts');
  const file = new Blob([calendarText(events, now)], { type: 'text/calendar;charset=utf-8' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = fileName;
  link.click();
  // The download has its own hold on the file once the press is handled.
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
