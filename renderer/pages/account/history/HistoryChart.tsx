import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { type ChartProps, chartOptions, height } from './chart-options.ts';
import styles from './HistoryChart.module.css';

/** One pool's balance and forecast. Loaded lazily, because the first paint does not need uPlot. */
export default function HistoryChart(props: ChartProps) {
  const { rows, from, end, marks, cap, tone, range, unit, mask, onPoint } = props;
  const host = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const chart = new uPlot(
      chartOptions({ rows, from, end, marks, cap, tone, range, unit, mask, onPoint }, element),
      [
        rows.map((row) => row.t / 1000),
        rows.map((row) => row.remaining),
        rows.map((row) => row.expected?.early ?? null),
        rows.map((row) => row.expected?.late ?? null),
        rows.map((row) => row.expected?.likely ?? null),
      ],
      element,
    );
    const resize = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height }));
    resize.observe(element);
    // Each draw reads the colours, so a change of theme needs only a redraw.
    const redraw = () => chart.redraw(false);
    const theme = new MutationObserver(redraw);
    theme.observe(document.documentElement, { attributes: true });
    const scheme = window.matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', redraw);
    return () => {
      scheme.removeEventListener('change', redraw);
      theme.disconnect();
      resize.disconnect();
      chart.destroy();
    };
  }, [rows, from, end, marks, cap, tone, range, unit, mask, onPoint]);

  return <div ref={host} className={styles.canvas} />;
}
