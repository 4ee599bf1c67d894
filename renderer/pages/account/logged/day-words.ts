import { formatDay } from '../../../../shared/format.ts';
import { dayNumber, dayStart, noonOf } from '../../../../shared/time/index.ts';

/** A UTC day of the log (`2026-11-12`) as it is written in sentences. */
export const dayWords = (day: string, now: number): string =>
  formatDay(noonOf(dayNumber(dayStart(day))), 'UTC', now);
