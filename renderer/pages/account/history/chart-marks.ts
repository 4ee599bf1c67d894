import type uPlot from 'uplot';
import { type CapLine, type ChartMark, placeLabels } from './chart.ts';

// Drawn over the chart: vertical lines with labels above, and the cap. All lengths are canvas pixels.

const colors = { now: 'var(--text-2)', refill: 'var(--text-2)', expiry: 'var(--lapse-text)' } as const;
const rowHeight = 15;

/** Scales a CSS font to the canvas, whose pixels are smaller on dense screens. */
function prepare(chart: uPlot, font: string): number {
  const ratio = window.devicePixelRatio;
  chart.ctx.font = font.replace(/^[\d.]+/, (size) => String(Number(size) * ratio));
  chart.ctx.textBaseline = 'alphabetic';
  chart.ctx.textAlign = 'left';
  chart.ctx.lineWidth = ratio;
  return ratio;
}

/** Draws a dotted line for each mark; labels that would touch move down a row. */
export function drawMarks(
  chart: uPlot,
  marks: readonly ChartMark[],
  font: string,
  style: (color: string) => string,
): void {
  const { ctx, bbox } = chart;
  ctx.save();
  const ratio = prepare(chart, font);
  const labels = marks.map(({ t, label }) => ({
    x: chart.valToPos(t / 1000, 'x', true),
    width: ctx.measureText(label).width,
  }));
  const places = placeLabels(labels, bbox.left, bbox.left + bbox.width, 8 * ratio);
  const placed = marks.map((mark, at) => {
    const { x, width } = labels[at] ?? { x: 0, width: 0 };
    const { x: left, row } = places[at] ?? { x, row: 0 };
    return { ...mark, x, width, left, row };
  });
  for (const { kind, x, row } of placed) {
    ctx.strokeStyle = style(colors[kind]);
    ctx.setLineDash([2 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(Math.round(x), bbox.top + row * rowHeight * ratio);
    ctx.lineTo(Math.round(x), bbox.top + bbox.height);
    ctx.stroke();
  }
  // Labels have a background, so that no line crosses them out.
  for (const { kind, label, left, width, row } of placed) {
    const base = bbox.top + (row * rowHeight - 7) * ratio;
    ctx.fillStyle = style('var(--page)');
    ctx.fillRect(left - 3 * ratio, base - 11 * ratio, width + 6 * ratio, 14 * ratio);
    ctx.fillStyle = style(colors[kind]);
    ctx.fillText(label, left, base);
  }
  ctx.restore();
}

/** Draws a level from the start of the cap's window to its reset, with the cap's name. */
export function drawCap(
  chart: uPlot,
  { from, to, level, label }: CapLine,
  font: string,
  style: (color: string) => string,
): void {
  const { ctx, bbox } = chart;
  ctx.save();
  const ratio = prepare(chart, font);
  const right = bbox.left + bbox.width;
  const x = (at: number) => Math.max(bbox.left, Math.min(right, chart.valToPos(at / 1000, 'x', true)));
  const y = Math.round(chart.valToPos(level, 'y', true));
  ctx.strokeStyle = ctx.fillStyle = style('var(--text-2)');
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.moveTo(x(from), y);
  ctx.lineTo(x(to), y);
  ctx.stroke();
  const width = ctx.measureText(label).width;
  // The label goes left if there is room, because the forecast is on the right.
  const before = x(from) - width - 5 * ratio;
  ctx.fillText(
    label,
    before >= bbox.left ? before : bbox.left + 5 * ratio,
    before >= bbox.left ? y + 4 * ratio : y + 14 * ratio,
  );
  ctx.restore();
}
