import { z } from 'zod';
import { ruleShape } from '../alerts/kinds.ts';
import { severitySchema } from './severity.ts';
import { instantSchema } from './unit.ts';

// What is said to the person: alerts that hold, their history, the settings they follow, and who carries them.

/** The rules by kind, with the defaults of the table of kinds. */
export const alertRulesSchema = z.object(ruleShape('rule'));
/** Some rules; kept apart because defaults would stand in for those that are missing. */
export const someAlertRulesSchema = z.object(ruleShape('ownRule')).partial();
export type AlertRules = z.infer<typeof alertRulesSchema>;
export const defaultAlertRules: AlertRules = alertRulesSchema.parse({});

export const alertKindSchema = alertRulesSchema.keyof();
export type AlertKind = z.infer<typeof alertKindSchema>;

/** Something that holds of an account now, as every shell shows it. */
export const alertSchema = z.object({
  kind: alertKindSchema,
  severity: severitySchema,
  since: instantSchema,
  text: z.string(),
  /** The text with every amount hidden, for a screen that is shared. */
  masked: z.string(),
  /** Which episode it belongs to; null where none was begun, as on the command line. */
  episode: z.string().nullable(),
  acknowledged: z.boolean(),
  /** Nothing is said of it before this instant. */
  snoozedUntil: instantSchema.nullable(),
});
export type Alert = z.infer<typeof alertSchema>;

/** One alert from its beginning to its end. At most one with the same account and key is open at a time. */
export const episodeSchema = z.object({
  id: z.string(),
  account: z.string(),
  /** What it is about within the account: the kind and its pool, cap or grant, such as `low/credits`. */
  key: z.string(),
  kind: alertKindSchema,
  severity: severitySchema,
  /** Grows as it gets worse; it notifies once more at a higher level than before. */
  level: z.number().int().nonnegative(),
  raisedAt: instantSchema,
  changedAt: instantSchema,
  /** Null while it holds. */
  clearedAt: instantSchema.nullable(),
  text: z.string(),
  masked: z.string(),
  /**
   * `seeded`: so from the start, shown and never notified. `pending`: a notification is due. `held`: by quiet hours, a snooze
   * or a mute. `notified`: done.
   */
  notificationState: z.enum(['seeded', 'pending', 'held', 'notified']),
  /** The highest level that was notified, or seeded; -1: none. */
  notifiedLevel: z.number().int(),
  acknowledgedAt: instantSchema.nullable(),
  snoozedUntil: instantSchema.nullable(),
});
export type Episode = z.infer<typeof episodeSchema>;

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** Local time of day, `HH:MM`; over midnight where `from` is later than `to`. Critical alerts speak nevertheless. */
export const quietHoursSchema = z.object({ enabled: z.boolean(), from: timeOfDay, to: timeOfDay });
export type QuietHours = z.infer<typeof quietHoursSchema>;

/** What one account does otherwise. A rule that is missing follows the common one. */
export const accountAlertsSchema = z.object({
  rules: someAlertRulesSchema.default({}),
  /** Nothing is said of the account before this instant; null: not muted. The far end of time mutes it for good. */
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
]);
export type ChannelKind = z.infer<typeof channelKindSchema>;

/** Who carries notifications. Addresses and signing keys are secrets and lie in the vault, under the channel's id. */
export const channelSchema = z.object({
  id: z.string(),
  kind: channelKindSchema,
  label: z.string().min(1).max(60),
  enabled: z.boolean(),
  /** Says nothing below this severity. */
  minSeverity: severitySchema,
  /** The host it talks to, for the person to tell channels apart; null for those without. */
  host: z.string().nullable(),
});
export type Channel = z.infer<typeof channelSchema>;

/** The channels that are always there; the desktop one speaks unless it is switched off. */
export const builtInChannels: Channel[] = [
  { id: 'desktop', kind: 'desktop', label: 'This computer', enabled: true, minSeverity: 'info', host: null },
  { id: 'browser', kind: 'browser', label: 'Open pages', enabled: false, minSeverity: 'info', host: null },
];

export const alertSettingsSchema = z.object({
  rules: alertRulesSchema.default(defaultAlertRules),
  quietHours: quietHoursSchema.default({ enabled: false, from: '22:00', to: '07:00' }),
  channels: z.array(channelSchema).default(builtInChannels),
});
export type AlertSettings = z.infer<typeof alertSettingsSchema>;

/** A channel and how it fares. */
export const channelStateSchema = channelSchema.extend({
  /** Null: nothing was carried yet. */
  lastAt: instantSchema.nullable(),
  /** Why the last attempt failed, as a sentence; null: it did not. */
  error: z.string().nullable(),
  /** Notifications that still wait for it. */
  waiting: z.number().int().nonnegative(),
  /** Why it cannot work here at all, such as a missing program; null: it can. */
  unavailable: z.string().nullable(),
});
export type ChannelState = z.infer<typeof channelStateSchema>;

/** What is carried: one alert, or the sum of several. */
export const notificationSchema = z.object({
  id: z.string(),
  at: instantSchema,
  /** Null: it sums up several accounts. */
  account: z.string().nullable(),
  /** Null: it sums up several alerts. */
  episode: z.string().nullable(),
  severity: severitySchema,
  title: z.string(),
  body: z.string(),
  masked: z.object({ title: z.string(), body: z.string() }),
  /** False for news that make no sound. */
  sound: z.boolean(),
});
export type Notification = z.infer<typeof notificationSchema>;
