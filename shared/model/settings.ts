import { z } from 'zod';
import { accountSchema } from './account.ts';
import { alertSettingsSchema } from './alert.ts';

const preferenceFields = {
  theme: z.enum(['system', 'light', 'dark']),
  /** Polling of everything is paused. */
  paused: z.boolean(),
  /** The desktop app also listens on loopback for POST /v1/usage. Browser mode always does. */
  usageListener: z.boolean(),
  /** Amounts are hidden on screen and in notifications, for sharing the screen. */
  maskAmounts: z.boolean(),
  /** Words beside the icon, where the system can show them (macOS): the first run-out, or the most urgent balance. */
  trayText: z.enum(['none', 'runs-out', 'balance']),
  /** Opens the popover from anywhere, as an Electron accelerator; null: none. */
  shortcut: z.string().max(60).nullable(),
  /** The popover stays when it loses the focus. */
  popoverPinned: z.boolean(),
};
export const preferencesSchema = z.object({
  theme: preferenceFields.theme.default('system'),
  paused: preferenceFields.paused.default(false),
  usageListener: preferenceFields.usageListener.default(false),
  maskAmounts: preferenceFields.maskAmounts.default(false),
  trayText: preferenceFields.trayText.default('none'),
  shortcut: preferenceFields.shortcut.default(null),
  popoverPinned: preferenceFields.popoverPinned.default(false),
});
/** A change of some preferences; kept apart because defaults would reset the others. */
export const preferencesPatchSchema = z.object(preferenceFields).partial();
export type Preferences = z.infer<typeof preferencesSchema>;

/** The settings file: everything that is kept but credentials and history. */
export const settingsSchema = z.object({
  version: z.literal(2),
  accounts: z.array(accountSchema).default([]),
  /** Counts ids up, so that an id is never given twice. */
  lastAccountNumber: z.number().int().nonnegative().default(0),
  preferences: preferencesSchema.default(preferencesSchema.parse({})),
  alerts: alertSettingsSchema.default(alertSettingsSchema.parse({})),
  /** SHA-256, in hex, of the bearer token for POST /v1/usage, and its last four characters. */
  usageToken: z.object({ hash: z.string(), end: z.string() }).nullable().default(null),
});
export type Settings = z.infer<typeof settingsSchema>;
