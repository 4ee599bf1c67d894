import { formatAmount, formatBalance, formatQuantity, overdrawnBy, type WritingContext } from '../format.ts';
import { tidy } from '../ledger.ts';
import type { AccountState, Cap, GrantKind, PoolState, ProviderInfo, Unit } from '../model/index.ts';
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
export function leftWords(
  { amount, limit, unit, pool }: Pick<Figure, 'amount' | 'limit' | 'unit' | 'pool'>,
  context: WritingContext,
): string | null {
  if (amount === null || limit === null) return null;
  if (amount < 0) return overdrawnBy(amount, unit, context);
  if (amount > limit) {
    const parts = partsWords(pool, context);
    return `${formatBalance(amount, unit, context)}${parts === null ? '' : `: ${parts}`}`;
  }
  return `${formatAmount(amount, unit, context)} of ${formatQuantity(limit, unit, context)} left`;
}

/** `8,000 plan + 3,250.75 top-up`; null if the grants do not make up the balance. */
function partsWords(pool: PoolState | null, context: WritingContext): string | null {
  if (pool === null || pool.remaining === null) return null;
  const left = (isWanted: (kind: GrantKind) => boolean) =>
    tidy(pool.grants.reduce((sum, { kind, remaining }) => (isWanted(kind) ? sum + remaining : sum), 0));
  const [plan, beside, topups] = [
    left((kind) => kind === 'refill'),
    left((kind) => kind !== 'refill'),
    left((kind) => kind === 'topup'),
  ];
  if (plan <= 0 || beside <= 0 || tidy(plan + beside - pool.remaining) !== 0) return null;
  const name = beside === topups ? 'top-up' : 'extra';
  return `${formatAmount(plan, pool.unit, context)} plan + ${formatAmount(beside, pool.unit, context)} ${name}`;
}

/**
 * What an amount is part of: `of 5,000 credits`, `of 1,000 today`. Of more than the limit, its parts: `8,000 plan + 3,250.75
 * top-up`. Null if neither is known.
 */
export function wholeWords(
  { amount, limit, unit, cap, pool }: Figure,
  context: WritingContext,
): string | null {
  if (limit === null || (amount !== null && amount < 0)) return null;
  if (amount !== null && amount > limit) return partsWords(pool, context);
  if (cap === null) return `of ${formatQuantity(limit, unit, context)}`;
  const span = spans[cap.window] ?? '';
  return `of ${formatAmount(limit, unit, context)} ${span}`.trimEnd();
}

const spans: Partial<Record<Cap['window'], string>> = {
  day: 'today',
  week: 'this week',
  month: 'this month',
};
