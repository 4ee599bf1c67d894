import { deepEqual } from 'fast-equals';
import type { BudgetState } from '../../../shared/model/index.ts';
import { budgetStates as statesOf } from '../../../shared/money/index.ts';
import { minuteMs, secondMs } from '../../../shared/time/index.ts';
import type { KnownAccount } from '../known-account.ts';
import type { EngineParts } from '../parts.ts';
import { isInScope } from './budget-scope.ts';
import { knownAccounts } from './known-accounts.ts';
import type { BudgetsCache } from './session.ts';
import { factsOf, spendAccount } from './spend-facts.ts';

/** How long budgets are shown as they were although an account has changed: hundreds do while they are polled. */
const restMs = 2 * secondMs;

const noBudgets: BudgetState[] = [];

/** The budgets in their running periods, in the order in which you made them. The list keeps its identity while it is the same. */
export const budgetStates = (parts: EngineParts): BudgetState[] => budgetsNow(parts)?.states ?? noBudgets;

/** Null: there are no budgets. */
export function budgetsNow(parts: EngineParts): BudgetsCache | null {
  const { settings, session, clock, announcer } = parts;
  const { budgets, money } = settings.get();
  const before = session.budgets;
  if (budgets.length === 0) {
    before?.cancel();
    session.budgets = null;
    return null;
  }
  const now = clock.now();
  const accounts = knownAccounts(parts).filter(({ account }) =>
    budgets.some(({ scope }) => isInScope(account, scope)),
  );
  const inputs = [Math.floor(now / minuteMs), ...accounts.map((known) => parts.observations.of(known).state)];
  const isSameSetting = before !== null && deepEqual(before.made, { budgets, money });
  if (isSameSetting && isSame(before.inputs, inputs)) return before;
  const restUntil = isSameSetting && before.at <= now ? before.at + restMs : now;
  if (before !== null && restUntil > now) {
    before.cancel();
    before.cancel = clock.after(restUntil - now, () => announcer.changed());
    return before;
  }
  before?.cancel();
  const { known, waiting } = played(parts, accounts);
  const facts = factsOf(
    parts,
    known.map((each) => spendAccount(parts, each)),
  );
  const states = statesOf(facts, budgets).map((state) =>
    waiting.size > 0 ? { ...state, incomplete: true } : state,
  );
  session.budgets = {
    at: now,
    made: { budgets, money },
    inputs,
    states: before !== null && deepEqual(before.states, states) ? before.states : states,
    waiting,
    cancel: () => {},
  };
  return session.budgets;
}

/** The accounts whose money is known, or may be worked out now, and the ids of the others. */
function played({ firstPlays }: EngineParts, accounts: readonly KnownAccount[]) {
  const waiting = new Set<string>();
  const known = accounts.filter(({ account: { id } }) => {
    const may = firstPlays.mayPlay(id);
    if (!may) waiting.add(id);
    return may;
  });
  return { known, waiting };
}

const isSame = (some: readonly unknown[], others: readonly unknown[]): boolean =>
  some.length === others.length && some.every((one, at) => one === others[at]);
