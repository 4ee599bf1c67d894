import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import { formatQuantity } from '../../shared/format.ts';
import type { AccountState, Pool, Unit } from '../../shared/model/index.ts';
import { Button } from '../components/Button.tsx';
import { Notice } from '../components/Notice.tsx';
import { Select } from '../components/Select.tsx';
import { api, useNow } from '../state/index.ts';
import {
  chartSummary,
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
  | { state: 'ready'; points: Point[]; from: number; to: number; range: Range; unit: Unit };

// As many points as a wide chart can draw.
const mostPoints = 600;
const tableRows = 30;

/** A pool's history, asked for again after every new reading. What was loaded stays until the next answer. */
function useHistory(account: AccountState, pool: Pool, range: Range): Loaded {
  const latest = useRef({ now: 0, pool });
  latest.current = { now: useNow(), pool };
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading' });
  const { id } = account;
  const { readAt } = account.health;

  useEffect(() => {
    let wanted = true;
    const to = Math.max(latest.current.now, readAt ?? 0);
    const from = to - range.span;
    api.history.query({ account: id, pool: pool.id, from, to, points: mostPoints }).then(
      (result) => {
        if (!wanted) return;
        const { remaining, unit } = latest.current.pool;
        setLoaded(
          result.ok
            ? {
                state: 'ready',
                points: withCurrent(result.value, readAt, remaining, to),
                from,
                to,
                range,
                unit,
              }
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

function HistoryTable({ points, range, unit }: { points: readonly Point[]; range: Range; unit: Unit }) {
  const rows = tablePoints(points, tableRows);
  return (
    <>
      <table className={styles.table}>
        <caption className="visually-hidden">Remaining over {range.words}</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Remaining</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((point) => (
            <tr key={point.t}>
              <td>{pointTime(point.t, range.value)}</td>
              <td>{formatQuantity(point.remaining, unit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length < points.length && (
        <p className={styles.quiet}>
          {rows.length} of {points.length} points, evenly chosen.
        </p>
      )}
    </>
  );
}

/** The history of one of the account's pools, as a chart or as a table. */
export function HistorySection({ account, pools }: { account: AccountState; pools: readonly Pool[] }) {
  const [range, setRange] = useState<Range>(ranges[2]);
  const [poolId, setPoolId] = useState<string | null>(null);
  const [asTable, setAsTable] = useState(false);
  const [pointed, setPointed] = useState<Point | null>(null);
  const pool = pools.find((candidate) => candidate.id === poolId) ?? pools[0];
  const heading = useId();
  if (pool === undefined) return null;
  return (
    <section className={styles.section} aria-labelledby={heading}>
      <div className={styles.bar}>
        <h2 id={heading} className={styles.heading}>
          History
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
        range={range}
        asTable={asTable}
        pointed={pointed}
        onPoint={setPointed}
        onTable={setAsTable}
      />
    </section>
  );
}

interface PoolHistoryProps {
  account: AccountState;
  pool: Pool;
  range: Range;
  asTable: boolean;
  pointed: Point | null;
  onPoint(point: Point | null): void;
  onTable(asTable: boolean): void;
}

function PoolHistory({ account, pool, range, asTable, pointed, onPoint, onTable }: PoolHistoryProps) {
  const loaded = useHistory(account, pool, range);
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
  const { points, from, to, unit } = loaded;
  return (
    <>
      {asTable ? (
        <HistoryTable points={points} range={loaded.range} unit={unit} />
      ) : (
        <div role="img" aria-label={chartSummary(points, loaded.range, unit)}>
          <Suspense fallback={<div className={styles.space} />}>
            <HistoryChart
              points={points}
              from={from}
              to={to}
              range={loaded.range.value}
              unit={unit}
              onPoint={onPoint}
            />
          </Suspense>
        </div>
      )}
      <div className={styles.foot}>
        <p className={styles.readout} aria-hidden="true">
          {!asTable && pointed !== null
            ? `${pointTime(pointed.t, loaded.range.value)}: ${formatQuantity(pointed.remaining, unit)}`
            : ''}
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
