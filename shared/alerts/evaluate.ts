import type { PoolState } from '../model/index.ts';
import { conditionsOf } from './conditions.ts';
import type { AccountEvaluation, AccountSnapshot } from './types.ts';

/** A balance that grew by less is a correction. */
const leapShare = 0.02;

/**
 * Which conditions hold of an account now. `previous` is its last evaluation, null at the first one; what must be remembered
 * from one to the next is carried on in it.
 */
export function evaluateAccount(
  { facts, ...account }: AccountSnapshot,
  previous: AccountEvaluation | null,
  context: { now: number; zone: string },
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
  return { ...account, at, readAt, pools, conditions, firstSeen, filledAt };
}

/** Whether a balance jumped up between two evaluations, as a refill or a top-up makes it. */
export function hasLeapt(previous: PoolState | undefined, now: PoolState): boolean {
  if (previous === undefined || previous.remaining === null || now.remaining === null) return false;
  const size = Math.max(now.limit ?? 0, Math.abs(previous.remaining));
  return now.remaining - previous.remaining > leapShare * size;
}
