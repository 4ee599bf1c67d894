import { safeStorage } from 'electron';
import type { SystemCipher } from '../../engine/vault/system.ts';

const plainTextWarning =
  'This system has no keychain, so your credentials are only weakly protected on this disk. Install GNOME Keyring or KWallet.';

/** The only place that touches safeStorage. All credentials are one item, so that a keychain asks only once. */
export async function openSystemCipher(): Promise<SystemCipher> {
  let available = await safeStorage.isAsyncEncryptionAvailable();
  // With `basic_text` the key is fixed and public, which is hardly better than plain text.
  const isWeak = process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
  return {
    available: () => available,
    lookAgain: async () => {
      available = await safeStorage.isAsyncEncryptionAvailable();
    },
    encrypt: (text) => safeStorage.encryptStringAsync(text),
    decrypt: async (bytes) => (await safeStorage.decryptStringAsync(bytes)).result,
    warning: isWeak ? plainTextWarning : null,
  };
}
