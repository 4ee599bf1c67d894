import { z } from 'zod';
import { instantSchema } from './unit.ts';

/** The status of app updates. Nothing restarts until you say so. */
export const updateStateSchema = z.discriminatedUnion('state', [
  /**
   * No checks on this system; `reason` says why, for example because a package manager updates the app. `download`: where
   * new versions are, if the build knows.
   */
  z.object({ state: z.literal('off'), reason: z.string(), download: z.url().optional() }),
  z.object({ state: z.literal('idle'), checkedAt: instantSchema.nullable() }),
  z.object({ state: z.literal('checking') }),
  z.object({ state: z.literal('downloading'), percent: z.number().min(0).max(100) }),
  z.object({ state: z.literal('ready'), version: z.string() }),
  z.object({ state: z.literal('failed'), message: z.string() }),
]);
export type UpdateState = z.infer<typeof updateStateSchema>;

/** What only the desktop app knows. */
export const desktopStateSchema = z.object({
  version: z.string(),
  /** As read back from the system. `blocked`: switched off in the system's settings. */
  loginItem: z.enum(['on', 'off', 'blocked', 'unsupported']),
  /** Why the global shortcut does not work, as a sentence; null: it works, or there is none. */
  shortcutError: z.string().nullable(),
  /** What to know about shortcuts on this system, as a sentence or two. */
  shortcutNote: z.string().optional(),
  /** How to get a tray, if the system has none; null: it has one. */
  trayHelp: z.string().nullable(),
  updates: updateStateSchema,
  /** Whether the system can confirm who is there, so that a key may be copied. */
  canConfirm: z.boolean().optional(),
});
export type DesktopState = z.infer<typeof desktopStateSchema>;
