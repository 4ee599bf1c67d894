import type { Cap } from '../model/index.ts';
import { dayMs, hourMs, weekMs } from './durations.ts';

/** How long a cap's window is taken to last, a month as 30 days; none where it has no length, or one too short to matter. */
export const windowMs: Partial<Record<Cap['window'], number>> = {
  hour: hourMs,
  day: dayMs,
  week: weekMs,
  month: 30 * dayMs,
};
