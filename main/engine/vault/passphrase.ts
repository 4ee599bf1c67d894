import { badInput, fail, ok } from '../../../shared/model/index.ts';
import { createAgeCipher } from './age.ts';
import { type Cipher, createVaultFile, without } from './file.ts';
import { locked, type Vault } from './vault.ts';

/**
 * Keeps credentials in a file encrypted by age with a passphrase, which stays in memory while the vault is open.
 * `isExpected`: whether the settings name credentials that are in it.
 */
export function createPassphraseVault(file: string, isExpected: () => boolean = () => false): Vault {
  const store = createVaultFile(file, {
    isExpected,
    startOverHint: 'run `fuelgauge add` or `fuelgauge credential` with --new-vault',
  });
  let cipher: Cipher | null = null;
  const readAll = async () => (cipher ? store.readKeys(cipher) : locked());

  return {
    kind: 'passphrase',
    warning: null,
    state: () => (cipher && store.lost() === null ? 'open' : store.exists() ? 'locked' : 'unset'),
    lost: store.lost,
    isEmpty: store.isEmpty,
    unlock: async (passphrase, { startOver = false } = {}) => {
      const candidate = createAgeCipher(passphrase);
      if (store.exists()) {
        const read = await store.read(candidate);
        if (!read.ok) return read;
      } else {
        if (passphrase === '') return badInput('The passphrase is empty. Choose one.');
        if (startOver) store.startOver();
        const lost = store.whyLost();
        if (lost) return fail(lost);
      }
      cipher = candidate;
      return ok(undefined);
    },
    get: async (accountId) => {
      const accounts = await readAll();
      return accounts.ok ? ok(accounts.value[accountId] ?? null) : accounts;
    },
    ids: async () => {
      const accounts = await readAll();
      return accounts.ok ? ok(Object.keys(accounts.value)) : accounts;
    },
    set: async (accountId, values, lock) =>
      cipher
        ? store.change(cipher, (accounts) => ({ ...accounts, [accountId]: { ...values } }), lock)
        : locked(),
    remove: async (accountId, lock) => {
      if (!store.exists()) return ok(undefined);
      return cipher ? store.change(cipher, without(accountId), lock) : locked();
    },
    prepare: async () => (cipher ? store.prepare(cipher) : ok(undefined)),
    isPrepared: () => cipher === null || store.isPrepared(cipher),
  };
}
