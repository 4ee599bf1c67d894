import { z } from 'zod';

/** A passphrase that is chosen now; one that was chosen earlier may be shorter. */
export const newPassphraseSchema = z.string().min(8, 'Use at least 8 characters.');
