import { formatDay, formatQuantity, type Writing } from '../format.ts';
import type { Pool } from '../model/index.ts';
import type { Place } from '../outlook.ts';

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

/** The refill that is still to come; null where none is known. */
export function refillAhead({ cycle }: Pool, now: number): number | null {
  return cycle?.renewsAt != null && cycle.renewsAt > now ? cycle.renewsAt : null;
}

/** `; the refill of 5,000 credits is on 1 Dec`; empty where none is known. */
export function refillClause(pool: Pool, place: Place): string {
  const at = refillAhead(pool, place.now);
  if (at === null) return '';
  const date = formatDay(at, place.zone, place.now, place.locale);
  const size = pool.cycle?.grant ?? 0;
  return size <= 0
    ? `; the next refill is on ${date}`
    : `; the refill of ${formatQuantity(size, pool.unit, place)} is on ${date}`;
}
