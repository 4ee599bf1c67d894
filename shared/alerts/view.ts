import type { PoolState } from '../model/index.ts';
import { conditionsOf } from './conditions.ts';
import type { AccountLook, AccountView } from './types.ts';

/** A balance that grew by less is a correction. */
const leapShare = 0.02;

/**
 * An account as it is looked at now. `before` is its view at the look before, null at the first one; what must be
 * remembered from look to look is carried on in it.
 */
export function viewOf(
  { facts, ...account }: AccountLook,
  before: AccountView | null,
  context: { now: number; zone: string },
): AccountView {
  const { pools, readAt } = facts;
  const conditions = conditionsOf(facts, account.rules, context);
  const at = context.now;
  const firstSeen = Object.fromEntries(
    conditions
      .filter(({ near }) => !near)
      .map(({ key }) => [key, before?.firstSeen[key] ?? readAt ?? at] as const),
  );
  const filledAt: Record<string, number> = { ...before?.filledAt };
  for (const pool of pools)
    if (
      hasLeapt(
        before?.pools.find(({ id }) => id === pool.id),
        pool,
      )
    )
      filledAt[pool.id] = at;
  return { ...account, at, readAt, pools, conditions, firstSeen, filledAt };
}

/** Whether a balance jumped up between two looks, as a refill or a top-up makes it. */
export function hasLeapt(before: PoolState | undefined, now: PoolState): boolean {
  if (before === undefined || before.remaining === null || now.remaining === null) return false;
  const size = Math.max(now.limit ?? 0, Math.abs(before.remaining));
  return now.remaining - before.remaining > leapShare * size;
}
