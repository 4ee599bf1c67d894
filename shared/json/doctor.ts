import { z } from 'zod';
import { firstVersion, instant } from './common.ts';

/** `fuelgauge doctor --json`. */
export const doctorJsonSchema = z.object({
  ...firstVersion,
  at: instant,
  /** There is no problem. */
  ok: z.boolean(),
  lines: z.array(
    z.object({
      /** `data folder`, `keys`, `clock`, … */
      about: z.string(),
      level: z.enum(['ok', 'watch', 'problem']),
      text: z.string(),
      /** What to do, in a sentence; null: nothing. */
      advice: z.string().nullable(),
    }),
  ),
});
export type DoctorJson = z.infer<typeof doctorJsonSchema>;
