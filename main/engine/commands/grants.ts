import { randomUUID } from 'node:crypto';
import type { AddGrantInput, RemoveGrantInput } from '../../../shared/api/accounts.ts';
import type { CommandResult } from '../../../shared/api/contract.ts';
import {
  type Account,
  type AccountState,
  badInput,
  type EnteredGrant,
  ok,
} from '../../../shared/model/index.ts';
import { monthsLater } from '../../../shared/time/index.ts';
import type { EngineParts } from '../parts.ts';
import { checkCurrency } from '../store/prices.ts';
import { changeFacts } from './change-account.ts';

export function addGrant(parts: EngineParts, input: AddGrantInput): Promise<CommandResult<AccountState>> {
  const { kind, amount, paid, grantedAt = parts.clock.now() } = input;
  return changeFacts(parts, input.account, (account, { topupLifetimeMonths: months }) => {
    const usual = months === null ? null : monthsLater(grantedAt, months);
    const expiresAt = input.expiresAt === undefined ? usual : input.expiresAt;
    if (expiresAt !== null && expiresAt <= grantedAt)
      return badInput('The expiry date must be after the purchase.');
    const currency = paid ? checkCurrency(paid.currency) : ok('');
    if (!currency.ok) return currency;
    const id = `entered-${randomUUID().slice(0, 8)}`;
    const grant = { id, kind, amount, grantedAt, expiresAt, ...(paid && { paid }) };
    return ok(withGrants(account, [...account.entered.grants, grant]));
  });
}

export function removeGrant(
  parts: EngineParts,
  { account: reference, grant }: RemoveGrantInput,
): Promise<CommandResult<AccountState>> {
  return changeFacts(parts, reference, (account) => {
    const grants = account.entered.grants.filter(({ id }) => id !== grant);
    return grants.length === account.entered.grants.length
      ? badInput('You can only remove grants that you entered.')
      : ok(withGrants(account, grants));
  });
}

const withGrants = (account: Account, grants: EnteredGrant[]): Account => ({
  ...account,
  entered: { ...account.entered, grants },
});
