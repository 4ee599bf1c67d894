import { formatCount, formatDay, formatInstant, formatTime } from '../../../shared/format.ts';
import type { Place } from '../../../shared/outlook.ts';
import { dayMs, hourMs, minuteMs } from '../../../shared/time.ts';

/** `15:40` today, `22 Nov, 09:00` on another day, in the person's zone. */
export function momentWords(instant: number, place: Place): string {
  const day = (at: number) => formatDay(at, place.zone, place.now);
  return day(instant) === day(place.now)
    ? formatTime(instant, place.zone)
    : formatInstant(instant, place.zone);
}

/** `5 minutes`, `1 hour`, `15 seconds`: an interval in its largest unit that divides it. */
export function intervalWords(ms: number): string {
  if (ms % dayMs === 0) return formatCount(ms / dayMs, 'day');
  if (ms % hourMs === 0) return formatCount(ms / hourMs, 'hour');
  if (ms % minuteMs === 0) return formatCount(ms / minuteMs, 'minute');
  return formatCount(Math.round(ms / 1000), 'second');
}
