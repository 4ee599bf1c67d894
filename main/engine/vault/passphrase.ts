import { badInput, type CommandError, fail, ok, type Result } from '../../../shared/model/index.ts';
import { createAgeCipher } from './age.ts';
import { type Cipher, createVaultFile, type VaultFile, without } from './file.ts';
import { locked, type PassphraseControl, type Vault } from './vault.ts';

/** What opens the vault, kept in memory while it is open. */
interface Opened {
  cipher: Cipher;
  passphrase: string;
}

interface Parts {
  cipherOf(passphrase: string): Cipher;
  store: VaultFile;
  opened: Opened | null;
  listeners: Set<() => void>;
  /** The mark of the last file of another process that was checked. */
  checked: string | null;
}

/**
 * Keeps credentials in a file encrypted by age with a passphrase, which stays in memory while the vault is open.
 * `isExpected`: whether the settings name credentials that are in it. `workFactor`: as `createAgeCipher` takes it.
 */
export function createPassphraseVault(
  file: string,
  isExpected: () => boolean = () => false,
  workFactor?: number,
): Vault {
  const store = createVaultFile(file, {
    isExpected,
    startOverHint: 'run `fuelgauge add` or `fuelgauge credential` with --new-vault',
  });
  const cipherOf = (passphrase: string) => createAgeCipher(passphrase, workFactor);
  const parts: Parts = { cipherOf, store, opened: null, listeners: new Set(), checked: null };
  const readAll = () => withCipher(parts, (cipher) => store.readKeys(cipher));
  return {
    kind: 'passphrase',
    warning: null,
    state: () => stateOf(parts),
    lost: store.lost,
    isEmpty: store.isEmpty,
    setAside: store.setAside,
    deleteSetAside: store.deleteSetAside,
    unlock: async (passphrase, { startOver = false } = {}) => {
      const candidate = cipherOf(passphrase);
      if (store.exists()) {
        const read = await store.read(candidate);
        if (!read.ok) return read;
      } else {
        if (passphrase === '') return badInput('The passphrase is empty. Choose one.');
        if (startOver) store.startOver();
        const lost = store.whyLost();
        if (lost) return fail(lost);
      }
      parts.opened = { cipher: candidate, passphrase };
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
    set: (accountId, values, lock) =>
      withCipher(parts, (cipher) =>
        store.change(cipher, (accounts) => ({ ...accounts, [accountId]: { ...values } }), lock),
      ),
    remove: async (accountId, lock) => {
      if (!store.exists()) return ok(undefined);
      return withCipher(parts, (cipher) => store.change(cipher, without(accountId), lock));
    },
    prepare: async () => {
      const { opened } = parts;
      return opened ? withCipher(parts, () => store.prepare(opened.cipher)) : ok(undefined);
    },
    isPrepared: () => parts.opened === null || store.isPrepared(parts.opened.cipher),
    holds: (accountId) => (parts.opened === null ? null : store.holds(accountId)),
    passphrase: controlOf(parts),
  };
}

function controlOf(parts: Parts): PassphraseControl {
  const { store, cipherOf } = parts;
  return {
    change: async ({ current, next }) => {
      if (!store.exists()) return badInput('No keys are stored yet, so there is no passphrase to change.');
      const cipher = cipherOf(next);
      const changed = await store.reseal(cipherOf(current), cipher);
      if (changed.ok) parts.opened = { cipher, passphrase: next };
      return changed;
    },
    reset: async (next) => {
      const cipher = cipherOf(next);
      const renewed = await store.renew(cipher);
      if (renewed.ok) parts.opened = { cipher, passphrase: next };
      return renewed;
    },
    current: () => parts.opened?.passphrase ?? null,
    onLocked: (listener) => parts.listeners.add(listener),
  };
}

function stateOf(parts: Parts): 'unset' | 'locked' | 'open' {
  const { store, opened } = parts;
  if (opened && store.lost() === null) {
    const foreign = store.foreignMark(opened.cipher);
    // Whether it still opens takes scrypt its 0.2 s; if it does not, the vault locks itself then.
    if (foreign !== null && foreign !== parts.checked) {
      parts.checked = foreign;
      void withCipher(parts, (cipher) => store.read(cipher));
    }
    return 'open';
  }
  return store.exists() ? 'locked' : 'unset';
}

/** Works with the cipher. If it no longer opens the file, its passphrase was changed by another process: the vault locks itself. */
async function withCipher<Value>(
  parts: Parts,
  work: (cipher: Cipher) => Promise<Result<Value, CommandError>>,
): Promise<Result<Value, CommandError>> {
  const { opened } = parts;
  if (!opened) return locked();
  const result = await work(opened.cipher);
  if (result.ok || result.error.kind !== 'wrong-passphrase') return result;
  if (parts.opened === opened) {
    parts.opened = null;
    for (const listener of parts.listeners) listener();
  }
  return fail({ kind: 'locked', message: 'The passphrase was changed. Enter the new one.' });
}
