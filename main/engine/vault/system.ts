import { fail, ok, type Result } from '../../../shared/model/index.ts';
import { type Cipher, createVaultFile, type NotOpened, without } from './file.ts';
import type { Vault } from './vault.ts';

/** What was decrypted. `isOutdated`: it should be encrypted anew, because the system has a newer or a better key now. */
export interface Decrypted {
  text: string;
  isOutdated: boolean;
}

/** The system's own encryption; in the desktop app Electron's safeStorage. */
export interface SystemCipher {
  /** Rejects if the system has no key for us. */
  encrypt(text: string): Promise<Buffer>;
  decrypt(bytes: Buffer): Promise<Result<Decrypted, Exclude<NotOpened, 'wrong-passphrase'>>>;
  /** A warning if what was encrypted is protected only weakly; null: none. */
  warningAbout(bytes: Buffer): string | null;
}

/**
 * Keeps credentials in a file encrypted with a key from the system, without a passphrase. The system is asked for it when there
 * is something to decrypt, and not before. `isExpected`: whether the settings name credentials that are in it.
 */
export function createSystemVault(
  file: string,
  system: SystemCipher,
  isExpected: () => boolean = () => false,
): Vault {
  const store = createVaultFile(file, { isExpected, startOverHint: 'start a new vault on the overview' });
  const known: Known = { access: 'open', warning: null, isOutdated: false };
  const cipher = cipherOf(system, known);
  const read = async () => {
    if (store.exists()) known.access = 'shut';
    const accounts = await store.read(cipher);
    if (accounts.ok) known.access = 'open';
    return accounts;
  };
  /** The backup too: what a weak key has encrypted must not stay. If it does not work, the next start tries again. */
  const encryptAnew = async () => {
    if (!known.isOutdated) return;
    known.isOutdated = false;
    await store.reseal(cipher, cipher);
  };
  return {
    kind: 'system',
    get warning() {
      return known.warning;
    },
    state: () =>
      store.lost() !== null ? 'unset' : known.access === 'open' || !store.exists() ? 'open' : 'locked',
    lost: store.lost,
    isEmpty: store.isEmpty,
    setAside: store.setAside,
    deleteSetAside: store.deleteSetAside,
    unlock: async (_, { startOver = false } = {}) => {
      if (startOver) store.startOver();
      const lost = store.whyLost();
      if (lost) return fail(lost);
      const accounts = await read();
      if (!accounts.ok) return accounts;
      await encryptAnew();
      return ok(undefined);
    },
    get: async (accountId) => {
      const accounts = await store.readKeys(cipher);
      return accounts.ok ? ok(accounts.value[accountId] ?? null) : accounts;
    },
    ids: async () => {
      const accounts = await store.readKeys(cipher);
      return accounts.ok ? ok(Object.keys(accounts.value)) : accounts;
    },
    set: (accountId, values, lock) =>
      store.change(cipher, (accounts) => ({ ...accounts, [accountId]: { ...values } }), lock),
    remove: async (accountId, lock) =>
      store.exists() ? store.change(cipher, without(accountId), lock) : ok(undefined),
    prepare: async () => ok(undefined),
    isPrepared: () => true,
    holds: store.holds,
    passphrase: null,
  };
}

/** What is known of the system's key. */
interface Known {
  /** `shut` while the system is asked for it, and after that did not help. */
  access: 'open' | 'shut';
  /** About what was last encrypted or decrypted. */
  warning: string | null;
  isOutdated: boolean;
}

function cipherOf(system: SystemCipher, known: Known): Cipher {
  return {
    isPrepared: () => true,
    prepareNew: async () => {},
    seal: async (text) => {
      try {
        const sealed = await system.encrypt(text);
        known.warning = system.warningAbout(sealed);
        return ok(Buffer.from(sealed.toString('base64')));
      } catch {
        return fail('refused');
      }
    },
    unseal: async (bytes) => {
      const sealed = Buffer.from(Buffer.from(bytes).toString(), 'base64');
      const opened = await system.decrypt(sealed);
      known.access = opened.ok ? 'open' : 'shut';
      if (!opened.ok) return opened;
      known.warning = system.warningAbout(sealed);
      known.isOutdated = opened.value.isOutdated;
      return ok(opened.value.text);
    },
  };
}
