import { formatAmount, formatQuantity } from '../../shared/format.ts';
import type { Unit } from '../../shared/model/index.ts';

// What the history chart says and how its axes are written: pure, without a canvas.

export interface Point {
  t: number;
  remaining: number;
}

const hour = 3_600_000;
const day = 24 * hour;
export const ranges = [
  { value: '24h', label: '24 h', words: 'the last 24 hours', span: day },
  { value: '7d', label: '7 days', words: 'the last 7 days', span: 7 * day },
  { value: '30d', label: '30 days', words: 'the last 30 days', span: 30 * day },
  { value: '1y', label: '1 year', words: 'the last year', span: 365 * day },
] as const;
export type Range = (typeof ranges)[number];
export type RangeValue = Range['value'];

const dayMonth: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' };
const tickFormats: Record<RangeValue, Intl.DateTimeFormatOptions> = {
  '24h': { hour: '2-digit', minute: '2-digit' },
  '7d': { weekday: 'short', ...dayMonth },
  '30d': dayMonth,
  '1y': { month: 'short' },
};
const momentFormats: Record<RangeValue, Intl.DateTimeFormatOptions> = {
  '24h': { hour: '2-digit', minute: '2-digit' },
  '7d': { ...dayMonth, hour: '2-digit', minute: '2-digit' },
  '30d': { ...dayMonth, hour: '2-digit', minute: '2-digit' },
  '1y': { ...dayMonth, year: 'numeric' },
};

/** Labels of the time axis; months name the year at its start. A label equal to the one before it is left out. `zone` undefined is the system's. */
export function timeLabels(instants: readonly number[], range: RangeValue, zone?: string): string[] {
  const format = new Intl.DateTimeFormat('en-GB', { ...tickFormats[range], timeZone: zone });
  const month = new Intl.DateTimeFormat('en-GB', { month: 'numeric', timeZone: zone });
  const year = new Intl.DateTimeFormat('en-GB', { year: 'numeric', timeZone: zone });
  let last = '';
  return instants.map((instant) => {
    const starts = range === '1y' && month.format(instant) === '1';
    const label = starts ? year.format(instant) : format.format(instant);
    if (label === last) return '';
    last = label;
    return label;
  });
}

/** One instant of the range, as fine as the range asks for. */
export function pointTime(instant: number, range: RangeValue, zone?: string): string {
  return new Intl.DateTimeFormat('en-GB', { ...momentFormats[range], timeZone: zone }).format(instant);
}

/** Labels of the amount axis; compact from ten million on, so that they keep their column. */
export function amountLabels(amounts: readonly number[], unit: Unit, locale = 'en'): string[] {
  const largest = Math.max(0, ...amounts.map(Math.abs));
  if (largest < 10_000_000) return amounts.map((amount) => formatAmount(amount, unit, locale));
  const compact = new Intl.NumberFormat(locale, {
    notation: 'compact',
    maximumFractionDigits: 2,
    ...(unit.kind === 'money' ? { style: 'currency', currency: unit.code } : {}),
  });
  return amounts.map((amount) => compact.format(amount));
}

/** The points, ended by the current reading where it is newer, so that the line reaches the number above it. */
export function withCurrent(
  points: readonly Point[],
  readAt: number | null,
  remaining: number | null,
  to: number,
): Point[] {
  const last = points.at(-1);
  if (readAt === null || remaining === null || readAt > to || (last !== undefined && last.t >= readAt))
    return [...points];
  return [...points, { t: readAt, remaining }];
}

/** The chart in one or two sentences, for those who don't see it. */
export function chartSummary(points: readonly Point[], range: Range, unit: Unit, zone?: string): string {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return `No readings in ${range.words}.`;
  const amounts = points.map((point) => point.remaining);
  const words = (amount: number) => formatQuantity(amount, unit);
  const rises = points.filter((point, at) => at > 0 && point.remaining > (amounts[at - 1] ?? 0)).length;
  const rose = rises === 0 ? '' : rises === 1 ? ' It rose once.' : ` It rose ${rises} times.`;
  return (
    `Remaining over ${range.words}: from ${words(first.remaining)} on ${pointTime(first.t, range.value, zone)} ` +
    `to ${words(last.remaining)} on ${pointTime(last.t, range.value, zone)}; ` +
    `lowest ${words(Math.min(...amounts))}, highest ${words(Math.max(...amounts))}.${rose}`
  );
}

/** At most `count` points for the table, evenly chosen, newest first, always with the newest and the oldest. */
export function tablePoints(points: readonly Point[], count: number): Point[] {
  if (points.length <= count) return [...points].reverse();
  const step = (points.length - 1) / (count - 1);
  const chosen = Array.from({ length: count }, (_, at) => points[Math.round(at * step)]);
  return chosen.filter((point) => point !== undefined).reverse();
}
