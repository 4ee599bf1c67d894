import { z } from 'zod';
import { ownRuleSchemas, ruleSchemas } from '../alerts/rule-schemas.ts';
import { severitySchema } from './severity.ts';
import { tagsSchema } from './tag.ts';
import { instantSchema } from './unit.ts';

// Alerts: the active ones, their history, their settings, and the channels that deliver them.

/** The rules by kind, with their defaults. */
export const alertRulesSchema = z.object(ruleSchemas);
/** Some of the rules. A schema of its own, because defaults would fill in the missing ones. */
export const someAlertRulesSchema = z.object(ownRuleSchemas()).partial();
export type AlertRules = z.infer<typeof alertRulesSchema>;
export const defaultAlertRules: AlertRules = alertRulesSchema.parse({});

export const alertKindSchema = alertRulesSchema.keyof();
export type AlertKind = z.infer<typeof alertKindSchema>;

/** An active alert of an account, as every shell shows it. */
export const alertSchema = z.object({
  kind: alertKindSchema,
  severity: severitySchema,
  since: instantSchema,
  text: z.string(),
  /** The text with every amount hidden, for a shared screen. */
  masked: z.string(),
  /** The episode it belongs to; null if there is none, as on the command line. */
  episode: z.string().nullable(),
  acknowledged: z.boolean(),
  /** No notification before this instant. */
  snoozedUntil: instantSchema.nullable(),
});
export type Alert = z.infer<typeof alertSchema>;

/** One alert from its beginning to its end. At most one with the same account and key is open at a time. */
export const episodeSchema = z.object({
  id: z.string(),
  account: z.string(),
  /** The kind, and the pool, cap or grant it is about, such as `low/credits`. */
  key: z.string(),
  kind: alertKindSchema,
  severity: severitySchema,
  /** Grows as it gets worse; each higher level notifies once more. */
  level: z.number().int().nonnegative(),
  raisedAt: instantSchema,
  changedAt: instantSchema,
  /** Null while it is active. */
  clearedAt: instantSchema.nullable(),
  text: z.string(),
  masked: z.string(),
  /**
   * `seeded`: already true of a new account, so shown but never notified. `pending`: a notification is due. `held`: by quiet
   * hours, a snooze or a mute. `notified`: done.
   */
  notificationState: z.enum(['seeded', 'pending', 'held', 'notified']),
  /** The highest level notified or seeded; -1: none. */
  notifiedLevel: z.number().int(),
  acknowledgedAt: instantSchema.nullable(),
  snoozedUntil: instantSchema.nullable(),
  /** When you snoozed it; missing: unknown. */
  snoozedAt: instantSchema.optional(),
});
export type Episode = z.infer<typeof episodeSchema>;

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** Local time of day, `HH:MM`; over midnight if `from` is later than `to`. Critical alerts still come through. */
export const quietHoursSchema = z.object({ enabled: z.boolean(), from: timeOfDay, to: timeOfDay });
export type QuietHours = z.infer<typeof quietHoursSchema>;

export const weekdaySchema = z.enum([
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
]);
/** When the weekly summary is sent, in your time zone. `since`: when you chose that; it was not due before. */
export const weeklySummarySchema = z.object({ weekday: weekdaySchema, at: timeOfDay, since: instantSchema });
export type WeeklySummary = z.infer<typeof weeklySummarySchema>;

/** One account's own settings. A missing rule follows the default rules. */
export const accountAlertsSchema = z.object({
  rules: someAlertRulesSchema.default({}),
  /**
   * No notification about the account before this instant; null: not muted. The latest possible instant mutes it for good.
   */
  mutedUntil: instantSchema.nullable().default(null),
});
export type AccountAlerts = z.infer<typeof accountAlertsSchema>;

export const channelKindSchema = z.enum([
  'desktop',
  'browser',
  'webhook',
  'ntfy',
  'slack',
  'discord',
  'command',
  'email',
  'telegram',
  'gotify',
  'pagerduty',
  'healthcheck',
]);
export type ChannelKind = z.infer<typeof channelKindSchema>;

/** A way for notifications to reach you. Addresses and signing keys are secrets, kept in the vault under the channel's id. */
export const channelSchema = z.object({
  id: z.string(),
  kind: channelKindSchema,
  label: z.string().min(1).max(60),
  enabled: z.boolean(),
  /** Sends nothing below this severity. */
  minSeverity: severitySchema,
  /** Sends only what is about accounts with one of these tags; missing: about all. */
  tags: tagsSchema.min(1).optional(),
  /** The host it sends to, to tell channels apart; null if it has none. */
  host: z.string().nullable(),
  /** Its address has not been entered here yet, because it came from a backup without it. */
  awaited: z.literal(true).optional(),
});
export type Channel = z.infer<typeof channelSchema>;

/** The channels that always exist. */
export const builtInChannels: Channel[] = [
  { id: 'desktop', kind: 'desktop', label: 'This computer', enabled: true, minSeverity: 'info', host: null },
  { id: 'browser', kind: 'browser', label: 'Open pages', enabled: false, minSeverity: 'info', host: null },
];

export const alertSettingsSchema = z.object({
  rules: alertRulesSchema.default(defaultAlertRules),
  quietHours: quietHoursSchema.default({ enabled: false, from: '22:00', to: '07:00' }),
  /** Missing: none is sent. */
  weeklySummary: weeklySummarySchema.optional(),
  channels: z.array(channelSchema).default(builtInChannels),
});
export type AlertSettings = z.infer<typeof alertSettingsSchema>;

/** A channel and its status. */
export const channelStateSchema = channelSchema.extend({
  /** When it last delivered a notification; null: never. */
  lastAt: instantSchema.nullable(),
  /** Why the last attempt failed, as a sentence; null: it succeeded. */
  error: z.string().nullable(),
  /** The number of notifications still to be delivered. */
  waiting: z.number().int().nonnegative(),
  /** Why it cannot work on this computer, such as a missing program; null: it can. */
  unavailable: z.string().nullable(),
});
export type ChannelState = z.infer<typeof channelStateSchema>;

/** What a channel delivers: one alert, or a summary of several. */
export const notificationSchema = z.object({
  id: z.string(),
  at: instantSchema,
  /** Null: a summary of several accounts. */
  account: z.string().nullable(),
  /** Null: a summary of several alerts. */
  episode: z.string().nullable(),
  severity: severitySchema,
  title: z.string(),
  body: z.string(),
  masked: z.object({ title: z.string(), body: z.string() }),
  /** False for events and info. */
  sound: z.boolean(),
  /** It tells a channel that a problem is over, by the `problemOf` of the notification that told of it. */
  ends: z.string().optional(),
});
export type Notification = z.infer<typeof notificationSchema>;
