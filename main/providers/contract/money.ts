import type { ReadingParts } from './reading.ts';
import { tidy } from './time.ts';

/** Amounts added up by their currency or kind; null is none. */
export function summed(
  amounts: readonly (readonly [kind: string, amount: number | null])[],
): [string, number][] {
  const sums = new Map<string, number>();
  for (const [kind, amount] of amounts) if (amount !== null) sums.set(kind, (sums.get(kind) ?? 0) + amount);
  return [...sums].map(([kind, sum]) => [kind, tidy(sum)]);
}

/** An account that is paid ahead or owes: the credit left, or the debt, which is no balance. */
export function creditOrDebt(
  credit: number,
  code: string,
): Pick<ReadingParts, 'remaining' | 'used' | 'notes'> {
  if (credit >= 0) return { remaining: tidy(credit) };
  return { remaining: null, used: tidy(-credit), notes: [`You owe ${(-credit).toFixed(2)} ${code}.`] };
}
