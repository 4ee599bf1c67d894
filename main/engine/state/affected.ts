import { isDeepStrictEqual } from 'node:util';
import type { Account, Settings } from '../../../shared/model/index.ts';

/** The ids of the accounts that a change affects; empty: it affects the state, but no account. */
export type Affected = 'all' | readonly string[];

/** What a change of the settings affects; null: nothing that is shown. */
export function affectedBy(previous: Settings, next: Settings): Affected | null {
  const sharedBefore = [previous.alerts, previous.preferences.paused, previous.customProviders];
  if (!isDeepStrictEqual(sharedBefore, [next.alerts, next.preferences.paused, next.customProviders]))
    return 'all';
  const before = byId(previous.accounts);
  const after = byId(next.accounts);
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  const changed = ids.filter((id) => !isDeepStrictEqual(before.get(id), after.get(id)));
  const besidesOf = ({ preferences, usageToken, accounts }: Settings) => [
    preferences,
    usageToken,
    accounts.map(({ id }) => id),
  ];
  const besides = !isDeepStrictEqual(besidesOf(previous), besidesOf(next));
  return changed.length > 0 || besides ? changed : null;
}

const byId = (accounts: readonly Account[]) => new Map(accounts.map((account) => [account.id, account]));
