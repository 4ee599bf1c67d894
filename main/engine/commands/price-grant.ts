import type { CommandResult, Done } from '../../../shared/api/contract.ts';
import type { PriceGrantInput } from '../../../shared/api/money.ts';
import {
  type Account,
  badInput,
  type CommandError,
  type EnteredGrant,
  type GrantPrice,
  ok,
  type Paid,
  type PoolState,
  type Result,
} from '../../../shared/model/index.ts';
import type { EngineParts } from '../parts.ts';
import { stateOf } from '../state/app-state.ts';
import { findKnown } from '../state/known-accounts.ts';
import { checkCurrency } from '../store/prices.ts';
import { changeAccount } from './change-account.ts';

/** What you paid for a grant, entered or reported; null takes it back. */
export async function priceGrant(
  parts: EngineParts,
  { account: reference, grant, paid }: PriceGrantInput,
): Promise<CommandResult<Done>> {
  const currency = paid === null ? ok('') : checkCurrency(paid.currency);
  if (!currency.ok) return currency;
  const found = findKnown(parts, reference);
  if (!found.ok) return found;
  const { pools } = stateOf(parts, found.value);
  const changed = await changeAccount(parts, found.value.account.id, (account) =>
    account.entered.grants.some(({ id }) => id === grant)
      ? ok(withEnteredPrice(account, grant, paid))
      : withReportedPrice(account, pools, grant, paid),
  );
  return changed.ok ? ok({}) : changed;
}

function withEnteredPrice(account: Account, grant: string, paid: Paid | null): Account {
  const grants = account.entered.grants.map((each): EnteredGrant => {
    if (each.id !== grant) return each;
    const { paid: _, ...free } = each;
    return paid === null ? free : { ...free, paid };
  });
  return { ...account, entered: { ...account.entered, grants } };
}

function withReportedPrice(
  account: Account,
  pools: readonly PoolState[],
  id: string,
  paid: Paid | null,
): Result<Account, CommandError> {
  const { grantPrices: before = [], ...entered } = account.entered;
  const others = before.filter(({ grant }) => grant !== id);
  const known = before.find(({ grant }) => grant === id);
  if (paid === null) {
    if (known === undefined) return badInput('This grant has no price that could be taken back.');
    return ok({ ...account, entered: { ...entered, ...(others.length > 0 && { grantPrices: others }) } });
  }
  const reported = reportedGrant(account, pools, id);
  const facts = reported.ok || known === undefined ? reported : ok(known);
  if (!facts.ok) return facts;
  return ok({ ...account, entered: { ...entered, grantPrices: [...others, { ...facts.value, paid }] } });
}

function reportedGrant(
  { createdAt }: Account,
  pools: readonly PoolState[],
  id: string,
): Result<Omit<GrantPrice, 'paid'>, CommandError> {
  for (const pool of pools)
    for (const grant of pool.grants) {
      if (grant.id !== id || grant.provenance !== 'reported') continue;
      const { kind, granted, grantedAt, expiresAt } = grant;
      if (kind === 'refill')
        return badInput(
          'These are the plan’s credits. Enter the plan’s price instead, in the account’s dialog.',
        );
      if (granted === null || granted <= 0)
        return badInput(
          'The provider does not report how much this grant had at first, so its price cannot be told by credit. Enter it as a top-up of your own.',
        );
      // Without a date it has been there since the account has.
      return ok({ grant: id, pool: pool.id, kind, granted, grantedAt: grantedAt ?? createdAt, expiresAt });
    }
  return badInput(`There is no grant “${id}” in this account.`);
}
