import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto';
import type { SafeStorage } from 'electron';
import { system } from './machine.ts';

/**
 * The system's keychain. `asks`: its question has not been answered. `locked`: the key is not to be had now. `refused`: you
 * said no, or the keychain that has the key is gone. `other`: it has another key than before, as after the profile was lost.
 */
export type Keychain = 'open' | 'asks' | 'locked' | 'refused' | 'other';

const isKeychain = (name: string | undefined): name is Keychain =>
  ['open', 'asks', 'locked', 'refused', 'other'].includes(name ?? '');
const first = process.env.STAND_IN_KEYCHAIN;

let keychain: Keychain = isKeychain(first) ? first : 'open';
let isRotated = false;
/** Whatever waits for the keychain's question to be answered. */
const waiting: (() => void)[] = [];

export function setKeychain(next: Keychain): void {
  keychain = next;
  if (next === 'asks') return;
  for (const go of waiting.splice(0)) go();
}

/** There is a newer key: what was encrypted before should be encrypted anew. */
export function rotateKey(): void {
  isRotated = true;
}

/** How often the keychain was asked. */
export const asked = { times: 0 };

// Real encryption, so that a credential in plain text on the disk would be found, and one of another key does not open.
const keys = {
  keychain: 'the key of the keychain',
  other: 'another key',
  fixed: 'the key that everybody knows',
};
const rotated = 'the newer key of the keychain';

function seal(text: string, prefix: string, secret: string): Buffer {
  const start = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', hash('sha256', secret, 'buffer'), start);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from(prefix), start, cipher.getAuthTag(), body]);
}

function open(encrypted: Buffer, secret: string): string | null {
  const decipher = createDecipheriv(
    'aes-256-gcm',
    hash('sha256', secret, 'buffer'),
    encrypted.subarray(3, 15),
  );
  try {
    decipher.setAuthTag(encrypted.subarray(15, 31));
    return Buffer.concat([decipher.update(encrypted.subarray(31)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

/** On Linux a fixed, public key is always there besides: `v10`, under which macOS and Windows have their only one. */
const prefix = system === 'linux' ? 'v11' : 'v10';
const hasKey = () => keychain === 'open' || keychain === 'other';
const current = () => (keychain === 'other' ? keys.other : isRotated ? rotated : keys.keychain);

const answered = async () => {
  asked.times += 1;
  if (keychain === 'asks') await new Promise<void>((resolve) => waiting.push(resolve));
};

// As electron_api_safe_storage.cc and Chromium's os_crypt/async (August 2026).
export const safeStorage: Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
> = {
  /** Whatever the keychain says, it is available. */
  async isAsyncEncryptionAvailable() {
    await answered();
    return true;
  },
  /** Guessed by the name of the desktop, and not what encryptStringAsync uses. */
  getSelectedStorageBackend: () => 'gnome_libsecret',
  async encryptStringAsync(text) {
    await answered();
    if (hasKey()) return seal(text, prefix, current());
    if (system === 'linux') return seal(text, 'v10', keys.fixed);
    throw new Error('Error while encrypting the text provided to safeStorage.encryptStringAsync.');
  },
  async decryptStringAsync(encrypted) {
    await answered();
    const isFixed = system === 'linux' && encrypted.subarray(0, 3).toString() === 'v10';
    if (!isFixed && keychain === 'locked')
      throw new Error('safeStorage.decryptStringAsync is temporarily unavailable. Please try again.');
    const older = keychain === 'other' ? [] : [keys.keychain];
    const known = hasKey() ? [current(), ...older] : [];
    for (const secret of isFixed ? [keys.fixed] : known) {
      const result = open(encrypted, secret);
      if (result !== null) return { result, shouldReEncrypt: hasKey() && secret !== current() };
    }
    throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.');
  },
};

/** What a keychain that is open has encrypted, for a data folder that is there before the start. */
export const sealedByKeychain = (text: string): Buffer => seal(text, prefix, keys.keychain);
/** The same, by the key that everybody knows. */
export const sealedByFixedKey = (text: string): Buffer => seal(text, 'v10', keys.fixed);
