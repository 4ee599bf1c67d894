import type { PoolState } from '../../../shared/model/index.ts';
import { lapsesOf } from '../../../shared/standing/index.ts';
import type { MeterSegment } from './Meter.tsx';

/** A pool's balance by kind of grant if the grants add up to it, otherwise as one. What will expire unused is its own segment. */
export function segmentsOf(pool: PoolState, remaining: number): MeterSegment[] {
  const sum = pool.grants.reduce((all, grant) => all + grant.remaining, 0);
  const isWhole = pool.grants.length > 0 && Math.abs(sum - remaining) <= 1e-6 * Math.max(1, sum);
  const lapses = lapsesOf(pool).filter(({ isDaily }) => !isDaily);
  if (!isWhole) {
    const lost = lapses.reduce((all, { amount }) => all + amount, 0);
    return split(Math.max(0, remaining), lost, 'plan');
  }
  return pool.grants.flatMap((grant) => {
    const lapse = lapses.find((each) => each.grant === grant.id || each.grant === grant.kind);
    return split(grant.remaining, lapse?.amount ?? 0, grant.kind === 'refill' ? 'plan' : 'topup');
  });
}

function split(amount: number, lost: number, kind: 'plan' | 'topup'): MeterSegment[] {
  const lapse = Math.min(Math.max(0, lost), amount);
  return [
    { amount: amount - lapse, kind },
    { amount: lapse, kind: 'lapse' },
  ];
}

/** The whole of a pool's bar: its limit, and the grants on top of it. `pool` null: the bar shows a cap. */
export function wholeOf(pool: PoolState | null, limit: number, remaining: number): number {
  const beside = (pool?.grants ?? [])
    .filter(({ kind }) => kind !== 'refill')
    .reduce((all, grant) => all + (grant.granted ?? grant.remaining), 0);
  return Math.max(limit + beside, remaining);
}
