import { dayMs, hourMs, minuteMs } from '../time/durations.ts';

/** `45 min`, `5 h`, `2 d`, from milliseconds: as short as a bar wants it, and without `Intl`, which would take longer than all else. */
export function shortSpan(ms: number): string {
  if (ms < hourMs) return `${Math.floor(ms / minuteMs)} min`;
  return ms < 2 * dayMs ? `${Math.floor(ms / hourMs)} h` : `${Math.floor(ms / dayMs)} d`;
}
