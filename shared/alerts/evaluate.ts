import type { PoolState } from '../model/index.ts';
import { conditionsOf } from './conditions.ts';
import type { AccountEvaluation, AccountSnapshot } from './types.ts';

/** A smaller rise of the balance is a correction. */
const leapShare = 0.02;

/**
 * An account's conditions now. `previous` is its last evaluation, null for the first; it carries what must be remembered
 * from one to the next. `lastLookAt`: when an earlier run last evaluated the accounts; null: never.
 */
export function evaluateAccount(
  { facts, createdAt, ...account }: AccountSnapshot,
  previous: AccountEvaluation | null,
  { lastLookAt = null, ...context }: { now: number; zone: string; lastLookAt?: number | null },
): AccountEvaluation {
  const { pools, readAt } = facts;
  const conditions = conditionsOf(facts, account.rules, context);
  const at = context.now;
  const firstSeen = Object.fromEntries(
    conditions
      .filter(({ near }) => !near)
      .map(({ key }) => [key, previous?.firstSeen[key] ?? readAt ?? at] as const),
  );
  const filledAt: Record<string, number> = { ...previous?.filledAt };
  for (const pool of pools)
    if (
      hasLeapt(
        previous?.pools.find(({ id }) => id === pool.id),
        pool,
      )
    )
      filledAt[pool.id] = at;
  const isNew =
    previous === null ? lastLookAt === null || createdAt > lastLookAt : previous.isNew && !previous.settled;
  return { ...account, at, isNew, readAt, pools, conditions, firstSeen, filledAt };
}

/** Whether the balance jumped up between two evaluations, as after a refill or a top-up. */
export function hasLeapt(previous: PoolState | undefined, now: PoolState): boolean {
  if (previous === undefined || previous.remaining === null || now.remaining === null) return false;
  const size = Math.max(now.limit ?? 0, Math.abs(previous.remaining));
  return now.remaining - previous.remaining > leapShare * size;
}
