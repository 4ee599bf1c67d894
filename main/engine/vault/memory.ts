import { ok } from '../../../shared/model/index.ts';
import type { Vault } from './vault.ts';

/** Keeps credentials only in memory, for the demo. */
export function createMemoryVault(): Vault {
  const accounts = new Map<string, Record<string, string>>();
  return {
    kind: 'memory',
    warning: null,
    state: () => 'open',
    lost: () => null,
    isEmpty: () => accounts.size === 0,
    unlock: async () => ok(undefined),
    get: async (accountId) => ok(accounts.get(accountId) ?? null),
    set: async (accountId, values) => {
      accounts.set(accountId, { ...values });
      return ok(undefined);
    },
    ids: async () => ok([...accounts.keys()]),
    remove: async (accountId) => {
      accounts.delete(accountId);
      return ok(undefined);
    },
    prepare: async () => ok(undefined),
    isPrepared: () => true,
    holds: (accountId) => accounts.has(accountId),
    setAside: () => [],
    deleteSetAside: () => ok(undefined),
    passphrase: null,
  };
}
