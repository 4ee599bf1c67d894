import { formatQuantity, type WritingContext } from '../../../../shared/format.ts';
import type { Pool, PoolState } from '../../../../shared/model/index.ts';
import { willLapse } from '../../../../shared/standing/index.ts';
import { grantEnds } from '../words.ts';
import { type LeftRow, LeftTable } from './LeftTable.tsx';
import { Lost, Waste } from './Waste.tsx';

/** Whether a pool is told in one line: one grant at most, without limit and cycle. */
export function isPackage(pool: Pool): boolean {
  return pool.grants.length <= 1 && pool.cycle === null && pool.limit === null;
}

/** Balances beside the first one that are told in one line each, such as packages. */
export function Packages({ pools, context }: { pools: readonly PoolState[]; context: WritingContext }) {
  const lapse = (pool: PoolState) => {
    const [grant] = pool.grants;
    return grant === undefined ? null : willLapse(pool, grant);
  };
  const isForeseen = pools.some((pool) => lapse(pool) !== null);
  const row = (pool: PoolState): LeftRow => {
    const [grant] = pool.grants;
    return {
      id: pool.id,
      name: pool.label,
      left: pool.remaining === null ? 'not known' : formatQuantity(pool.remaining, pool.unit, context),
      ends: grant === undefined ? 'not known' : grantEnds(grant, pool, context),
      lapses: isForeseen ? <Lost amount={lapse(pool)} pool={pool} context={context} /> : undefined,
    };
  };
  return (
    <LeftTable title="Other balances" first="Name" rows={pools.map(row)}>
      <Waste pools={pools.map((pool) => ({ pool, caps: [] }))} context={context} />
    </LeftTable>
  );
}
