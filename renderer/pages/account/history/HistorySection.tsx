import { useId, useState } from 'react';
import type { WritingContext } from '../../../../shared/format.ts';
import type { AccountState, PoolState } from '../../../../shared/model/index.ts';
import { Select } from '../../../components/form/Select.tsx';
import { type ChartRow, type Range, ranges } from './chart.ts';
import styles from './HistorySection.module.css';
import { PoolHistory } from './PoolHistory.tsx';
import { RangeChoice } from './RangeChoice.tsx';

/** The range that fits the length of the history. */
function firstRange(pool: PoolState | undefined): Range {
  const hours = pool?.forecast?.basis.hours ?? Number.POSITIVE_INFINITY;
  if (hours < 48) return ranges[0];
  // A month of daily refills would look like a comb.
  return hours < 10 * 24 || pool?.cycle?.frequency === 'daily' ? ranges[1] : ranges[2];
}

/** The history and forecast of one of the account's pools, as a chart or a table. */
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
