import { formatCount } from '../../../shared/format.ts';
import { dayMs, hourMs, minuteMs } from '../../../shared/time/index.ts';

/** `5 minutes`, `1 hour`, `15 seconds`: an interval in the largest unit that divides it. */
export function intervalWords(ms: number): string {
  if (ms % dayMs === 0) return formatCount(ms / dayMs, 'day');
  if (ms % hourMs === 0) return formatCount(ms / hourMs, 'hour');
  if (ms % minuteMs === 0) return formatCount(ms / minuteMs, 'minute');
  return formatCount(Math.round(ms / 1000), 'second');
}
