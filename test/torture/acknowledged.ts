import { z } from 'zod';

// What the busy child and the scenario that kills it share.

export const passphrase = 'an invented passphrase';
/** How much faster the child's clock runs, so that accounts are polled several times before the kill. */
export const speed = 60;
/** The file with the ids of the notifications that arrived. */
export const told = 'told.txt';

/** What the child did, or is about to do. */
export const acknowledgedSchema = z.discriminatedUnion('what', [
  z.object({ what: z.literal('started'), notices: z.array(z.string()) }),
  z.object({ what: z.literal('reading'), account: z.string(), at: z.number(), remaining: z.number() }),
  z.object({ what: z.literal('added'), account: z.string(), label: z.string(), key: z.string() }),
  z.object({ what: z.enum(['removing', 'removed']), account: z.string() }),
  z.object({ what: z.enum(['tagging', 'tagged']), account: z.string(), tag: z.string() }),
]);
export type Acknowledged = z.infer<typeof acknowledgedSchema>;
