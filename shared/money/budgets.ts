import type { Budget, BudgetScope, BudgetState, MoneyRange } from '../model/index.ts';
import { addEnds, type Ends, endOf, endSoFar } from './ahead.ts';
import { periodOf, zoneDays } from './days.ts';
import { decimal, MoneySum, textOf, zero } from './decimal.ts';
import { addTally, emptyTally, netSpent, type Tally, talliesOf } from './figures.ts';
import { convert, convertRanges } from './rates.ts';
import type { SpendAccount, SpendFacts } from './types.ts';

interface Counted {
  account: SpendAccount;
  tally: Tally;
}

/** The budgets in their running periods, in the order given. */
export const budgetStates = (facts: SpendFacts, budgets: readonly Budget[]): BudgetState[] =>
  budgets.map((budget) => stateOf(facts, budget));

const isIn = (scope: BudgetScope, { id, tags }: SpendAccount): boolean => {
  if (scope.kind === 'all') return true;
  if (scope.kind === 'account') return id === scope.account;
  return tags.some((tag) => tag.toLowerCase() === scope.tag.toLowerCase());
};

function stateOf(facts: SpendFacts, budget: Budget): BudgetState {
  const { now, zone, accounts } = facts;
  const { scope, limit, period } = budget;
  const days = zoneDays(zone);
  const span = periodOf(days.dayAt(now), period);
  const until = days.startOf(span.to + 1);
  const counted = accounts
    .filter((account) => isIn(scope, account))
    .map((account): Counted => {
      const tally = emptyTally();
      for (const pool of account.money.pools)
        for (const each of talliesOf(pool, [span])) addTally(tally, each);
      return { account, tally };
    });
  const { spent, isWhole } = spentIn(counted, limit.currency, facts);
  const limitIs = decimal(limit.amount);
  const isPassed = spent.gte(limitIs);
  const endAt = (at: number) => endIn(counted, limit.currency, facts, at);
  const end = endAt(until);
  const passes = (level: 'likely' | 'high') =>
    end === null || isPassed || decimal(end[level]).lt(limitIs)
      ? null
      : firstPast(now, until, (at) => decimal(endAt(at)?.[level] ?? '0').gte(limitIs));
  const unpriced = counted.some(({ tally }) => [...tally.unpriced.values()].some(({ amount }) => amount > 0));
  return {
    ...budget,
    from: days.startOf(span.from),
    until,
    spent: textOf(spent),
    share: limitIs.eq(0) ? (spent.gt(0) ? 1 : 0) : Math.max(0, Number(spent.div(limitIs))),
    end,
    passedAt: { early: passes('high'), likely: passes('likely') },
    incomplete: unpriced || !isWhole,
  };
}

/** What was spent in the budget's currency; `isWhole`: your rates reach all of it. */
function spentIn(counted: readonly Counted[], currency: string, { settings: { rates } }: SpendFacts) {
  const sum = new MoneySum();
  for (const { tally } of counted) sum.addAll(netSpent(tally));
  let spent = zero;
  let isWhole = true;
  for (const money of sum.moneys()) {
    const part = convert(sum.of(money.currency), money.currency, currency, rates);
    if (part === null) isWhole = false;
    else spent = spent.plus(part.amount);
  }
  return { spent, isWhole };
}

/** What will have been spent at an instant, in the budget's currency; null: every account is learning. */
function endIn(
  counted: readonly Counted[],
  currency: string,
  { now, settings: { rates } }: SpendFacts,
  at: number,
): MoneyRange | null {
  const ends = counted.map(({ account, tally }) => endOf(account, netSpent(tally), now, at));
  if (ends.every((end) => end === null)) return null;
  const known = ends.map((end, index): Ends => end ?? endSoFar(counted[index]?.tally ?? emptyTally()));
  const spent = new MoneySum();
  for (const { tally } of counted) spent.addAll(netSpent(tally));
  const reached = addEnds(known, spent).filter(
    (range) => convert(zero, range.currency, currency, rates) !== null,
  );
  return convertRanges(reached, currency, rates) ?? { currency, low: '0', likely: '0', high: '0' };
}

/** How often the rest of a period is halved: a month to about three hours. */
const halvings = 8;

/** The first instant from which on it is true; it is at the end. */
function firstPast(from: number, until: number, isPast: (at: number) => boolean): number {
  let [low, high] = [from, until];
  for (let step = 0; step < halvings; step += 1) {
    const middle = Math.round((low + high) / 2);
    if (isPast(middle)) high = middle;
    else low = middle;
  }
  return high;
}
