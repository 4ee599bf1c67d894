import { isDeepStrictEqual } from 'node:util';
import type { Account, Settings } from '../../../shared/model/index.ts';

/** The ids of the accounts that a change affects; empty: it affects the state, but no account. */
export type Affected = 'all' | readonly string[];

/** What a change of the settings affects; null: nothing that is shown. */
export function affectedBy(previous: Settings, next: Settings): Affected | null {
  const shared = ({ alerts, preferences, customProviders, passphrase }: Settings) => [
    alerts,
    preferences.paused,
    customProviders,
    passphrase,
  ];
  if (!isDeepStrictEqual(shared(previous), shared(next))) return 'all';
  const before = byId(previous.accounts);
  const after = byId(next.accounts);
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  const changed = ids.filter((id) => !isDeepStrictEqual(before.get(id), after.get(id)));
  const besidesOf = ({ preferences, usageToken, tokens, removed, accounts, budgets, money }: Settings) => [
    budgets,
    money,
    preferences,
    usageToken,
    tokens,
    removed,
    accounts.map(({ id }) => id),
  ];
  const besides = !isDeepStrictEqual(besidesOf(previous), besidesOf(next));
  return changed.length > 0 || besides ? changed : null;
}

const byId = (accounts: readonly Account[]) => new Map(accounts.map((account) => [account.id, account]));
