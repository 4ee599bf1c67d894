import { z } from 'zod';
import { accountStateSchema, appStateSchema } from './state.ts';
import { instantSchema } from './unit.ts';

/** The state without its accounts, which are checked one by one. */
export const besidesAccountsSchema = appStateSchema.omit({ accounts: true });

/** The parts of the state other than accounts; a push contains those that changed. */
export const statePartsSchema = besidesAccountsSchema.omit({ at: true }).partial();

/** One message of the state stream: the whole state, or what changed since the last message. */
export const statePushSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('whole'), state: appStateSchema }),
  z.object({
    kind: z.literal('change'),
    at: instantSchema,
    /** New or changed accounts. */
    accounts: z.array(accountStateSchema),
    /** Ids of all accounts, most urgent first; null: unchanged. */
    order: z.array(z.string()).nullable(),
    parts: statePartsSchema,
  }),
]);
export type StatePush = z.infer<typeof statePushSchema>;
