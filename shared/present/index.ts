import type { Opening } from '../ledger.ts';
import type { ProviderInfo, Reading } from '../model/index.ts';
import type { PoolCourse } from '../money/types.ts';
import { countable } from './countable.ts';
import { courseOfCounted, openingOfCounted, presentCounted } from './counted.ts';
import type { Body, Facts, Presented } from './parts.ts';
import { presentReported } from './reported.ts';

export { plausibleDays } from './counted.ts';
export { withIdentity } from './identity.ts';
export type { Facts, Presented };

const scopeBeforeReading: Record<ProviderInfo['balance'], Reading['scope']> = {
  reported: 'account',
  usage: 'usage',
  ledger: 'none',
};

/** Merges what the endpoint reports with what you entered; every number keeps its provenance. */
export function present(facts: Facts): Presented {
  const { provider, reading, entered } = facts;
  const plan = planOf(facts);
  const enteredName = plan?.name ?? entered.plan;
  const differs =
    reading?.plan != null &&
    enteredName !== null &&
    ![enteredName, plan?.id].some((name) => name?.toLowerCase() === reading.plan?.trim().toLowerCase());
  const body: Body = countable(isTold(facts) ? presentReported(facts, plan) : presentCounted(facts, plan));
  return {
    plan: enteredName ?? reading?.plan ?? null,
    scope: reading?.scope ?? scopeBeforeReading[provider.balance],
    pools: body.pools,
    caps: body.caps,
    notes: [...new Set(body.notes)],
    disagreements: [
      ...(differs ? [{ what: 'plan', reported: reading?.plan ?? '', entered: enteredName ?? '' }] : []),
      ...body.disagreements,
    ],
    exhausted: body.exhausted,
  };
}

const planOf = ({ provider, entered }: Facts) => provider.plans.find(({ id }) => id === entered.plan) ?? null;

/** What the use before `at` has left: with it in its place, `present` shows the same from then on. */
export const openingBefore = (facts: Facts, at: number): Opening =>
  openingOfCounted(facts, planOf(facts), at);

/** A provider of use alone can have told it as a sum, which there is no counting from. */
const isTold = ({ provider, reading }: Facts): boolean =>
  provider.balance === 'reported' || (reading !== null && reading.pools.length > 0);

/** The course of the one pool whose use is counted, for the ledger of money; null: balances are reported. */
export const countedCourse = (facts: Facts): PoolCourse | null =>
  isTold(facts) ? null : courseOfCounted(facts, planOf(facts));
