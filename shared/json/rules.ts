import { z } from 'zod';
import { alertKindSchema, weekdaySchema } from '../model/alert.ts';
import { severitySchema } from '../model/severity.ts';
import { firstVersion, instant, instantOrNull } from './common.ts';

// What `rules`, `rules preview`, `quiet` and `weekly` print with --json. Scripts read it, so keys are only ever added.

export const rulesJsonSchema = z.object({
  ...firstVersion,
  /** Whose rules; null: the default rules of all accounts. */
  account: z.string().nullable(),
  rules: z.array(
    z.object({
      kind: alertKindSchema,
      name: z.string(),
      meaning: z.string(),
      enabled: z.boolean(),
      /** The account has a rule of its own. */
      own: z.boolean(),
      /** By name; shares and chances are between 0 and 1. */
      values: z.record(z.string(), z.union([z.number(), z.array(z.number())])),
    }),
  ),
});
export type RulesJson = z.infer<typeof rulesJsonSchema>;

export const previewJsonSchema = z.object({
  ...firstVersion,
  at: instant,
  days: z.number().int(),
  /** What would have been sent, oldest first. */
  alerts: z.array(
    z.object({
      at: instant,
      account: z.string(),
      name: z.string(),
      kind: alertKindSchema,
      severity: severitySchema,
      text: z.string(),
      /** Until when quiet hours would have held it back; null: sent at once. */
      heldUntil: instantOrNull,
    }),
  ),
});
export type PreviewJson = z.infer<typeof previewJsonSchema>;

export const quietJsonSchema = z.object({
  ...firstVersion,
  enabled: z.boolean(),
  /** Times of day where you are. */
  from: z.string(),
  to: z.string(),
  /** When the present quiet hours end; null: it is none of them now. */
  quietUntil: instantOrNull,
});
export type QuietJson = z.infer<typeof quietJsonSchema>;

export const weeklyJsonSchema = z.object({
  ...firstVersion,
  /** When the weekly summary is sent, where you are; null: it is not. */
  weekday: weekdaySchema.nullable(),
  at: z.string().nullable(),
});
export type WeeklyJson = z.infer<typeof weeklyJsonSchema>;
