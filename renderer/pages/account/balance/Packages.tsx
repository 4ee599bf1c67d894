import { formatQuantity, type WritingContext } from '../../../../shared/format.ts';
import type { Pool, PoolState } from '../../../../shared/model/index.ts';
import { willLapse } from '../../../../shared/standing/index.ts';
import { grantEnds } from '../words.ts';
import { type LeftRow, LeftTable } from './LeftTable.tsx';
import { Lost, Waste } from './Waste.tsx';

/** Whether one line is enough for a pool: at most one grant, no limit and no cycle. */
export function isPackage(pool: Pool): boolean {
  return pool.grants.length <= 1 && pool.cycle === null && pool.limit === null;
}

/** The other balances that need one line each, such as packages. */
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
      left: pool.remaining === null ? 'unknown' : formatQuantity(pool.remaining, pool.unit, context),
      ends: grant === undefined ? 'unknown' : grantEnds(grant, pool, context),
      lapses: isForeseen ? <Lost amount={lapse(pool)} pool={pool} context={context} /> : undefined,
    };
  };
  return (
    <LeftTable title="Other balances" first="Name" rows={pools.map(row)}>
      <Waste pools={pools.map((pool) => ({ pool, caps: [] }))} context={context} />
    </LeftTable>
  );
}
