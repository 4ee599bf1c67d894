import { formatQuantity, type WritingContext } from '../format.ts';
import type { AccountState, Pool } from '../model/index.ts';
import { eventDate, expiry, type TimedEvent } from '../time/index.ts';
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
 * expire soonest (so that you lose least), then the one with the most.
 */
export function chooseAccount(
  accounts: readonly AccountState[],
  cost: Cost,
  context: WritingContext,
): AccountChoice[] {
  const { now } = context;
  return accounts
    .map((account) => {
      const plan = planJob({ cost, account, now });
      const pool = account.pools.find(({ unit }) => sameUnit(unit, cost.unit));
      return { account, plan, can: canRun(plan), lapse: pool ? soonestLapse(pool, now) : null };
    })
    .sort(
      (a, b) =>
        rank[a.can] - rank[b.can] ||
        byTime(
          a.lapse?.event.at ?? Number.POSITIVE_INFINITY,
          b.lapse?.event.at ?? Number.POSITIVE_INFINITY,
        ) ||
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
        : coverSentence(cost, account, plan, context);
    if (lapse === null)
      return `“${account.label}” has ${formatQuantity(plan.left ?? 0, cost.unit, context)} with no known expiry.`;
    const amount = formatQuantity(lapse.amount, cost.unit, context);
    const verb = cost.unit.kind === 'money' || (lapse.amount === 1 && !context.mask) ? 'expires' : 'expire';
    return `${amount} of “${account.label}” (${lapse.name}) ${verb} on ${eventDate(lapse.event, context)}.`;
  }
}

/** Not a difference: Infinity - Infinity is NaN. */
const byTime = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

interface Lapse {
  event: TimedEvent;
  amount: number;
  name: string;
}

/** The grant of a pool that expires first; null if none is known to expire. */
function soonestLapse(pool: Pool, now: number): Lapse | null {
  const lapses = pool.grants.flatMap((grant): Lapse[] =>
    grant.expiresAt !== null && grant.expiresAt > now && grant.remaining > 0
      ? [
          {
            event: expiry(grant.expiresAt, grant.provenance),
            amount: grant.remaining,
            name: grantWords(grant).toLowerCase(),
          },
        ]
      : [],
  );
  return lapses.toSorted((a, b) => a.event.at - b.event.at)[0] ?? null;
}
