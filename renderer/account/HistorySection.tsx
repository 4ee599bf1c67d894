import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import { formatQuantity, type WritingContext } from '../../shared/format.ts';
import type { AccountState, ForecastPoint, PoolState, Unit } from '../../shared/model/index.ts';
import { outlook } from '../../shared/outlook/index.ts';
import { Button } from '../components/Button.tsx';
import { Notice } from '../components/Notice.tsx';
import { Select } from '../components/Select.tsx';
import { api } from '../state/index.ts';
import {
  axisEnd,
  type CapLine,
  type ChartMark,
  type ChartRow,
  capLine,
  chartMarks,
  chartRows,
  chartSummary,
  expectedWords,
  type Point,
  pointTime,
  type Range,
  ranges,
  tablePoints,
  withCurrent,
} from './chart.ts';
import styles from './History.module.css';

const HistoryChart = lazy(() => import('./HistoryChart.tsx'));

type Loaded =
  | { state: 'loading' }
  | { state: 'failed'; message: string }
  | {
      state: 'ready';
      points: Point[];
      from: number;
      now: number;
      end: number;
      rows: ChartRow[];
      marks: ChartMark[];
      cap: CapLine | null;
      tone: 'ok' | 'watch' | 'critical';
      range: Range;
      unit: Unit;
    };

// As many points as a wide chart can draw.
const mostPoints = 600;
const tableRows = 30;
const forecastRows = 10;

/** A pool's history and forecast, asked for again after every new reading. What was loaded stays until the next answer. */
function useHistory(account: AccountState, pool: PoolState, range: Range, context: WritingContext): Loaded {
  const latest = useRef({ context, pool, account });
  latest.current = { context, pool, account };
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading' });
  const { id } = account;
  const { readAt } = account.health;

  useEffect(() => {
    let wanted = true;
    const to = Math.max(latest.current.context.now, readAt ?? 0);
    const from = to - range.span;
    Promise.all([
      api.history.query({ account: id, pool: pool.id, from, to, points: mostPoints }),
      api.forecast.query({ account: id, pool: pool.id }),
    ]).then(
      ([result, forecast]) => {
        if (!wanted) return;
        // A chart without its forecast is still worth showing.
        const path = forecast.ok ? forecast.value : [];
        setLoaded(
          result.ok
            ? ready(result.value, path, { ...latest.current, range, from, now: to })
            : { state: 'failed', message: result.error.message },
        );
      },
      () => {
        if (wanted)
          setLoaded({ state: 'failed', message: 'Fuelgauge did not answer. Try again in a moment.' });
      },
    );
    return () => {
      wanted = false;
    };
  }, [id, pool.id, range, readAt]);

  return loaded;
}

interface Loading {
  account: AccountState;
  pool: PoolState;
  context: WritingContext;
  range: Range;
  from: number;
  now: number;
}

function ready(history: readonly Point[], path: readonly ForecastPoint[], loading: Loading): Loaded {
  const { account, pool, context, range, from, now } = loading;
  // The caps limit spending from the first pool.
  const caps = pool.id === account.pools[0]?.id ? account.caps : [];
  const points = withCurrent(history, account.health.readAt, pool.remaining, now);
  const end = points.length < 2 ? now : axisEnd(now, range, path, pool);
  const { tone } = outlook(pool, caps, { ...context, now });
  return {
    state: 'ready',
    points,
    from,
    now,
    end,
    rows: chartRows(points, end > now ? path : [], end, pool.cycle?.renewsAt ?? null),
    marks: chartMarks(pool, range, now, end),
    cap: end > now ? capLine(pool, caps, now) : null,
    tone: tone === 'critical' || tone === 'watch' ? tone : 'ok',
    range,
    unit: pool.unit,
  };
}

/** The range that the history fills, where it is known how long that is. */
function firstRange(pool: PoolState | undefined): Range {
  const hours = pool?.forecast?.basis.hours ?? Number.POSITIVE_INFINITY;
  if (hours < 48) return ranges[0];
  // Refills of every day, a month of them, make a comb.
  return hours < 10 * 24 || pool?.cycle?.frequency === 'daily' ? ranges[1] : ranges[2];
}

function RangeChoice({ value, onChange }: { value: Range; onChange(range: Range): void }) {
  const name = useId();
  return (
    <fieldset className={styles.ranges}>
      <legend className="visually-hidden">Time shown</legend>
      {ranges.map((range) => (
        <label key={range.value} className={styles.range}>
          <input
            type="radio"
            name={name}
            value={range.value}
            checked={range.value === value.value}
            onChange={() => onChange(range)}
          />
          <span>{range.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

function HistoryTable({ loaded, context }: { loaded: Loaded & { state: 'ready' }; context: WritingContext }) {
  const { points, range, unit, now, end } = loaded;
  const rows = tablePoints(points, tableRows);
  const ahead = loaded.rows.flatMap(({ t, expected }) =>
    expected !== null && t > now && t <= end ? [{ t, expected }] : [],
  );
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region takes the focus */}
      <section className={styles.frame} aria-label="History as a table" tabIndex={0}>
        <table className={styles.table}>
          <caption className="visually-hidden">
            Remaining over {range.words}
            {ahead.length > 0 && ', and what is expected'}
          </caption>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Remaining</th>
            </tr>
          </thead>
          {ahead.length > 0 && (
            <tbody className={styles.ahead}>
              {tablePoints(ahead, forecastRows).map(({ t, expected }) => (
                <tr key={t}>
                  <td>{pointTime(t, range.value)}, expected</td>
                  <td>{expectedWords(expected, unit, context)}</td>
                </tr>
              ))}
            </tbody>
          )}
          <tbody>
            {rows.map((point) => (
              <tr key={point.t}>
                <td>{pointTime(point.t, range.value)}</td>
                <td>{formatQuantity(point.remaining, unit, context)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length < points.length && (
        <p className={styles.quiet}>
          {rows.length} of {points.length} points, evenly chosen.
        </p>
      )}
    </>
  );
}

/** The history of one of the account's pools and what is expected of it, as a chart or as a table. */
export function HistorySection({
  account,
  pools,
  context,
}: {
  account: AccountState;
  pools: readonly PoolState[];
  context: WritingContext;
}) {
  const [range, setRange] = useState<Range>(() => firstRange(pools[0]));
  const [poolId, setPoolId] = useState<string | null>(null);
  const [asTable, setAsTable] = useState(false);
  const [pointed, setPointed] = useState<ChartRow | null>(null);
  const pool = pools.find((candidate) => candidate.id === poolId) ?? pools[0];
  const heading = useId();
  if (pool === undefined) return null;
  const isForeseen = pool.forecast !== null && pool.forecast.confidence !== 'none';
  return (
    <section className={styles.section} aria-labelledby={heading}>
      <div className={styles.bar}>
        <h2 id={heading} className={styles.heading}>
          {isForeseen ? 'History and forecast' : 'History'}
        </h2>
        {pools.length > 1 && (
          <div className={styles.pool}>
            <Select
              label="Show"
              value={pool.id}
              onChange={setPoolId}
              options={pools.map((option) => ({ value: option.id, label: option.label }))}
            />
          </div>
        )}
        <RangeChoice value={range} onChange={setRange} />
      </div>
      <PoolHistory
        key={pool.id}
        account={account}
        pool={pool}
        context={context}
        range={range}
        asTable={asTable}
        pointed={pointed}
        onPoint={setPointed}
        onTable={setAsTable}
      />
    </section>
  );
}

/** What is under the pointer; else how to read the forecast. */
function readout(
  row: ChartRow | null,
  range: Range,
  unit: Unit,
  isForeseen: boolean,
  context: WritingContext,
): string {
  if (row === null)
    return isForeseen ? 'Dashed: what is likely. Shaded: where it ends up in 8 of 10 cases.' : '';
  const when = pointTime(row.t, range.value);
  if (row.remaining !== null) return `${when}: ${formatQuantity(row.remaining, unit, context)}`;
  return row.expected === null ? when : `${when}: ${expectedWords(row.expected, unit, context)}`;
}

interface PoolHistoryProps {
  account: AccountState;
  pool: PoolState;
  context: WritingContext;
  range: Range;
  asTable: boolean;
  pointed: ChartRow | null;
  onPoint(point: ChartRow | null): void;
  onTable(asTable: boolean): void;
}

function PoolHistory({
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
  // One point is no history yet.
  if (loaded.points.length < 2)
    return (
      <p className={styles.empty}>
        {account.health.readAt === null
          ? 'History begins with the first reading.'
          : 'History begins with the next reading.'}
      </p>
    );
  const { points, unit, now, end } = loaded;
  const isForeseen = end > now;
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
        <p className={styles.readout} aria-hidden="true">
          {!asTable && readout(pointed, loaded.range, unit, isForeseen, context)}
        </p>
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
