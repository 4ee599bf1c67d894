import { z } from 'zod';
import { catalogueEntrySchema } from '../catalogue/entry.ts';
import { preferencesPatchSchema } from '../model/index.ts';
import { done, mutation, query } from './contract.ts';

export type PreferencesPatch = z.output<typeof preferencesPatchSchema>;

/** Commands about the app as a whole. */
export const appCommands = {
  /**
   * Opens the vault, or sets its passphrase with the first credential. `startOver`: begin with empty credentials if the file
   * that held them was lost.
   */
  unlock: mutation(z.object({ passphrase: z.string(), startOver: z.boolean().optional() }), done),
  /**
   * Encrypts the credentials anew, the backup too. `current` may be missing if the passphrase was made at random and only the
   * system's keyring knows it.
   */
  changePassphrase: mutation(z.object({ current: z.string().optional(), next: z.string() }), done),
  /**
   * For a forgotten passphrase: sets the file aside, and begins with empty credentials. Accounts and history stay. `setAside`:
   * the old file's new name.
   */
  resetPassphrase: mutation(
    z.object({ passphrase: z.string() }),
    z.object({ setAside: z.string().nullable() }),
  ),
  /** Keeps the passphrase in the system's keyring, or no longer. Without a passphrase yet, one is made at random. */
  keepInKeyring: mutation(z.object({ on: z.boolean() }), done),
  setPreferences: mutation(preferencesPatchSchema, done),
  /** All providers that Fuelgauge knows. Pages ask for it when they show it, because it is long. */
  catalogue: query(z.void(), z.array(catalogueEntrySchema)),
  dismissNotice: mutation(z.object({ text: z.string() }), done),
};
