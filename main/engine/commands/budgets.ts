import { randomUUID } from 'node:crypto';
import type { CommandResult, Done } from '../../../shared/api/contract.ts';
import type { SetBudgetInput } from '../../../shared/api/money.ts';
import {
  type Account,
  type Budget,
  type BudgetScope,
  type BudgetState,
  badInput,
  type CommandError,
  ok,
  type Result,
} from '../../../shared/model/index.ts';
import { comparable } from '../../../shared/names.ts';
import type { EngineParts } from '../parts.ts';
import { currenciesOf } from '../state/budget-scope.ts';
import { budgetStates } from '../state/budgets.ts';
import { findAccount } from '../store/accounts.ts';
import { isTwin } from '../store/budgets.ts';
import { checkCurrency } from '../store/prices.ts';

/** A new budget, or another in the place of the one with this id. One that was removed comes back. */
export async function setBudget(
  parts: EngineParts,
  { id = `budget-${randomUUID().slice(0, 8)}`, scope: wanted, limit, period }: SetBudgetInput,
): Promise<CommandResult<BudgetState>> {
  const { accounts } = parts.settings.get();
  const scope = knownScope(accounts, wanted);
  if (!scope.ok) return scope;
  const currency = checkCurrency(limit.currency);
  if (!currency.ok) return currency;
  if (Number(limit.amount) <= 0) return badInput('Enter an amount above 0 for the budget.');
  const reached = checkReach(parts, scope.value, limit.currency);
  if (!reached.ok) return reached;
  const updated = await parts.settings.update((current) => {
    const before = current.budgets.find((other) => other.id === id);
    const createdAt = parts.clock.now();
    const budget: Budget = { createdAt, ...before, id, scope: scope.value, limit, period };
    const twin = current.budgets.find((other) => other.id !== id && isTwin(other, budget));
    if (twin) return badInput('There is a budget of this kind for the same period already. Change that one.');
    const budgets = before
      ? current.budgets.map((other) => (other.id === id ? budget : other))
      : [...current.budgets, budget];
    return { ...current, budgets };
  });
  if (!updated.ok) return updated;
  parts.alerts.changed(id);
  const state = budgetStates(parts).find((each) => each.id === id);
  return state ? ok(state) : badInput('The budget has just been removed.');
}

export async function removeBudget(
  { settings, alerts }: EngineParts,
  { id }: Pick<Budget, 'id'>,
): Promise<CommandResult<Done>> {
  const updated = await settings.update((current) => {
    const budgets = current.budgets.filter((budget) => budget.id !== id);
    return budgets.length === current.budgets.length
      ? badInput('There is no such budget.')
      : { ...current, budgets };
  });
  if (updated.ok) alerts.changed(id);
  return updated.ok ? ok({}) : updated;
}

/** The scope with the account's id, whatever names it. */
function knownScope(accounts: readonly Account[], scope: BudgetScope): Result<BudgetScope, CommandError> {
  if (scope.kind === 'all') return ok(scope);
  if (scope.kind === 'account') {
    const found = findAccount(accounts, scope.account);
    return found.ok ? ok({ kind: 'account', account: found.value.id }) : found;
  }
  const tag = accounts.flatMap(({ tags }) => tags).find((each) => comparable(each) === comparable(scope.tag));
  return tag === undefined
    ? badInput(`No account has the tag “${scope.tag}”. Give it to the accounts that the budget is for.`)
    : ok({ kind: 'tag', tag });
}

/** A budget sees nothing if all that its accounts cost is in currencies that no rate leads from. */
function checkReach(parts: EngineParts, scope: BudgetScope, to: string): Result<void, CommandError> {
  const used = currenciesOf(parts, scope);
  const { rates } = parts.settings.get().money;
  const leads = (from: string) =>
    from === to ||
    rates.some((rate) => (rate.from === from && rate.to === to) || (rate.from === to && rate.to === from));
  if (used.length === 0 || used.some(leads)) return ok(undefined);
  const names = used.join(' and ');
  return badInput(
    `What this costs is in ${names}. Set the budget in ${used[0] ?? ''}, or enter a rate from ${used[0] ?? ''} to ${to} first.`,
  );
}
