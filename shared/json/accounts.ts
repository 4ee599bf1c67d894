import { z } from 'zod';
import { sameKeySchema } from '../api/accounts.ts';
import { accountStateSchema } from '../model/index.ts';
import { statusAccountSchema } from '../model/status-json.ts';
import { firstVersion, instant, instantOrNull } from './common.ts';

const { id, provider, label, tags, note, pinned, hidden, paused } = statusAccountSchema.shape;

/** `fuelgauge accounts --json`. */
export const accountsJsonSchema = z.object({
  ...firstVersion,
  accounts: z.array(
    z.object({
      id,
      provider,
      label,
      tags,
      note,
      pinned,
      hidden,
      /** Where the key is kept. */
      credential: accountStateSchema.shape.credentialKept,
      credentialSince: instantOrNull,
      credentialExpiresAt: instantOrNull,
      paused,
    }),
  ),
});
export type AccountsJson = z.infer<typeof accountsJsonSchema>;

/** `fuelgauge add --json`. */
export const addedJsonSchema = z.object({
  ...firstVersion,
  account: z.object({ id, provider, label }),
  /** `unreachable`: nobody could tell. */
  tested: z.enum(['accepted', 'unreachable', 'not-tested']),
  /** What it read, in words. */
  balance: z.string().nullable(),
  /** Another account with the same key. */
  sameAs: sameKeySchema.nullable(),
});
export type AddedJson = z.infer<typeof addedJsonSchema>;

/** `fuelgauge removed --json`: what was removed and can be brought back. */
export const removedJsonSchema = z.object({
  ...firstVersion,
  removed: z.array(z.object({ id, provider, label, removedAt: instant, restorableUntil: instant })),
});
export type RemovedJson = z.infer<typeof removedJsonSchema>;
