import type { Cap } from '../model/index.ts';
import { dayMs, hourMs, weekMs } from './durations.ts';

const lengths: Partial<Record<Cap['window'], number>> = {
  hour: hourMs,
  day: dayMs,
  week: weekMs,
  month: 30 * dayMs,
};

/** The length of a cap's window, with 30 days for a month. Undefined if it has none, or is too short to matter. */
export const windowMs = ({ window, spanMs }: Pick<Cap, 'window' | 'spanMs'>): number | undefined =>
  window === 'span' ? spanMs : lengths[window];
