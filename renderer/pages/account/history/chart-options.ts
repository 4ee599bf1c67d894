import uPlot from 'uplot';
import type { Unit } from '../../../../shared/model/index.ts';
import {
  amountLabels,
  type CapLine,
  type ChartMark,
  type ChartRow,
  type RangeValue,
  timeLabels,
} from './chart.ts';
import { drawCap, drawMarks } from './chart-marks.ts';

export interface ChartProps {
  rows: readonly ChartRow[];
  from: number;
  /** The end of the time axis; after the last reading if there is a forecast. */
  end: number;
  marks: readonly ChartMark[];
  cap: CapLine | null;
  /** The colour of the forecast. */
  tone: 'ok' | 'watch' | 'critical';
  range: RangeValue;
  unit: Unit;
  /** Whether the axis hides its amounts. */
  mask: boolean;
  /** The row under the pointer, or null when it leaves. */
  onPoint(row: ChartRow | null): void;
}

/** In pixels. */
export const height = 240;
const hour = 3600;
const day = 24 * hour;
// Tick distances in seconds; uPlot knows 30-day steps as calendar months.
const ticks: Record<RangeValue, number[]> = {
  '24h': [hour, 2 * hour, 3 * hour, 4 * hour, 6 * hour, 12 * hour],
  '7d': [day, 2 * day, 4 * day],
  '30d': [day, 2 * day, 4 * day, 7 * day, 15 * day],
  '1y': [30 * day, 60 * day, 90 * day, 120 * day, 180 * day],
};

/** A theme colour as the canvas understands it: reading the custom property would return light-dark() itself. */
function resolve(element: HTMLElement, color: string): string {
  element.style.color = color;
  const resolved = getComputedStyle(element).color;
  element.style.color = '';
  return resolved;
}

// Room for the marks' labels above the plot.
const labelSpace = 22;
const toneColors = { ok: 'var(--plan)', watch: 'var(--watch)', critical: 'var(--critical)' };

/** A theme colour, read at each draw. */
type Color = (value: string) => () => string;

export function chartOptions(props: ChartProps, element: HTMLElement): uPlot.Options {
  const color: Color = (value) => () => resolve(element, value);
  const { fontFamily } = getComputedStyle(element);
  const expected = toneColors[props.tone];
  return {
    width: element.clientWidth,
    height,
    padding: [props.marks.length > 0 ? labelSpace : 8, 20, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    scales: {
      x: { time: true, range: [props.from / 1000, props.end / 1000] },
      // From zero, so that slopes are in proportion; a debt goes below it.
      y: {
        range: (_, min, max) =>
          max <= 0 && min >= 0 ? [0, 1] : uPlot.rangeNum(Math.min(0, min), Math.max(0, max), 0.08, true),
      },
    },
    axes: axes(props, color, fontFamily),
    series: series(color, expected),
    // Between the late path above and the early one below.
    bands: [{ series: [3, 2], fill: color(`color-mix(in srgb, ${expected} 18%, transparent)`) }],
    hooks: {
      draw: [
        (chart) => {
          const font = `11.5px ${fontFamily}`;
          const style = (value: string) => resolve(element, value);
          if (props.cap !== null) drawCap(chart, props.cap, font, style);
          drawMarks(chart, props.marks, font, style);
        },
      ],
      setCursor: [
        ({ cursor }) => props.onPoint(cursor.idx == null ? null : (props.rows[cursor.idx] ?? null)),
      ],
    },
  };
}

/** Time below, amounts on the left. */
function axes({ range, unit, mask }: ChartProps, color: Color, fontFamily: string): uPlot.Axis[] {
  const stroke = color('var(--text-2)');
  // uPlot parses whole pixels only: on dense screens it draws fractional sizes far too small.
  const font = `12px ${fontFamily}`;
  return [
    {
      stroke,
      font,
      size: 28,
      gap: 8,
      grid: { show: false },
      ticks: { show: false },
      space: 72,
      incrs: ticks[range],
      values: (_, splits) =>
        timeLabels(
          splits.map((second) => second * 1000),
          range,
        ),
    },
    {
      stroke,
      font,
      gap: 8,
      space: 48,
      grid: { stroke: color('var(--line)'), width: 1 },
      ticks: { show: false },
      values: (_, splits) => amountLabels(splits, unit, { mask }),
      size: (_, values) => Math.max(28, ...(values ?? []).map((label) => label.length * 7 + 12)),
    },
  ];
}

/** Time, the balance, then the forecast: its early, late and likely path. */
function series(color: Color, expected: string): uPlot.Series[] {
  const stepped = uPlot.paths.stepped?.({ align: 1 });
  const edge: uPlot.Series = { width: 0, points: { show: false } };
  return [
    {},
    {
      stroke: color('var(--plan)'),
      fill: color('color-mix(in srgb, var(--plan) 10%, transparent)'),
      width: 2,
      points: { show: false },
      // A balance stays the same until the next reading, so it steps and does not slope.
      ...(stepped === undefined ? {} : { paths: stepped }),
    },
    edge,
    edge,
    { stroke: color(expected), width: 2, dash: [5, 4], points: { show: false } },
  ];
}
