import type { EditAccountInput } from '../../../shared/api/accounts.ts';
import {
  type Account,
  badInput,
  type CommandError,
  type Entered,
  ok,
  type PlanPrice,
  type Result,
} from '../../../shared/model/index.ts';

/** A letter that slipped would make a currency of its own, which is never added to the others. */
export function checkCurrency(code: string): Result<string, CommandError> {
  return known.has(code)
    ? ok(code)
    : badInput(`There is no currency “${code}”. Enter its three letters, such as USD or EUR.`);
}

const known = new Set(Intl.supportedValuesOf('currency'));

/**
 * The account with the plan's price and the price of overage as wanted. `credits`: what the plan gives in the cycle that runs
 * now, as far as it is known.
 */
export function pricedAccount(
  account: Account,
  { price, overage }: Pick<EditAccountInput, 'price' | 'overage'>,
  credits: number | null,
): Result<Account, CommandError> {
  for (const given of [price, overage]) {
    const checked = given ? checkCurrency(given.paid.currency) : ok('');
    if (!checked.ok) return checked;
  }
  const { prices: before, overage: overageBefore, ...entered } = account.entered;
  const prices =
    price === undefined ? before : price === null ? undefined : withPrice(before, price, credits);
  const wanted = overage === undefined ? overageBefore : (overage ?? undefined);
  const priced: Entered = { ...entered, ...(prices && { prices }), ...(wanted && { overage: wanted }) };
  return ok({ ...account, entered: priced });
}

/** From a new price on, the credits of the former ones are those that the plan has given until now. */
function withPrice(prices: readonly PlanPrice[] = [], price: PlanPrice, credits: number | null): PlanPrice[] {
  const others = prices.filter(({ since }) => since !== price.since);
  const isLast = others.every(({ since }) => since < price.since);
  const kept = isLast
    ? others.map((other) => ({ ...other, credits: other.credits ?? (credits || null) }))
    : others;
  return [...kept, price].sort((a, b) => (a.since < b.since ? -1 : 1));
}

/** Everything that you entered as paid for an account. */
export function pricesOf({ entered }: Pick<Account, 'entered'>) {
  const { prices = [], grantPrices = [], grants, overage } = entered;
  return [...prices, ...grantPrices, ...grants, ...(overage ? [overage] : [])].flatMap(
    ({ paid }) => paid ?? [],
  );
}
