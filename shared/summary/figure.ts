import { formatAmount, formatQuantity, type WritingContext } from '../format.ts';
import type { AccountState, Cap, PoolState, ProviderInfo, Unit } from '../model/index.ts';
import { mainPool } from '../standing/index.ts';

/** The number that stands for an account: its pool's balance, or what a cap leaves if there is no balance. */
export interface Figure {
  /** Null: unknown. */
  amount: number | null;
  unit: Unit;
  /** The whole that `amount` is part of; null: no known limit, so no meter. */
  limit: number | null;
  pool: PoolState | null;
  cap: Cap | null;
}

/** Null if nothing is known of the account yet. */
export function figureOf(account: AccountState, provider: ProviderInfo | undefined): Figure | null {
  const pool = mainPool(account);
  if (pool !== null && pool.remaining !== null)
    return { amount: pool.remaining, unit: pool.unit, limit: positive(pool.limit), pool, cap: null };
  const unit = pool?.unit ?? provider?.unit;
  if (unit === undefined) return null;
  // A cap has no unit of its own: a spending limit counts money, caps of a day or longer count in the pool's unit.
  const windows: Cap['window'][] = unit.kind === 'money' ? ['spending'] : ['day', 'week', 'month'];
  const cap = account.caps.find(({ used, window }) => used !== null && windows.includes(window));
  if (cap !== undefined && cap.used !== null)
    return { amount: Math.max(0, cap.limit - cap.used), unit, limit: positive(cap.limit), pool: null, cap };
  return pool === null ? null : { amount: null, unit, limit: null, pool, cap: null };
}

const positive = (amount: number | null): number | null => (amount !== null && amount > 0 ? amount : null);

/** `240.5 of 5,000 credits left`, for screen readers in place of the bar. Null without a known limit. */
export function leftWords({ amount, limit, unit }: Figure, context: WritingContext): string | null {
  if (amount === null || limit === null) return null;
  return `${formatAmount(amount, unit, context)} of ${formatQuantity(limit, unit, context)} left`;
}

/** What an amount is part of: `of 5,000 credits`, `of 1,000 today`; null without a known limit. */
export function wholeWords({ limit, unit, cap }: Figure, context: WritingContext): string | null {
  if (limit === null) return null;
  if (cap === null) return `of ${formatQuantity(limit, unit, context)}`;
  const span = spans[cap.window] ?? '';
  return `of ${formatAmount(limit, unit, context)} ${span}`.trimEnd();
}

const spans: Partial<Record<Cap['window'], string>> = {
  day: 'today',
  week: 'this week',
  month: 'this month',
};
