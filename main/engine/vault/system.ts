import { type CommandError, fail, ok } from '../../../shared/model/index.ts';
import { type Cipher, createVaultFile, without } from './file.ts';
import type { Vault } from './vault.ts';

/** The system's own encryption; in the desktop app Electron's safeStorage. */
export interface SystemCipher {
  available(): boolean;
  encrypt(text: string): Buffer | Promise<Buffer>;
  decrypt(bytes: Buffer): string | Promise<string>;
  /** A warning if this system protects credentials only weakly; null: none. */
  warning: string | null;
}

const unavailable = () =>
  fail<CommandError>({
    kind: 'not-supported',
    message: 'The system’s keychain is not available. Unlock it, then try again.',
  });

/** Keeps credentials in a file encrypted with a key from the system, without a passphrase. */
export function createSystemVault(file: string, system: SystemCipher): Vault {
  const store = createVaultFile(file);
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
  return {
    kind: 'system',
    warning: system.warning,
    state: () => (system.available() ? 'open' : 'locked'),
    lost: () => null,
    isEmpty: () => !store.exists(),
    unlock: async () => (system.available() ? ok(undefined) : unavailable()),
    get: async (accountId) => {
      if (!system.available()) return unavailable();
      const accounts = await store.read(cipher);
      return accounts.ok ? ok(accounts.value[accountId] ?? null) : accounts;
    },
    ids: async () => {
      if (!system.available()) return unavailable();
      const accounts = await store.read(cipher);
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
  };
}
