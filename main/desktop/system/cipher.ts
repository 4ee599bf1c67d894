import { safeStorage } from 'electron';
import { fail, ok } from '../../../shared/model/index.ts';
import type { SystemCipher } from '../../engine/vault/system.ts';
import { platform } from './platform.ts';

const weakWarning =
  'Your keys are only weakly protected on this disk: no keychain was open when they were encrypted. Install or unlock GNOME Keyring or KWallet, then restart Fuelgauge, which encrypts them anew.';

/** The only place that touches safeStorage. All credentials are one item, so that a keychain asks only once. */
export const systemCipher: SystemCipher = {
  encrypt: (text) => safeStorage.encryptStringAsync(text),
  decrypt: async (bytes) => {
    try {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(bytes);
      return ok({ text: result, isOutdated: shouldReEncrypt });
    } catch (error) {
      if (error instanceof Error && error.message.includes('temporarily unavailable'))
        return fail('unavailable');
      return fail((await hasKeyFor(bytes)) ? 'damaged' : 'refused');
    }
  },
  // On Linux a key that everybody knows is used where no keychain is open (Electron 45, electron_api_safe_storage.cc). The
  // name of the desktop says nothing about that, so we look at what was made.
  warningAbout: (bytes) => (platform === 'linux' && markOf(bytes) === 'v10' ? weakWarning : null),
};

/** Electron always calls its encryption available. Whether the key is there shows only when something goes there and back. */
async function hasKeyFor(bytes: Buffer): Promise<boolean> {
  try {
    const probe = await safeStorage.encryptStringAsync('probe');
    const { result } = await safeStorage.decryptStringAsync(probe);
    // What has no mark was never encrypted by Electron.
    const isOfThisKey = markOf(probe) === markOf(bytes) || !/^v\d\d$/.test(markOf(bytes));
    return result === 'probe' && isOfThisKey;
  } catch {
    return false;
  }
}

/** The name of the key, with which every text of Electron's begins. */
const markOf = (bytes: Buffer): string => bytes.subarray(0, 3).toString('latin1');
