import { formatDay, formatQuantity, type Writing } from '../format.ts';
import type { AccountState, Pool } from '../model/index.ts';
import type { Cost } from './cost.ts';
import { canRun, type JobPlan, planJob, sameUnit } from './plan.ts';
import { coverSentence, grantWords } from './words.ts';

export interface AccountChoice {
  account: AccountState;
  plan: JobPlan;
  /** Whether it can do the job now. */
  can: 'yes' | 'no' | 'unknown';
  /** Why it has this rank; a sentence. */
  reason: string;
}

const rank: Record<AccountChoice['can'], number> = { yes: 0, unknown: 1, no: 2 };

/**
 * The accounts in the order in which to use them for a job: first those that can do it, among them the one whose credits
 * expire soonest (so that you lose least), then the one with the most. Days in the reasons are UTC days, like expiries.
 */
export function chooseAccount(
  accounts: readonly AccountState[],
  cost: Cost,
  now: number,
  writing: Writing = {},
): AccountChoice[] {
  return accounts
    .map((account) => {
      const plan = planJob({ cost, account, now });
      const pool = account.pools.find(({ unit }) => sameUnit(unit, cost.unit));
      return { account, plan, can: canRun(plan), lapse: pool ? soonestLapse(pool, now) : null };
    })
    .sort(
      (a, b) =>
        rank[a.can] - rank[b.can] ||
        byTime(a.lapse?.at ?? Number.POSITIVE_INFINITY, b.lapse?.at ?? Number.POSITIVE_INFINITY) ||
        (b.plan.left ?? -1) - (a.plan.left ?? -1) ||
        a.account.label.localeCompare(b.account.label, 'en') ||
        (a.account.id < b.account.id ? -1 : 1),
    )
    .map(({ account, plan, can, lapse }) => ({ account, plan, can, reason: reasonOf(account, plan, lapse) }));

  function reasonOf(account: AccountState, plan: JobPlan, lapse: Lapse | null): string {
    const can = canRun(plan);
    if (can !== 'yes')
      return can === 'no' && plan.covered !== 'no'
        ? `The cap “${plan.cap?.label}” of “${account.label}” stops it.`
        : coverSentence(cost, account, plan, writing);
    if (lapse === null)
      return `“${account.label}” has ${formatQuantity(plan.left ?? 0, cost.unit, writing)} with no known expiry.`;
    const amount = formatQuantity(lapse.amount, cost.unit, writing);
    const verb = cost.unit.kind === 'money' || (lapse.amount === 1 && !writing.mask) ? 'expires' : 'expire';
    return `${amount} of “${account.label}” (${lapse.name}) ${verb} on ${formatDay(lapse.at, 'UTC', now)}.`;
  }
}

/** Not a difference: Infinity - Infinity is NaN. */
const byTime = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

interface Lapse {
  at: number;
  amount: number;
  name: string;
}

/** The grant of a pool that expires first; null if none is known to expire. */
function soonestLapse(pool: Pool, now: number): Lapse | null {
  const lapses = pool.grants.flatMap((grant): Lapse[] =>
    grant.expiresAt !== null && grant.expiresAt > now && grant.remaining > 0
      ? [{ at: grant.expiresAt, amount: grant.remaining, name: grantWords(grant).toLowerCase() }]
      : [],
  );
  return lapses.toSorted((a, b) => a.at - b.at)[0] ?? null;
}
