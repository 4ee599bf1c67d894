import type { TimelineEvent } from '../../../shared/timeline/index.ts';
import { saveText } from '../../components/controls/save.ts';

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
  const text = calendarText(events, { ...options, ...(window.fuelgauge === undefined && { addressOf }) });
  saveText(text, fileName, 'text/calendar');
}
