import { z } from 'zod';
import { enteredSchema, tagsSchema } from './account.ts';
import { accountAlertsSchema, alertSchema, alertSettingsSchema, channelStateSchema } from './alert.ts';
import { desktopStateSchema } from './desktop.ts';
import { readErrorSchema } from './errors.ts';
import { capForecastSchema, poolForecastSchema } from './forecast.ts';
import { providerInfoSchema } from './provider.ts';
import { capSchema, poolSchema, scopeSchema } from './reading.ts';
import { preferencesSchema } from './settings.ts';
import { amountSchema, instantSchema } from './unit.ts';

export const healthSchema = z.object({
  /** `error`: the last attempt failed. `stale`: the last good reading is older than two intervals. `waiting`: none yet. `off`: paused. */
  state: z.enum(['ok', 'stale', 'error', 'waiting', 'off']),
  readAt: instantSchema.nullable(),
  /** What went wrong last and still holds, with advice. */
  error: readErrorSchema.extend({ advice: z.string() }).nullable(),
  /** When polling asks next; null while it does not. */
  nextAt: instantSchema.nullable(),
});
export type Health = z.infer<typeof healthSchema>;

/** A fact on which the provider and the person disagree; the person's is used and both are shown. */
export const disagreementSchema = z.object({
  what: z.string(),
  reported: z.string(),
  entered: z.string(),
});
export type Disagreement = z.infer<typeof disagreementSchema>;

/** Forecasts are null where there is nothing to foresee: no balance, or a cap without a window that resets. */
export const poolStateSchema = poolSchema.extend({
  forecast: poolForecastSchema.nullable(),
  /** Burn of each of the last seven days, the running one last, in the pool's unit; a day without readings is null. */
  burnByDay: z.array(amountSchema.nonnegative().nullable()),
});
export type PoolState = z.infer<typeof poolStateSchema>;
export const capStateSchema = capSchema.extend({ forecast: capForecastSchema.nullable() });
export type CapState = z.infer<typeof capStateSchema>;

/** All that is known of an account; never its credential. */
export const accountStateSchema = z.object({
  id: z.string(),
  provider: z.string(),
  label: z.string(),
  tags: tagsSchema.default([]),
  credentialEnd: z.string().nullable(),
  credentialKept: z.enum(['vault', 'environment', 'none']),
  paused: z.boolean(),
  intervalMs: z.number().int(),
  health: healthSchema,
  plan: z.string().nullable(),
  scope: scopeSchema,
  pools: z.array(poolStateSchema),
  caps: z.array(capStateSchema),
  alerts: z.array(alertSchema),
  /** What the person set for this account's alerts. */
  alertSettings: accountAlertsSchema,
  notes: z.array(z.string()),
  disagreements: z.array(disagreementSchema),
  entered: enteredSchema,
  /** True while a request for it is under way. */
  refreshing: z.boolean(),
});
export type AccountState = z.infer<typeof accountStateSchema>;

/** One host that is contacted: why, how often, when last. Only the host's name, never a path or query. */
export const hostUseSchema = z.object({
  host: z.string(),
  /** Its id; the label of a channel where the host is one of those. */
  provider: z.string(),
  accounts: z.number().int(),
  everyMs: z.number().int(),
  lastAt: instantSchema.nullable(),
  /** What for, where it is not to ask for balances. */
  why: z.string().optional(),
});

/** The one read-only state that every shell shows. */
export const appStateSchema = z.object({
  at: instantSchema,
  /** `demo`: the sandbox's world, in a data folder of its own. */
  mode: z.enum(['live', 'demo']),
  shell: z.enum(['desktop', 'browser', 'cli']),
  dataFolder: z.string(),
  vault: z.object({
    /** `unset`: no passphrase chosen yet. `locked`: it must be given before anything is polled. */
    state: z.enum(['unset', 'locked', 'open']),
    kind: z.enum(['passphrase', 'system', 'memory']),
    warning: z.string().nullable(),
  }),
  /** Things the person should know once, such as a damaged settings file that was set aside. */
  notices: z.array(z.string()),
  /** Most urgent first. */
  accounts: z.array(accountStateSchema),
  providers: z.array(providerInfoSchema),
  /** Ids of the providers whose prices are known; a rate card is long, so it is asked for alone. */
  ratedProviders: z.array(z.string()),
  preferences: preferencesSchema,
  alerting: alertSettingsSchema.omit({ channels: true }).extend({ channels: z.array(channelStateSchema) }),
  /** Null in browser mode and on the command line. */
  desktop: desktopStateSchema.nullable(),
  hosts: z.array(hostUseSchema),
  usageEndpoint: z.object({ address: z.string(), tokenEnd: z.string().nullable() }).nullable(),
});
export type AppState = z.infer<typeof appStateSchema>;
