import { type Big, decimal, zero } from './decimal.ts';
import type { Lot } from './types.ts';

/** Neighbouring entries of a lot share a position. */
const known = new WeakMap<Lot, Map<number, Big>>();

/**
 * What the first credits of a lot cost, up to a position. The use from a to b costs the difference of both, so that a lot
 * that is used up cost exactly what was paid, however its use was divided.
 */
function costUpTo(lot: Lot, { amount }: { amount: string }, position: number): Big {
  if (position === 0) return zero;
  if (position === lot.credits) return decimal(amount);
  if (Number(amount) === lot.credits) return decimal(position);
  const values = known.get(lot) ?? new Map<number, Big>();
  const before = values.get(position);
  if (before !== undefined) return before;
  const value = decimal(amount).times(position).div(lot.credits);
  values.set(position, value);
  known.set(lot, values);
  return value;
}

/** What a lot's credits from one position to another cost; null: it has no price. */
export function costOf(lot: Lot, from: number, to: number): Big | null {
  const { paid } = lot;
  if (paid === null) return null;
  return costUpTo(lot, paid, to).minus(costUpTo(lot, paid, from));
}

/** Whether nobody knows what a lot's use costs. */
export const isUnpriced = ({ paid, included }: Lot): boolean => paid === null && !included;
