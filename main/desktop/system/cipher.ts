import { safeStorage } from 'electron';
import type { SystemCipher } from '../../engine/vault/system.ts';

const plainTextWarning =
  'This system offers no keychain, so credentials are only weakly protected on this disk. Install GNOME Keyring or KWallet.';

/** The only place that touches safeStorage: all credentials lie in one item, so that a keychain asks once. */
export async function openSystemCipher(): Promise<SystemCipher> {
  const available = await safeStorage.isAsyncEncryptionAvailable();
  // With `basic_text` the key is fixed and known to all: better than plain text, and not much.
  const isWeak = process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
  return {
    available: () => available,
    encrypt: (text) => safeStorage.encryptStringAsync(text),
    decrypt: async (bytes) => (await safeStorage.decryptStringAsync(bytes)).result,
    warning: isWeak ? plainTextWarning : null,
  };
}
