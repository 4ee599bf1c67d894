import type { ReadingParts } from './reading.ts';
import { tidy } from './time.ts';

/** An account that is paid ahead or owes: the credit left, or the debt, which is no balance. */
export function creditOrDebt(
  credit: number,
  code: string,
): Pick<ReadingParts, 'remaining' | 'used' | 'notes'> {
  if (credit >= 0) return { remaining: tidy(credit) };
  return { remaining: null, used: tidy(-credit), notes: [`You owe ${(-credit).toFixed(2)} ${code}.`] };
}
