import { z } from 'zod';
import { firstVersion, instantOrNull } from './common.ts';

// What `tags --json`, `interval --json`, `preferences --json` and `hosts --json` print. Scripts read it, so keys are only ever
// added.

export const tagsJsonSchema = z.object({
  ...firstVersion,
  tags: z.array(z.object({ tag: z.string(), accounts: z.array(z.string()) })),
});
export type TagsJson = z.infer<typeof tagsJsonSchema>;

export const intervalsJsonSchema = z.object({
  ...firstVersion,
  /** All polling is paused. */
  paused: z.boolean(),
  accounts: z.array(
    z.object({
      account: z.string(),
      name: z.string(),
      /** How often it is checked, and how often that is by default and at most; milliseconds. */
      intervalMs: z.number().int(),
      defaultMs: z.number().int(),
      shortestMs: z.number().int(),
      paused: z.boolean(),
    }),
  ),
});
export type IntervalsJson = z.infer<typeof intervalsJsonSchema>;

export const preferencesJsonSchema = z.object({
  ...firstVersion,
  preferences: z.record(z.string(), z.union([z.boolean(), z.string()])),
});
export type PreferencesJson = z.infer<typeof preferencesJsonSchema>;

export const hostsJsonSchema = z.object({
  ...firstVersion,
  hosts: z.array(
    z.object({
      host: z.string(),
      /** It is a program of your own, which is run. */
      program: z.boolean(),
      /** The provider's id, or a channel's label. */
      provider: z.string(),
      why: z.string(),
      /** How many accounts are checked there. */
      accounts: z.number().int(),
      /** How often one is checked; null: it is not asked on a schedule. */
      everyMs: z.number().int().nullable(),
      lastAt: instantOrNull,
    }),
  ),
});
export type HostsJson = z.infer<typeof hostsJsonSchema>;
