import { join } from 'node:path';
import { createPassphraseVault } from '../../main/engine/vault/passphrase.ts';
import type { Vault } from '../../main/engine/vault/vault.ts';

/** A passphrase vault whose new files take scrypt no time; everything else about them is as ever. */
export const createQuickVault = (file: string, isExpected?: () => boolean): Vault =>
  createPassphraseVault(file, isExpected, 8);

/** Begins an empty one in a data folder. Whoever opens it later keeps its header, and so needs no time for it either. */
export async function beginQuickVault(home: string, passphrase: string): Promise<void> {
  const vault = createQuickVault(join(home, 'credentials.age'));
  for (const done of [
    await vault.unlock(passphrase),
    await vault.set('a0', { key: 'none' }),
    await vault.remove('a0'),
  ])
    if (!done.ok) throw new Error(done.error.message);
}
