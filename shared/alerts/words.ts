import { formatDay, formatQuantity, type Place, type Writing } from '../format.ts';
import type { Pool } from '../model/index.ts';
import { refillAhead } from '../time/index.ts';

/**
 * A sentence as it is, and with its amounts hidden: the only place where alerts are masked. Words that come from elsewhere,
 * such as a provider's message, go through `hideAmounts` with the same `writing`.
 */
export function inBoth(place: Place, write: (place: Place) => string): { text: string; masked: string } {
  return { text: write({ ...place, mask: false }), masked: write({ ...place, mask: true }) };
}

/** `1 credit is`, `12 credits are`, `$3.00 is`. */
export function areLeft(amount: number, { unit }: Pool, writing: Writing): string {
  const isOne = unit.kind === 'money' || (amount === 1 && !writing.mask);
  return `${formatQuantity(amount, unit, writing)} ${isOne ? 'is' : 'are'} left`;
}

/** `; the refill of 5,000 credits is on 1 Dec`; empty where none is known. */
export function refillClause(pool: Pool, place: Place): string {
  const refill = refillAhead(pool.cycle, place.now);
  if (refill === null) return '';
  const date = formatDay(refill.at, place.zone, place.now, place.locale);
  return refill.size === null
    ? `; the next refill is on ${date}`
    : `; the refill of ${formatQuantity(refill.size, pool.unit, place)} is on ${date}`;
}
