import { z } from 'zod';
import { customProviderSchema } from '../custom/definition.ts';
import { accountSchema, removedAccountSchema } from './account.ts';
import { alertSettingsSchema } from './alert.ts';
import { budgetSchema, moneySettingsSchema } from './money.ts';
import { storedTokenSchema } from './token.ts';
import { instantSchema } from './unit.ts';

const preferenceFields = {
  theme: z.enum(['system', 'light', 'dark']),
  /** How high the rows of overview and popover are. */
  density: z.enum(['comfortable', 'compact']),
  /** All polling is paused. */
  paused: z.boolean(),
  /** The desktop app answers scripts on loopback, under /v1. Browser mode always does. */
  usageListener: z.boolean(),
  /** The app passes requests on to providers without a balance endpoint, and logs what their answers cost. */
  meter: z.boolean(),
  /** Amounts are hidden on screen and in notifications, for screen sharing. */
  maskAmounts: z.boolean(),
  /** Text beside the tray icon (macOS): the first run-out, or the most urgent balance. */
  trayText: z.enum(['none', 'runs-out', 'balance']),
  /** The global shortcut for the popover, as an Electron accelerator; null: none. */
  shortcut: z.string().max(60).nullable(),
  /** The popover stays open when it loses focus. */
  popoverPinned: z.boolean(),
};
export const preferencesSchema = z.object({
  theme: preferenceFields.theme.default('system'),
  density: preferenceFields.density.default('comfortable'),
  paused: preferenceFields.paused.default(false),
  usageListener: preferenceFields.usageListener.default(false),
  meter: preferenceFields.meter.default(false),
  maskAmounts: preferenceFields.maskAmounts.default(false),
  trayText: preferenceFields.trayText.default('none'),
  shortcut: preferenceFields.shortcut.default(null),
  popoverPinned: preferenceFields.popoverPinned.default(false),
});
/** A change of some preferences. A schema of its own, because defaults would reset the others. */
export const preferencesPatchSchema = z.object(preferenceFields).partial();
export type Preferences = z.infer<typeof preferencesSchema>;

/** The settings file: all that is stored except credentials and history. */
export const settingsSchema = z.object({
  version: z.literal(2),
  /** In your own order. */
  accounts: z.array(accountSchema).default([]),
  /** Accounts that you removed and can still restore. */
  removed: z.array(removedAccountSchema).default([]),
  /** For new ids, so that no id is used twice. */
  lastAccountNumber: z.number().int().nonnegative().default(0),
  preferences: preferencesSchema.default(preferencesSchema.parse({})),
  alerts: alertSettingsSchema.default(alertSettingsSchema.parse({})),
  budgets: z.array(budgetSchema).default([]),
  money: moneySettingsSchema.default(moneySettingsSchema.parse({})),
  /** Providers that you described yourself. */
  customProviders: z.array(customProviderSchema).default([]),
  /** What is known about the passphrase of the credentials. */
  passphrase: z
    .object({
      since: instantSchema.nullable().default(null),
      /** It is read from the system's keyring. */
      inKeyring: z.boolean().default(false),
      /** It was made at random, so that only the keyring knows it. */
      isRandom: z.boolean().default(false),
    })
    .prefault({}),
  /** SHA-256, in hex, of the bearer token for POST /v1/usage, and its last four characters. */
  usageToken: z
    .object({ hash: z.string(), end: z.string(), madeAt: instantSchema.optional() })
    .nullable()
    .default(null),
  /** The other tokens of scripts. */
  tokens: z.array(storedTokenSchema).default([]),
});
export type Settings = z.infer<typeof settingsSchema>;
