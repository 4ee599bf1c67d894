import { z } from 'zod';
import { enteredSchema, noteSchema } from './account.ts';
import { accountAlertsSchema, alertSchema, alertSettingsSchema, channelStateSchema } from './alert.ts';
import { desktopStateSchema } from './desktop.ts';
import { readErrorSchema } from './errors.ts';
import { capForecastSchema, poolForecastSchema } from './forecast.ts';
import { meterStateSchema } from './meter.ts';
import { accountCostSchema, budgetStateSchema, moneySettingsSchema } from './money.ts';
import { providerInfoSchema } from './provider.ts';
import { capSchema, poolSchema, scopeSchema } from './reading.ts';
import { preferencesSchema } from './settings.ts';
import { tagsSchema } from './tag.ts';
import { amountSchema, instantSchema } from './unit.ts';

export const healthSchema = z.object({
  /**
   * `error`: the last poll failed. `stale`: the last good reading is older than two intervals, or lies in the future.
   * `waiting`: no reading yet. `off`: paused, or checks that cost credits are off.
   */
  state: z.enum(['ok', 'stale', 'error', 'waiting', 'off']),
  readAt: instantSchema.nullable(),
  /** True: `readAt` is wrong, because the clock was set back since. Nobody knows how old the reading is. */
  undated: z.literal(true).optional(),
  /** The latest error, with advice; null: the last poll succeeded. */
  error: readErrorSchema.extend({ advice: z.string() }).nullable(),
  /** When the next poll is due; null: polling is off, and no provider asks to wait. */
  nextAt: instantSchema.nullable(),
  /** Nothing is asked, because its credential is in a vault that is locked, or was in one that is gone. Missing: neither. */
  key: z.enum(['locked', 'missing']).optional(),
});
export type Health = z.infer<typeof healthSchema>;

/** A fact that you entered and the provider reports differently. Yours is used; both are shown. */
export const disagreementSchema = z.object({
  what: z.string(),
  reported: z.string(),
  entered: z.string(),
});
export type Disagreement = z.infer<typeof disagreementSchema>;

/** Forecasts are null if there is nothing to predict: no balance, or a cap whose window does not reset. */
export const poolStateSchema = poolSchema.extend({
  forecast: poolForecastSchema.nullable(),
  /** Burn of each of the last seven days, today last, in the pool's unit; null: no readings that day. */
  burnByDay: z.array(amountSchema.nonnegative().nullable()),
  /** The most it held since its last top-up. Missing: it has a limit, or no balance is known. */
  peak: amountSchema.optional(),
});
export type PoolState = z.infer<typeof poolStateSchema>;
export const capStateSchema = capSchema.extend({ forecast: capForecastSchema.nullable() });
export type CapState = z.infer<typeof capStateSchema>;

/** All that is known of an account, except its credential. */
export const accountStateSchema = z.object({
  id: z.string(),
  provider: z.string(),
  label: z.string(),
  tags: tagsSchema.default([]),
  note: noteSchema.default(''),
  pinned: z.boolean().default(false),
  hidden: z.boolean().default(false),
  credentialEnd: z.string().nullable(),
  credentialKept: z.enum(['vault', 'environment', 'none']),
  /** Since when the credential is in use, and when it expires; null: unknown. */
  credential: z.object({ since: instantSchema.nullable(), expiresAt: instantSchema.nullable() }),
  paused: z.boolean(),
  intervalMs: z.number().int(),
  /** Whether checks are on although each one costs credits. Missing: they cost nothing. */
  paidChecks: z.boolean().optional(),
  health: healthSchema,
  plan: z.string().nullable(),
  scope: scopeSchema,
  pools: z.array(poolStateSchema),
  caps: z.array(capStateSchema),
  alerts: z.array(alertSchema),
  /** Your settings for this account's alerts. */
  alertSettings: accountAlertsSchema,
  notes: z.array(z.string()),
  disagreements: z.array(disagreementSchema),
  entered: enteredSchema,
  /** Missing: nothing is known of prices, and its unit is no money. */
  cost: accountCostSchema.optional(),
  /** True while a request is running. */
  refreshing: z.boolean(),
});
export type AccountState = z.infer<typeof accountStateSchema>;

/** A host that is contacted: why, how often, and when last. Only its name, never a path or query. */
export const hostUseSchema = z.object({
  host: z.string(),
  /** It is a program of your own, which is run. */
  program: z.literal(true).optional(),
  /** The provider's id, or a channel's label. */
  provider: z.string(),
  accounts: z.number().int(),
  everyMs: z.number().int(),
  lastAt: instantSchema.nullable(),
  /** What for, if not to read balances. */
  why: z.string().optional(),
});

/** An account that you removed and can still restore. */
export const restingAccountSchema = z.object({
  id: z.string(),
  /** The provider's name; its id if this version does not know it. */
  provider: z.string(),
  label: z.string(),
  removedAt: instantSchema,
  /** It is kept at least until then. */
  until: instantSchema,
});
export type RestingAccount = z.infer<typeof restingAccountSchema>;

/** The one read-only state that every shell shows. */
export const appStateSchema = z.object({
  at: instantSchema,
  /** `demo`: invented accounts, in a data folder of their own. */
  mode: z.enum(['live', 'demo']),
  shell: z.enum(['desktop', 'browser', 'cli']),
  dataFolder: z.string(),
  vault: z.object({
    /** `unset`: no passphrase chosen yet. `locked`: nothing is polled until you enter it. */
    state: z.enum(['unset', 'locked', 'open']),
    kind: z.enum(['passphrase', 'system', 'memory']),
    warning: z.string().nullable(),
    /** Why all keys are gone, and how to bring them back, in sentences. Missing: they are not. */
    lost: z.string().optional(),
    /** Why the system's keychain does not open it, and what to do, in sentences. Missing: it does, or was only just asked. */
    problem: z.string().optional(),
    /** Ids of the accounts whose key was in a vault that was given up; missing: there are none. */
    missing: z.array(z.string()).optional(),
    /** When the passphrase was last changed. Missing: unknown, or there is none. */
    passphraseSince: instantSchema.optional(),
    /** Whether the system's keyring keeps the passphrase. Missing: it cannot. */
    keyring: z
      .object({
        on: z.boolean(),
        /** Only the keyring knows the passphrase, which was made at random. */
        isRandom: z.boolean(),
        /** Why it did not open the vault, as a sentence. */
        problem: z.string().nullable(),
      })
      .optional(),
  }),
  /** What you should know once, such as that a damaged settings file was set aside. */
  notices: z.array(z.string()),
  /** Most urgent first. */
  accounts: z.array(accountStateSchema),
  /** The last one removed comes first. */
  removed: z.array(restingAccountSchema),
  /** Their ids, in your own order. */
  order: z.array(z.string()),
  /** Those that an account uses. The others are in the catalogue, which has a query of its own. */
  providers: z.array(providerInfoSchema),
  /** Ids of the providers with a rate card, which is long and has a query of its own. */
  ratedProviders: z.array(z.string()),
  preferences: preferencesSchema,
  /** In the order in which you made them. */
  budgets: z.array(budgetStateSchema),
  money: moneySettingsSchema,
  alerting: alertSettingsSchema.omit({ channels: true }).extend({ channels: z.array(channelStateSchema) }),
  /** Null in browser mode and on the command line. */
  desktop: desktopStateSchema.nullable(),
  hosts: z.array(hostUseSchema),
  usageEndpoint: z.object({ address: z.string(), tokenEnd: z.string().nullable() }).nullable(),
  /** Missing: it is off. */
  meter: meterStateSchema.optional(),
});
export type AppState = z.infer<typeof appStateSchema>;
