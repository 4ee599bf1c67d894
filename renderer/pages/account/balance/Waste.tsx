import { formatAmount, type WritingContext } from '../../../../shared/format.ts';
import type { CapState, PoolState } from '../../../../shared/model/index.ts';
import { wasteSentences } from '../../../../shared/outlook/index.ts';
import styles from './Waste.module.css';

/** How much of a grant will expire unused, as a table cell; null is unknown. */
export function Lost({
  amount,
  pool,
  context,
}: {
  amount: number | null;
  pool: PoolState;
  context: WritingContext;
}) {
  if (amount === null) return 'unknown';
  const text = formatAmount(amount, pool.unit, context);
  return amount > 0 ? <span className={styles.lost}>{text}</span> : text;
}

/** What will expire unused in these pools, and what to do about it. */
export function Waste({
  pools,
  context,
}: {
  pools: readonly { pool: PoolState; caps: readonly CapState[] }[];
  context: WritingContext;
}) {
  const words = pools.flatMap(({ pool, caps }) =>
    wasteSentences(pool, caps, context).map((waste) => ({ ...waste, key: `${pool.id} ${waste.grant}` })),
  );
  return words.map(({ key, text, advice }) => (
    <p key={key} className={styles.waste}>
      {text}
      {advice !== null && (
        <>
          {' '}
          <strong>{advice}</strong>
        </>
      )}
    </p>
  ));
}
