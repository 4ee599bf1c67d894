import { z } from 'zod';
import { isoInstant, maybe, numeric, unlimited } from './parts.ts';
import { isBody } from './received.ts';
import type { ErrorRules } from './refusals.ts';

// Traject Data's products have hosts, keys and accounts of their own, but answer alike. The body echoes the key and the
// owner, so only the numbers are read.

const response = z.object({
  account_info: z.object({
    credits_remaining: numeric,
    credits_used: maybe(numeric),
    credits_limit: maybe(unlimited(numeric, 0)),
    credits_reset_at: maybe(isoInstant),
  }),
});

/** What the account endpoint of a Traject Data product answers, and how to read it. */
export const trajectAccount = {
  response,
  reading: ({ account_info: account }: z.infer<typeof response>) => ({
    remaining: account.credits_remaining,
    used: account.credits_used,
    limit: account.credits_limit,
    cycle: { renewsAt: account.credits_reset_at },
  }),
  errors: {
    message: 'request_info.message',
    in200: ({ request_info: info }) => isBody(info) && info.success === false,
  } satisfies ErrorRules,
};
