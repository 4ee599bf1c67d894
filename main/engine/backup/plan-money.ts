import { isDeepStrictEqual } from 'node:util';
import type { Account, Budget, Settings } from '../../../shared/model/index.ts';
import { comparable } from '../../../shared/names.ts';
import { isTwin } from '../store/budgets.ts';
import type { Part, PlanInput } from './plan-types.ts';

type Money = Pick<Settings, 'budgets' | 'money'>;

/** Budgets, rates and your currency. `accounts`: as they will be here. */
export function planMoney({ here, backup, replace }: PlanInput, accounts: readonly Account[]): Part<Money> {
  const theirs = {
    budgets: backup.budgets.flatMap((budget) => budgetHere(budget, backup, accounts)),
    money: backup.money,
  };
  const own = { budgets: here.budgets, money: here.money };
  const value: Money = replace ? theirs : merged(own, theirs);
  const isSame = isDeepStrictEqual(own, theirs);
  if (isSame) return { value, items: [], questions: [], missing: [] };
  const isLeftOut = isDeepStrictEqual(own, value);
  const item = {
    what: 'budgets' as const,
    id: null,
    name: 'Budgets and exchange rates',
    outcome: isLeftOut ? ('left-out' as const) : ('changed' as const),
    why: isLeftOut ? 'They differ from yours, which stay.' : null,
  };
  return { value, items: [item], questions: [], missing: [] };
}

/** What is here stays, and what is missing is added. */
function merged(here: Money, theirs: Money): Money {
  const isNew = (budget: Budget) => !here.budgets.some((own) => own.id === budget.id || isTwin(own, budget));
  const isNewRate = ({ from, to }: Money['money']['rates'][number]) =>
    !here.money.rates.some(
      (own) => (own.from === from && own.to === to) || (own.from === to && own.to === from),
    );
  return {
    budgets: [...here.budgets, ...theirs.budgets.filter(isNew)],
    money: {
      currency: here.money.currency ?? theirs.money.currency,
      rates: [...here.money.rates, ...theirs.money.rates.filter(isNewRate)],
    },
  };
}

/** With the id that its account has here; none if that one is left out. */
function budgetHere(budget: Budget, backup: PlanInput['backup'], accounts: readonly Account[]): Budget[] {
  const { scope } = budget;
  if (scope.kind !== 'account') return [budget];
  const theirs = backup.accounts.find(({ id }) => id === scope.account);
  const account = accounts.find((own) => theirs !== undefined && nameOf(own) === nameOf(theirs));
  return account === undefined ? [] : [{ ...budget, scope: { kind: 'account', account: account.id } }];
}

const nameOf = ({ provider, label }: Pick<Account, 'provider' | 'label'>): string =>
  `${provider}/${comparable(label)}`;
