import { capName, isUnsized, isWindow } from '../caps.ts';
import { formatAmount, formatBalance, formatQuantity, overdrawnBy, type WritingContext } from '../format.ts';
import type { AccountState, Cap, GrantKind, Pool, PoolState, ProviderInfo, Unit } from '../model/index.ts';
import { mainPool } from '../standing/index.ts';
import { tidy } from '../tidy.ts';

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
export function figureOf(
  account: Pick<AccountState, 'pools' | 'caps'>,
  provider: ProviderInfo | undefined,
): Figure | null {
  const pool = mainPool(account);
  if (pool !== null && pool.remaining !== null)
    return { amount: pool.remaining, unit: pool.unit, limit: positive(pool.limit), pool, cap: null };
  const window = fullestWindow(account);
  if (window !== null) {
    const { used, limit, unit = { kind: 'percent' } } = window;
    return { amount: Math.max(0, limit - used), unit, limit, pool: null, cap: window };
  }
  const unit = pool?.unit ?? provider?.unit;
  if (unit === undefined) return null;
  // A cap has no unit of its own: a spending limit counts money, caps of a day or longer count in the pool's unit.
  const windows: Cap['window'][] = unit.kind === 'money' ? ['spending'] : ['day', 'week', 'month'];
  const cap = account.caps.find(
    ({ used, window, unit: own }) => used !== null && own === undefined && windows.includes(window),
  );
  if (cap !== undefined && cap.used !== null)
    return {
      amount: Math.max(0, cap.limit - cap.used),
      unit,
      limit: isUnsized(cap) ? null : positive(cap.limit),
      pool: null,
      cap,
    };
  return pool === null ? null : { amount: null, unit, limit: null, pool, cap: null };
}

/** The number that stands for a reading, in words: `9,406 of 10,000 credits left`, `12 credits used`; null: nothing is known. */
export function balanceWords(
  { pools, caps }: { pools: readonly Pool[]; caps: readonly Cap[] },
  provider: ProviderInfo,
  context: WritingContext,
): string | null {
  const figure = figureOf(
    {
      pools: pools.map((pool) => ({ ...pool, forecast: null, burnByDay: [] })),
      caps: caps.map((cap) => ({ ...cap, forecast: null })),
    },
    provider,
  );
  if (figure === null) return null;
  const { amount, unit, pool } = figure;
  if (amount !== null) return leftWords(figure, context) ?? formatBalance(amount, unit, context);
  return pool === null || pool.used === null ? null : `${formatQuantity(pool.used, unit, context)} used`;
}

/** The window told in percent that is used most; null: there is none. */
export function fullestWindow({ caps }: Pick<AccountState, 'caps'>): (Cap & { used: number }) | null {
  const windows = caps.flatMap((cap) =>
    isWindow(cap) && cap.used !== null ? [{ ...cap, used: cap.used }] : [],
  );
  return windows.sort((a, b) => b.used / b.limit - a.used / a.limit)[0] ?? null;
}

const positive = (amount: number | null): number | null => (amount !== null && amount > 0 ? amount : null);

/** `240.5 of 5,000 credits left`, for screen readers in place of the bar. Null without a known limit. */
export function leftWords(
  {
    amount,
    limit,
    unit,
    pool,
    cap = null,
  }: Pick<Figure, 'amount' | 'limit' | 'unit' | 'pool'> & Partial<Pick<Figure, 'cap'>>,
  context: WritingContext,
): string | null {
  if (amount === null || limit === null) return null;
  if (cap !== null && isWindow(cap))
    return `${formatAmount(amount, unit, context)} of the ${capName(cap)} left`;
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
 * top-up`. Of a window told in percent, `left`: its line says which. Null if neither is known.
 */
export function wholeWords(
  { amount, limit, unit, cap, pool }: Figure,
  context: WritingContext,
): string | null {
  if (limit === null || (amount !== null && amount < 0)) return null;
  if (amount !== null && amount > limit) return partsWords(pool, context);
  if (cap !== null && isWindow(cap)) return 'left';
  if (cap === null) return `of ${formatQuantity(limit, unit, context)}`;
  const span = spans[cap.window] ?? '';
  return `of ${formatAmount(limit, unit, context)} ${span}`.trimEnd();
}

const spans: Partial<Record<Cap['window'], string>> = {
  day: 'today',
  week: 'this week',
  month: 'this month',
};
