import { z } from 'zod';
import { statusInstantSchema } from './status-json.ts';

// What `fuelgauge status` prints for bars, one object in one line. Keys are only ever added.

/** The worst of the accounts; `none`: there are none; `error`: nothing is known. */
const barLevelSchema = z.enum(['critical', 'watch', 'ok', 'waiting', 'off', 'none', 'error']);
const percentage = z.number().int().min(0).max(100).nullable();
const oneLine = z.string().regex(/^\P{Cc}*$/u);

/** `--format json-line`. */
export const barJsonSchema = z.object({
  schemaVersion: z.literal(1),
  at: statusInstantSchema,
  /** What a bar shows: `production 1.2k · 2 d`. */
  text: oneLine,
  level: barLevelSchema,
  /** Left of the account in `text`; null: no limit is known. */
  percentage,
  /** How many accounts need attention. */
  problems: z.number().int().nonnegative(),
  /** Those that are shown, in their order. */
  accounts: z.array(
    z.object({
      id: z.string(),
      provider: z.string(),
      label: z.string(),
      level: barLevelSchema,
      /** In words, hidden if you hide amounts; null: unknown. */
      left: oneLine.nullable(),
      percentage,
      /** When it runs out, or hits a cap; null: not foreseen. */
      stopsAt: statusInstantSchema.nullable(),
      /** What is wrong, in a word or two. */
      remark: oneLine.nullable(),
    }),
  ),
  /** What went wrong, or what to do. */
  details: z.array(z.string()),
});

/** `--format waybar`, for a custom module with `"return-type": "json"`. */
export const waybarSchema = z.object({
  text: oneLine,
  alt: barLevelSchema,
  tooltip: z.string(),
  class: barLevelSchema,
  percentage,
});

/** `--format i3blocks`, for a block with `format=json`. */
export const i3blocksSchema = z.object({
  full_text: oneLine,
  short_text: oneLine,
  markup: z.literal('none'),
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .optional(),
  /** A text: see shared/bars/formats.ts. */
  urgent: z.literal('true').optional(),
});
