import type { Cap } from '../../../shared/model/index.ts';
import { dayMs, hourMs, minuteMs } from '../../../shared/time/index.ts';

/** What is used of a window that is told in percent: a cap, never a balance. Without a figure there is no cap. */
export const percent = (used: number | null) => ({
  unit: { kind: 'percent' as const },
  limit: used === null ? null : 100,
  used,
});

const lengths = new Map<number, Cap['window']>([
  [minuteMs, 'minute'],
  [hourMs, 'hour'],
  [dayMs, 'day'],
  [7 * dayMs, 'week'],
]);

const units = [
  [dayMs, 'days'],
  [hourMs, 'hours'],
  [minuteMs, 'minutes'],
] as const;

/** The window of a cap by its length: one that has a name, or else a `span` with a label. */
export function windowOf(length: number): { window: Cap['window']; spanMs?: number; label?: string } {
  const window = lengths.get(length);
  if (window !== undefined) return { window };
  const unit = units.find(([unitMs]) => length % unitMs === 0);
  return { window: 'span', spanMs: length, ...(unit && { label: `Per ${length / unit[0]} ${unit[1]}` }) };
}
