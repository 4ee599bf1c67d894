import { formatCount, formatQuantity, type Writing } from '../format.ts';
import type { PoolState } from '../model/index.ts';

/** `412 credits a day`, from the expected burn of the coming week; null while learning. */
export function burnSentence({ forecast, unit }: PoolState, writing: Writing = {}): string | null {
  const burn = forecast?.burnPerDay ?? null;
  if (burn === null) return null;
  return burn > 0 ? `${formatQuantity(threeDigits(burn), unit, writing)} a day` : 'no burn lately';
}

/** A rate is accurate to about three digits. */
export const threeDigits = (amount: number): number => Number(amount.toPrecision(3));

/** `5 hours`, `21 days`; from hours. */
export function historyWords(hours: number): string {
  return hours < 48
    ? formatCount(Math.max(1, Math.round(hours)), 'hour')
    : formatCount(Math.round(hours / 24), 'day');
}
