import type { StatusJson } from '../model/status-json.ts';

/** A status of these accounts alone, in this order; budgets are not of one account, so they stay. */
export function filterStatus(status: StatusJson, ids: readonly string[]): StatusJson {
  const accounts = new Map(status.accounts.map((account) => [account.id, account]));
  return {
    ...status,
    accounts: ids.flatMap((id) => accounts.get(id) ?? []),
    errors: status.errors.filter(({ account }) => ids.includes(account)),
  };
}
