import type { TimelineEvent } from '../../../shared/timeline/index.ts';

/** In browser mode a calendar leads back to this page. */
const addressOf = (account: string): string =>
  new URL(`/#/account/${encodeURIComponent(account)}`, window.location.href).href;

const fileName = 'fuelgauge.ics';

/** Downloads the events as a calendar file. The first click loads the library that writes it. */
export async function saveCalendar(
  events: readonly TimelineEvent[],
  options: { now: number; zone: string; alarms: boolean },
): Promise<void> {
  const { calendarText } = await import('../../../shared/calendar.ts');
  const file = new Blob(
    [calendarText(events, { ...options, ...(window.fuelgauge === undefined && { addressOf }) })],
    { type: 'text/calendar;charset=utf-8' },
  );
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = fileName;
  link.click();
  // Once the click is handled, the download no longer needs the URL.
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
