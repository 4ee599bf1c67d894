import { z } from 'zod';
import { amountSchema, providerInfoSchema } from '../model/index.ts';
import { statusAccountSchema, statusJsonSchema } from '../model/status-json.ts';
import { firstVersion, instant } from './common.ts';
import { timelineJsonSchema } from './timeline.ts';

// What the read API answers beside the documents of the commands.

/** GET /v1/accounts/ID: all that the page of an account shows. */
export const accountJsonSchema = z.object({
  ...firstVersion,
  at: instant,
  account: statusAccountSchema,
  provider: providerInfoSchema
    .pick({ id: true, name: true, category: true, homepage: true, credentialPage: true, billingPage: true })
    .nullable(),
  /** How often it is checked. */
  intervalMs: z.int(),
  /** What is expected in the next 60 days, soonest first. */
  ahead: timelineJsonSchema.shape.events,
  pools: z.array(
    z.object({
      id: z.string(),
      /** Burn of each of the last seven days, today last; null: no readings that day. */
      burnByDay: z.array(amountSchema.nullable()),
      /** The expected balance from now on; empty while learning. */
      expected: z.array(
        z.object({ time: instant, early: amountSchema, likely: amountSchema, late: amountSchema }),
      ),
    }),
  ),
});
export type AccountJson = z.infer<typeof accountJsonSchema>;

/** One event of GET /v1/events. */
export const eventJsonSchema = statusJsonSchema.extend({
  /** The first event has all accounts, later ones those that are new or changed. */
  whole: z.boolean(),
  /** Ids of all accounts, most urgent first: those that are missing here are gone. */
  order: z.array(z.string()),
});
export type EventJson = z.infer<typeof eventJsonSchema>;

/** What went wrong. */
export const errorJsonSchema = z.object({
  ok: z.literal(false),
  error: z.object({
    kind: z.string(),
    /** What is wrong and what to do, in a sentence. */
    message: z.string(),
  }),
});

/** POST /v1/usage. */
export const usageJsonSchema = z.object({
  ok: z.literal(true),
  /** Null: unknown. */
  remaining: amountSchema.nullable(),
});
