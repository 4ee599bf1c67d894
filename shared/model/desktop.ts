import { z } from 'zod';
import { instantSchema } from './unit.ts';

/** How the update of the app stands. Nothing is ever restarted without the person's word. */
export const updateStateSchema = z.discriminatedUnion('state', [
  /** Not looked for here; `reason` says why, such as a package manager that does it. */
  z.object({ state: z.literal('off'), reason: z.string() }),
  z.object({ state: z.literal('idle'), checkedAt: instantSchema.nullable() }),
  z.object({ state: z.literal('checking') }),
  z.object({ state: z.literal('downloading'), percent: z.number().min(0).max(100) }),
  z.object({ state: z.literal('ready'), version: z.string() }),
  z.object({ state: z.literal('failed'), message: z.string() }),
]);
export type UpdateState = z.infer<typeof updateStateSchema>;

/** What only the desktop shell knows; null in the other shells. */
export const desktopStateSchema = z.object({
  version: z.string(),
  /** As read back from the system. `blocked`: the system's own settings switched it off. */
  loginItem: z.enum(['on', 'off', 'blocked', 'unsupported']),
  /** Why the chosen global shortcut does not work, as a sentence; null: it does, or none is chosen. */
  shortcutError: z.string().nullable(),
  /** How to get a tray, where the system shows none; null: there is one. */
  trayHelp: z.string().nullable(),
  updates: updateStateSchema,
});
export type DesktopState = z.infer<typeof desktopStateSchema>;
