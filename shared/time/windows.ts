import type { Cap } from '../model/index.ts';
import { dayMs, hourMs, weekMs } from './durations.ts';

/** The length of a cap's window, with 30 days for a month. Windows without a length, or too short to matter, are missing. */
export const windowMs: Partial<Record<Cap['window'], number>> = {
  hour: hourMs,
  day: dayMs,
  week: weekMs,
  month: 30 * dayMs,
};
