import { badInput, fail, ok } from '../../../shared/model/index.ts';
import { type Cipher, createVaultFile } from './file.ts';
import { locked, type Vault } from './vault.ts';

// 2^16 takes about 0.2 s and 64 MiB per attempt (this library, November 2026). age's default of 18 takes four times as
// long, and every command and every change of a credential would have to wait for it.
const scryptWorkFactor = 16;

/** Keeps credentials in a file encrypted by age with a passphrase, which stays in memory while the vault is open. */
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
      // If there is no file, there is nothing to remove, so no passphrase is needed.
      if (!store.exists()) return ok(undefined);
      if (!cipher) return locked();
      return store.change(cipher, ({ [accountId]: _, ...others }) => others);
    },
  };
}

/** Loads the library only when needed: it is large, and many commands never open the vault. */
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
        // Only the error's text tells the two apart (age-encryption 0.3.1).
        const noMatch = error instanceof Error && error.message.startsWith('no identity matched');
        return fail(noMatch ? 'wrong-passphrase' : 'damaged');
      }
    },
  };
}
