import { formatQuantity, isSingular, overdrawnBy, type Writing, type WritingContext } from '../format.ts';
import type { Pool } from '../model/index.ts';
import { onEvent, refillAhead, renewal } from '../time/index.ts';

/**
 * A sentence as it is, and with its amounts hidden: the only place that masks alerts. Text from elsewhere, such as a
 * provider's message, goes through `hideAmounts` with the same `writing`.
 */
export function inBoth(
  context: WritingContext,
  write: (context: WritingContext) => string,
): { text: string; masked: string } {
  return { text: write({ ...context, mask: false }), masked: write({ ...context, mask: true }) };
}

/** `1 credit is left`, `12 credits are left`, `$3.00 is left`, `overdrawn by 39 credits`. */
export function areLeft(amount: number, { unit }: Pool, writing: Writing): string {
  if (amount < 0) return overdrawnBy(amount, unit, writing);
  return `${formatQuantity(amount, unit, writing)} ${isSingular(amount, unit, writing) ? 'is' : 'are'} left`;
}

/** `; the next refill (5,000 credits) is on 1 Dec`; empty if none is known. */
export function refillClause(pool: Pool, context: WritingContext): string {
  const refill = refillAhead(pool.cycle, context.now);
  if (refill === null) return '';
  const size = refill.size === null ? '' : ` (${formatQuantity(refill.size, pool.unit, context)})`;
  return `; the next refill${size} is ${onEvent(renewal(refill.at, pool.provenance.cycle), context)}`;
}

/** The same text with its first letter in upper case. */
export const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
