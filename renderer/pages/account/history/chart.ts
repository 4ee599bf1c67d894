import { capName } from '../../../../shared/caps.ts';
import {
  formatAmount,
  formatQuantity,
  type Writing,
  type WritingContext,
} from '../../../../shared/format.ts';
import type { Cap, ForecastPoint, PoolState, Unit } from '../../../../shared/model/index.ts';
import { dayMs, eventDate, expiryIn, hourMs, renewal, windowMs } from '../../../../shared/time/index.ts';

// The words and the axes of the history chart: pure, without a canvas.

export interface Point {
  t: number;
  remaining: number;
}

export const ranges = [
  { value: '24h', label: '24 h', words: 'the last 24 hours', span: dayMs },
  { value: '7d', label: '7 days', words: 'the last 7 days', span: 7 * dayMs },
  { value: '30d', label: '30 days', words: 'the last 30 days', span: 30 * dayMs },
  { value: '1y', label: '1 year', words: 'the last year', span: 365 * dayMs },
] as const;
export type RangeValue = (typeof ranges)[number]['value'];
export type Range = { value: RangeValue; words: string; span: number };

/** With less history than this, the axis has still this span; milliseconds. */
const shortestSpan = 6 * hourMs;

/** The range as it is drawn: no longer than the history, with the ticks and the precision of that span. */
export function fittedRange(range: Range, points: readonly Point[], to: number): Range {
  const first = points[0]?.t;
  if (first === undefined) return range;
  const span = Math.min(range.span, Math.max(shortestSpan, (to - first) * 1.02));
  const { value } = ranges.find((each) => each.span >= span) ?? range;
  return { value, words: range.words, span };
}

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

/** Labels of the time axis; January shows the year. A repeated label is left out. An undefined `zone` is the system's. */
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

/** One instant, as precise as the range needs. */
export function pointTime(instant: number, range: RangeValue, zone?: string): string {
  return new Intl.DateTimeFormat('en-GB', { ...momentFormats[range], timeZone: zone }).format(instant);
}

/** One instant within a sentence: `on 20 Nov at 22:37`. */
function onTime(instant: number, range: RangeValue, zone?: string): string {
  const day = new Intl.DateTimeFormat('en-GB', {
    ...dayMonth,
    ...(range === '1y' && { year: 'numeric' }),
    timeZone: zone,
  }).format(instant);
  return range === '1y' ? `on ${day}` : `on ${day} at ${pointTime(instant, '24h', zone)}`;
}

/** Labels of the amount axis; compact from ten million on, so that they fit. */
export function amountLabels(amounts: readonly number[], unit: Unit, writing: Writing = {}): string[] {
  const largest = Math.max(0, ...amounts.map(Math.abs));
  if (largest < 10_000_000 || writing.mask)
    return amounts.map((amount) => formatAmount(amount, unit, writing));
  const compact = new Intl.NumberFormat(writing.locale ?? 'en', {
    notation: 'compact',
    maximumFractionDigits: 2,
    ...(unit.kind === 'money' ? { style: 'currency', currency: unit.code } : {}),
  });
  return amounts.map((amount) => compact.format(amount));
}

/** The points, with the current reading if it is newer, so that the line ends at the balance shown above. */
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

/** An instant on the time axis, with its reading or its forecast. */
export interface ChartRow {
  t: number;
  remaining: number | null;
  expected: Omit<ForecastPoint, 't'> | null;
}

/**
 * History and forecast on one axis. The forecast starts at the last reading, and a refill is a vertical step in it.
 * One point beyond `end` stays, so that the lines run off the chart.
 */
export function chartRows(
  points: readonly Point[],
  path: readonly ForecastPoint[],
  end: number,
  renewsAt: number | null,
): ChartRow[] {
  const last = points.at(-1);
  const ahead = last === undefined ? [...path] : path.filter(({ t }) => t > last.t);
  const beyond = ahead.findIndex(({ t }) => t > end);
  const shown = beyond < 0 ? ahead : ahead.slice(0, beyond + 1);
  const rows: ChartRow[] = points.map((point) => ({ ...point, expected: null }));
  const join = rows.at(-1);
  if (join !== undefined && join.remaining !== null && shown.length > 0)
    join.expected = { early: join.remaining, likely: join.remaining, late: join.remaining };
  shown.forEach(({ t, ...expected }, at) => {
    const before = shown[at - 1];
    if (before !== undefined && expected.likely > before.likely) {
      const step = renewsAt !== null && renewsAt > before.t + 1 && renewsAt < t ? renewsAt : t;
      const { early, likely, late } = before;
      if (step - 1 > before.t) rows.push({ t: step - 1, remaining: null, expected: { early, likely, late } });
      if (step < t) rows.push({ t: step, remaining: null, expected });
    }
    rows.push({ t, remaining: null, expected });
  });
  return rows;
}

/**
 * The end of the time axis: a third of the range after now, or up to half of it to include the refill or the run-out,
 * but never beyond the forecast. Without a forecast it is `now`.
 */
export function axisEnd(now: number, range: Range, path: readonly ForecastPoint[], pool: PoolState): number {
  const fan = path.at(-1)?.t;
  if (fan === undefined || fan <= now) return now;
  const half = now + range.span / 2;
  const wanted = [pool.cycle?.renewsAt, pool.forecast?.runsOutAt.likely, pool.forecast?.runsOutAt.late]
    .filter((at) => at != null)
    .map((at) => at + range.span / 24)
    .filter((at) => at <= half);
  return Math.min(fan, Math.max(now + range.span / 3, ...wanted));
}

/** A vertical line across the chart. */
export interface ChartMark {
  t: number;
  kind: 'now' | 'refill' | 'expiry';
  label: string;
}

const mostMarks = 5;

/** Now, the next refill and the expiries within the axis. */
export function chartMarks(
  pool: PoolState,
  range: Range,
  end: number,
  { now, zone }: WritingContext,
): ChartMark[] {
  if (end <= now) return [];
  const isInside = (at: number | null): at is number => at !== null && at > now && at < end;
  const renewsAt = pool.cycle?.renewsAt ?? null;
  const expiries = pool.grants.flatMap(({ expiresAt, kind }) =>
    isInside(expiresAt) && !(kind === 'refill' && expiresAt === renewsAt) ? [expiresAt] : [],
  );
  const marks: ChartMark[] = [...new Set(expiries)].map((t) => ({
    t,
    kind: 'expiry',
    label: `expiry, ${eventDate(expiryIn(pool, t), { now, zone })}`,
  }));
  // Daily refills would draw a line for every night.
  if (isInside(renewsAt) && (pool.cycle?.frequency !== 'daily' || range.value === '24h'))
    marks.push({
      t: renewsAt,
      kind: 'refill',
      label: `refill, ${eventDate(renewal(renewsAt, pool.provenance.cycle), { now, zone })}`,
    });
  marks.sort((a, b) => a.t - b.t);
  return [
    { t: now, kind: 'now' as const, label: range.value === '24h' ? 'Now' : 'Today' },
    ...marks.slice(0, mostMarks),
  ];
}

/** The lowest balance that a cap allows, from the start of its window to its reset. */
export interface CapLine {
  from: number;
  to: number;
  level: number;
  label: string;
}

/** The highest such line; null if no cap stops spending before the balance is empty. */
export function capLine(pool: PoolState, caps: readonly Cap[], now: number): CapLine | null {
  const { remaining } = pool;
  if (remaining === null) return null;
  const lines = caps.flatMap((cap): CapLine[] => {
    const { used, limit, resetsAt } = cap;
    const span = cap.unit === undefined ? windowMs(cap) : undefined;
    if (span === undefined || used === null || resetsAt === null || resetsAt <= now) return [];
    const level = remaining - Math.max(0, limit - used);
    return level > 0 ? [{ from: resetsAt - span, to: resetsAt, level, label: capName(cap) }] : [];
  });
  return lines.sort((a, b) => b.level - a.level)[0] ?? null;
}

/** Centres each label over its line, in the first row where it touches no other. All lengths are in the same unit. */
export function placeLabels(
  labels: readonly { x: number; width: number }[],
  left: number,
  right: number,
  gap: number,
): { x: number; row: number }[] {
  const placed: { x: number; width: number; row: number }[] = [];
  for (const { x: middle, width } of labels) {
    const x = Math.max(left, Math.min(right - width, middle - width / 2));
    let row = 0;
    const isTaken = () =>
      placed.some(
        (other) => other.row === row && x < other.x + other.width + gap && other.x < x + width + gap,
      );
    while (isTaken()) row += 1;
    placed.push({ x, width, row });
  }
  return placed;
}

/** The forecast at a point: `about 1,200 credits, 900 to 1,500`. */
export function expectedWords(
  { early, likely, late }: Omit<ForecastPoint, 't'>,
  unit: Unit,
  writing: Writing = {},
): string {
  const digits = (amount: number) => Number(amount.toPrecision(3));
  const range =
    digits(early) === digits(late)
      ? ''
      : `, ${formatAmount(digits(early), unit, writing)} to ${formatAmount(digits(late), unit, writing)}`;
  return `about ${formatQuantity(digits(likely), unit, writing)}${range}`;
}

/** The chart in one or two sentences, for people who can't see it. */
export function chartSummary(
  points: readonly Point[],
  range: Range,
  unit: Unit,
  { zone, ...writing }: Writing & { zone?: string | undefined } = {},
): string {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return `No readings in ${range.words}.`;
  const amounts = points.map((point) => point.remaining);
  const words = (amount: number) => formatQuantity(amount, unit, writing);
  const rises = points.filter((point, at) => at > 0 && point.remaining > (amounts[at - 1] ?? 0)).length;
  const rose = rises === 0 ? '' : rises === 1 ? ' It rose once.' : ` It rose ${rises} times.`;
  return (
    `Remaining over ${range.words}: from ${words(first.remaining)} ${onTime(first.t, range.value, zone)} ` +
    `to ${words(last.remaining)} ${onTime(last.t, range.value, zone)}; ` +
    `lowest ${words(Math.min(...amounts))}, highest ${words(Math.max(...amounts))}.${rose}`
  );
}

/** At most `count` points for the table, evenly spaced, newest first, always with the newest and the oldest. */
export function tablePoints<Kind>(points: readonly Kind[], count: number): Kind[] {
  if (points.length <= count) return [...points].reverse();
  const step = (points.length - 1) / (count - 1);
  const chosen = Array.from({ length: count }, (_, at) => points[Math.round(at * step)]);
  return chosen.filter((point) => point !== undefined).reverse();
}
