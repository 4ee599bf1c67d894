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
  setPreferences: mutation(preferencesPatchSchema, done),
  /** All providers that Fuelgauge knows. Pages ask for it when they show it, because it is long. */
  catalogue: query(z.void(), z.array(catalogueEntrySchema)),
  dismissNotice: mutation(z.object({ text: z.string() }), done),
  /** Makes a new bearer token for POST /v1/usage and revokes the old one. It is shown once and stored only as a hash. */
  makeUsageToken: mutation(z.void(), z.object({ token: z.string() })),
};
