import { formatDay, formatQuantity, type Writing, type WritingContext } from '../format.ts';
import type { Pool } from '../model/index.ts';
import { refillAhead } from '../time/index.ts';

/**
 * A sentence as it is, and with its amounts hidden: the only place where alerts are masked. Words that come from elsewhere,
 * such as a provider's message, go through `hideAmounts` with the same `writing`.
 */
export function inBoth(
  context: WritingContext,
  write: (context: WritingContext) => string,
): { text: string; masked: string } {
  return { text: write({ ...context, mask: false }), masked: write({ ...context, mask: true }) };
}

/** `1 credit is`, `12 credits are`, `$3.00 is`. */
export function areLeft(amount: number, { unit }: Pool, writing: Writing): string {
  const isOne = unit.kind === 'money' || (amount === 1 && !writing.mask);
  return `${formatQuantity(amount, unit, writing)} ${isOne ? 'is' : 'are'} left`;
}

/** `; the refill of 5,000 credits is on 1 Dec`; empty where none is known. */
export function refillClause(pool: Pool, context: WritingContext): string {
  const refill = refillAhead(pool.cycle, context.now);
  if (refill === null) return '';
  const date = formatDay(refill.at, context.zone, context.now, context.locale);
  return refill.size === null
    ? `; the next refill is on ${date}`
    : `; the refill of ${formatQuantity(refill.size, pool.unit, context)} is on ${date}`;
}
