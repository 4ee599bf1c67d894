import { formatQuantity, type Writing } from '../format.ts';
import type { AccountState, Grant, Money, Unit } from '../model/index.ts';
import { decimal, textOf, zero } from '../money/decimal.ts';
import { formatMoney } from '../money/format.ts';
import type { JobPlan } from './plan.ts';

// What a job costs in money, by what you paid for the credits that it draws.

/** A price for so many of the pool's unit. */
interface Priced {
  paid: Money;
  of: number;
}

/**
 * What a covered job costs, from which grants it draws. Null: the balance is money itself, or does not cover the job, or part
 * of it has no known price, or they are in different currencies.
 */
export function jobMoney(account: AccountState, { covered, draws }: JobPlan, unit: Unit): Money | null {
  if (unit.kind === 'money' || covered === 'no' || draws.length === 0) return null;
  const prices = draws.map(({ grant, amount }) => ({ amount, price: priceOf(account, grant) }));
  const [first] = prices;
  const currency = first?.price?.paid.currency;
  if (currency === undefined) return null;
  let sum = zero;
  for (const { amount, price } of prices) {
    if (price === null || price.paid.currency !== currency) return null;
    sum = sum.plus(decimal(price.paid.amount).times(amount).div(price.of));
  }
  return { amount: textOf(sum), currency };
}

/** What a grant's credits cost; null: unknown. A promotion is free unless you say otherwise. */
function priceOf({ entered, pools, cost }: AccountState, grant: Grant | null): Priced | null {
  const { grants, grantPrices = [], prices = [] } = entered;
  const own = grants.find(({ id }) => id === grant?.id);
  if (own?.paid !== undefined) return { paid: own.paid, of: own.amount };
  const reported = grantPrices.find((each) => each.grant === grant?.id);
  if (reported !== undefined) return { paid: reported.paid, of: reported.granted };
  const perUnit = cost?.perUnit ?? null;
  if (grant === null) return perUnit && { paid: perUnit, of: 1 };
  if (grant.kind === 'promotion' && perUnit !== null)
    return { paid: { amount: '0', currency: perUnit.currency }, of: 1 };
  const plan = prices.at(-1);
  const size = plan?.credits ?? pools[0]?.cycle?.grant ?? null;
  return grant.kind === 'refill' && plan !== undefined && size !== null && size > 0
    ? { paid: plan.paid, of: size }
    : null;
}

/** `That is about $12.40.`; or what to enter to see it; null: there is nothing to say. */
export function moneySentence(
  account: AccountState,
  plan: JobPlan,
  unit: Unit,
  writing: Writing = {},
): string | null {
  if (unit.kind === 'money' || plan.covered === 'no' || plan.draws.length === 0) return null;
  const money = jobMoney(account, plan, unit);
  return money === null
    ? 'What these credits cost is not known yet: enter the price of the plan or top-up.'
    : `That is about ${formatMoney(money, writing)}, by what you paid for these credits.`;
}

/**
 * The packages of calls on an account whose job is priced in another unit: they pay for calls of their kind. Null: there is
 * none.
 */
export function packageSentence(account: AccountState, unit: Unit, writing: Writing = {}): string | null {
  if (unit.kind === 'calls') return null;
  const left = account.pools.filter(
    (pool) => pool.unit.kind === 'calls' && pool.remaining !== null && pool.remaining > 0,
  );
  if (left.length === 0) return null;
  const names = left.map(
    ({ label, remaining, unit: calls }) =>
      `“${label}” (${formatQuantity(remaining ?? 0, calls, writing)} left)`,
  );
  const list = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);
  return `${left.length === 1 ? 'The package' : 'The packages'} ${list} may pay for some of these calls.`;
}
