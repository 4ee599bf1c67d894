import { lazy, Suspense } from 'react';
import type { WritingContext } from '../../../../shared/format.ts';
import { formatQuantity } from '../../../../shared/format.ts';
import type { AccountState, PoolState, Unit } from '../../../../shared/model/index.ts';
import { outlook } from '../../../../shared/outlook/index.ts';
import { Button } from '../../../components/controls/Button.tsx';
import { Notice } from '../../../components/feedback/Notice.tsx';
import { ExportHistory } from '../../../dialogs/history/ExportHistory.tsx';
import { type ChartRow, chartSummary, expectedWords, pointTime, type Range } from './chart.ts';
import { HistoryTable } from './HistoryTable.tsx';
import styles from './PoolHistory.module.css';
import { useHistory } from './useHistory.ts';

const HistoryChart = lazy(() => import('./HistoryChart.tsx'));

/** The values under the pointer, or how to read the forecast. */
function readout(
  row: ChartRow | null,
  range: Range,
  unit: Unit,
  isForeseen: boolean,
  context: WritingContext,
): string {
  if (row === null) return isForeseen ? 'Dashed: most likely. Shaded: 8 out of 10 cases.' : '';
  const when = pointTime(row.t, range.value);
  if (row.remaining !== null) return `${when}: ${formatQuantity(row.remaining, unit, context)}`;
  return row.expected === null ? when : `${when}: ${expectedWords(row.expected, unit, context)}`;
}

/** Reads the chart's points with the keyboard: the arrow keys, Page Up and Down, Home and End. Visible while it has the focus. */
function Reader({
  rows,
  pointed,
  onPoint,
  words,
}: {
  rows: readonly ChartRow[];
  pointed: ChartRow | null;
  onPoint(point: ChartRow | null): void;
  words(row: ChartRow | null): string;
}) {
  const last = rows.findLastIndex(({ remaining }) => remaining !== null);
  const at = pointed === null ? -1 : rows.indexOf(pointed);
  return (
    <input
      type="range"
      className={styles.reader}
      aria-label="Read the chart point by point"
      min={0}
      max={Math.max(0, rows.length - 1)}
      value={at < 0 ? Math.max(0, last) : at}
      aria-valuetext={words(pointed ?? rows[last] ?? null)}
      onChange={(event) => onPoint(rows[Number(event.currentTarget.value)] ?? null)}
      onFocus={() => onPoint(rows[last] ?? null)}
      onBlur={() => onPoint(null)}
    />
  );
}

export interface PoolHistoryProps {
  account: AccountState;
  pool: PoolState;
  context: WritingContext;
  range: Range;
  asTable: boolean;
  pointed: ChartRow | null;
  onPoint(point: ChartRow | null): void;
  onTable(asTable: boolean): void;
}

/** One pool's chart or table, and the values under the pointer. */
export function PoolHistory({
  account,
  pool,
  context,
  range,
  asTable,
  pointed,
  onPoint,
  onTable,
}: PoolHistoryProps) {
  const loaded = useHistory(account, pool, range, context);
  if (loaded.state === 'loading') return <div className={styles.space} aria-busy="true" />;
  if (loaded.state === 'failed')
    return (
      <Notice tone="watch" title="The history could not be read">
        {loaded.message}
      </Notice>
    );
  if (loaded.points.length < 2)
    return (
      <p className={styles.empty}>
        {account.health.readAt === null
          ? 'History starts with the first reading.'
          : 'History starts with the next reading.'}
      </p>
    );
  const { points, unit, now, end } = loaded;
  const isForeseen = end > now;
  const words = (row: ChartRow | null) => readout(row, loaded.range, unit, isForeseen, context);
  const foreseen = isForeseen ? ` ${outlook(pool, [], context).long}` : '';
  return (
    <>
      {asTable ? (
        <HistoryTable loaded={loaded} context={context} />
      ) : (
        <div role="img" aria-label={`${chartSummary(points, loaded.range, unit, context)}${foreseen}`}>
          <Suspense fallback={<div className={styles.space} />}>
            <HistoryChart
              rows={loaded.rows}
              from={loaded.from}
              end={end}
              marks={loaded.marks}
              cap={loaded.cap}
              tone={loaded.tone}
              range={loaded.range.value}
              unit={unit}
              mask={context.mask ?? false}
              onPoint={onPoint}
            />
          </Suspense>
        </div>
      )}
      <div className={styles.foot}>
        {!asTable && <Reader rows={loaded.rows} pointed={pointed} onPoint={onPoint} words={words} />}
        <p className={styles.readout} aria-hidden="true">
          {!asTable && words(pointed)}
        </p>
        <ExportHistory account={account} variant="quiet" />
        <Button
          variant="quiet"
          className={styles.toggle}
          aria-pressed={asTable}
          onClick={() => onTable(!asTable)}
        >
          {asTable ? 'Show as chart' : 'Show as table'}
        </Button>
      </div>
    </>
  );
}
