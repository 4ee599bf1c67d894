import { z } from 'zod';
import { channelKindSchema } from '../model/alert.ts';
import { severitySchema } from '../model/severity.ts';
import { firstVersion, instantOrNull } from './common.ts';

// What `channels --json` and `channels kinds --json` print. Scripts read it, so keys are only ever added. No address is in it.

export const channelsJsonSchema = z.object({
  ...firstVersion,
  channels: z.array(
    z.object({
      id: z.string(),
      kind: channelKindSchema,
      label: z.string(),
      enabled: z.boolean(),
      /** It gets nothing below this severity. */
      minSeverity: severitySchema,
      /** It gets only what is about accounts with one of these tags; empty: about all. */
      tags: z.array(z.string()),
      /** The host that it sends to; null: none. */
      host: z.string().nullable(),
      /** When it last delivered; null: never. */
      lastAt: instantOrNull,
      /** Why the last delivery failed; null: it did not. */
      error: z.string().nullable(),
      /** How many notifications wait to be delivered. */
      waiting: z.number().int(),
      /** Its values came from elsewhere without secrets, and are still to be entered. */
      awaited: z.boolean(),
    }),
  ),
});
export type ChannelsJson = z.infer<typeof channelsJsonSchema>;

export const channelKindsJsonSchema = z.object({
  ...firstVersion,
  kinds: z.array(
    z.object({
      kind: channelKindSchema,
      name: z.string(),
      /** In the order in which standard input has them. */
      fields: z.array(
        z.object({
          id: z.string(),
          label: z.string(),
          hint: z.string(),
          secret: z.boolean(),
          required: z.boolean(),
          /** It may have several lines. */
          lines: z.boolean(),
          /** What it can be; null: anything. */
          choices: z.array(z.string()).nullable(),
        }),
      ),
    }),
  ),
});
export type ChannelKindsJson = z.infer<typeof channelKindsJsonSchema>;
