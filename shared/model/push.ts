import { z } from 'zod';
import { accountStateSchema, appStateSchema } from './state.ts';
import { instantSchema } from './unit.ts';

/** The parts of the state beside its accounts, of which a push brings those that changed. */
export const statePartsSchema = appStateSchema.omit({ at: true, accounts: true }).partial();

/** One message of the state stream: the state whole, or what changed since the message before. */
export const statePushSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('whole'), state: appStateSchema }),
  z.object({
    kind: z.literal('change'),
    at: instantSchema,
    /** Those that are new or differ. */
    accounts: z.array(accountStateSchema),
    /** Ids of all accounts, most urgent first; null: the same as before. */
    order: z.array(z.string()).nullable(),
    parts: statePartsSchema,
  }),
]);
export type StatePush = z.infer<typeof statePushSchema>;
