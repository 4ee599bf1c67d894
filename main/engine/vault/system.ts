import { fail, ok } from '../../../shared/model/index.ts';
import { type Cipher, createVaultFile, without } from './file.ts';
import { unavailable, type Vault } from './vault.ts';

/** The system's own encryption; in the desktop app Electron's safeStorage. */
export interface SystemCipher {
  /** As of the start, or the last `lookAgain`. */
  available(): boolean;
  /** Asks the system once more: a keychain may be unlocked after the start. */
  lookAgain?(): Promise<void>;
  encrypt(text: string): Buffer | Promise<Buffer>;
  decrypt(bytes: Buffer): string | Promise<string>;
  /** A warning if this system protects credentials only weakly; null: none. */
  warning: string | null;
}

/**
 * Keeps credentials in a file encrypted with a key from the system, without a passphrase. `isExpected`: whether the settings
 * name credentials that are in it.
 */
export function createSystemVault(
  file: string,
  system: SystemCipher,
  isExpected: () => boolean = () => false,
): Vault {
  const store = createVaultFile(file, { isExpected, startOverHint: 'start a new vault on the overview' });
  const cipher: Cipher = {
    isPrepared: () => true,
    prepareNew: async () => {},
    seal: async (text) => Buffer.from((await system.encrypt(text)).toString('base64')),
    unseal: async (bytes) => {
      try {
        return ok(await system.decrypt(Buffer.from(Buffer.from(bytes).toString(), 'base64')));
      } catch {
        return fail('damaged');
      }
    },
  };
  const readAll = async () => (system.available() ? store.readKeys(cipher) : unavailable());
  return {
    kind: 'system',
    warning: system.warning,
    state: () => (store.lost() !== null ? 'unset' : system.available() ? 'open' : 'locked'),
    lost: store.lost,
    isEmpty: store.isEmpty,
    setAside: store.setAside,
    deleteSetAside: store.deleteSetAside,
    unlock: async (_, { startOver = false } = {}) => {
      if (!system.available()) await system.lookAgain?.();
      if (!system.available()) return unavailable();
      if (startOver) store.startOver();
      const lost = store.whyLost();
      return lost ? fail(lost) : ok(undefined);
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
      system.available()
        ? store.change(cipher, (accounts) => ({ ...accounts, [accountId]: { ...values } }), lock)
        : unavailable(),
    remove: async (accountId, lock) => {
      if (!store.exists()) return ok(undefined);
      return system.available() ? store.change(cipher, without(accountId), lock) : unavailable();
    },
    prepare: async () => ok(undefined),
    isPrepared: () => true,
    holds: store.holds,
    passphrase: null,
  };
}
