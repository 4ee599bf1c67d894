import { badInput, fail, ok } from '../../../shared/model/index.ts';
import { type Cipher, createVaultFile } from './file.ts';
import { locked, type Vault } from './vault.ts';

// 2^16: about 0.2 s and 64 MiB per try (this library, November 2026). age's own default of 18 takes four times as long,
// which every change of a credential and every call of the command line would wait for.
const scryptWorkFactor = 16;

/** Keeps credentials in one file that age encrypts with a passphrase. The passphrase stays in memory while it is open. */
export function createPassphraseVault(file: string): Vault {
  const store = createVaultFile(file);
  let cipher: Cipher | null = null;

  return {
    kind: 'passphrase',
    warning: null,
    state: () => (cipher ? 'open' : store.exists() ? 'locked' : 'unset'),
    unlock: async (passphrase) => {
      const candidate = ageCipher(passphrase);
      if (store.exists()) {
        const read = await store.read(candidate);
        if (!read.ok) return read;
      } else if (passphrase === '') {
        return badInput('The passphrase is empty. Choose one.');
      }
      cipher = candidate;
      return ok(undefined);
    },
    get: async (accountId) => {
      if (!cipher) return locked();
      const accounts = await store.read(cipher);
      return accounts.ok ? ok(accounts.value[accountId] ?? null) : accounts;
    },
    set: async (accountId, values) =>
      cipher ? store.change(cipher, (accounts) => ({ ...accounts, [accountId]: { ...values } })) : locked(),
    remove: async (accountId) => {
      // Nothing to take out of a file that was never written: no passphrase is needed for that.
      if (!store.exists()) return ok(undefined);
      if (!cipher) return locked();
      return store.change(cipher, ({ [accountId]: _, ...others }) => others);
    },
  };
}

/** The library is loaded when it is first needed: it is large, and many a command never opens the vault. */
function ageCipher(passphrase: string): Cipher {
  return {
    seal: async (text) => {
      const { Encrypter } = await import('age-encryption');
      const encrypter = new Encrypter();
      encrypter.setPassphrase(passphrase);
      encrypter.setScryptWorkFactor(scryptWorkFactor);
      return encrypter.encrypt(text);
    },
    unseal: async (bytes) => {
      try {
        const { Decrypter } = await import('age-encryption');
        const decrypter = new Decrypter();
        decrypter.addPassphrase(passphrase);
        return ok(await decrypter.decrypt(bytes, 'text'));
      } catch (error) {
        // The library tells the two apart by its text alone (0.3.1).
        const noMatch = error instanceof Error && error.message.startsWith('no identity matched');
        return fail(noMatch ? 'wrong-passphrase' : 'damaged');
      }
    },
  };
}
