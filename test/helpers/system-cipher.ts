import type { SystemCipher } from '../../main/engine/vault/system.ts';
import { ok } from '../../shared/model/index.ts';

/** In the place of a keychain. What it makes is legible, so that a search of every byte finds what is in it. */
export const legibleCipher: SystemCipher = {
  encrypt: async (text) => Buffer.from(text),
  decrypt: async (bytes) => ok({ text: bytes.toString(), isOutdated: false }),
  warningAbout: () => null,
};
