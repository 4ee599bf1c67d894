import { z } from 'zod';
import {
  accountAlertsSchema,
  alertKindSchema,
  alertRulesSchema,
  channelKindSchema,
  channelStateSchema,
  episodeSchema,
  instantSchema,
  type Notification,
  quietHoursSchema,
  severitySchema,
  someAlertRulesSchema,
  tagsSchema,
  weeklySummarySchema,
} from '../model/index.ts';
import { type ApiOf, done, mutation, query } from './contract.ts';

const alertHistoryInput = z.object({
  account: z.string().optional(),
  /** Only episodes raised before this instant, for paging. */
  before: instantSchema.optional(),
  limit: z.number().int().min(1).max(500).default(100),
});
/** Null ends it. */
const until = instantSchema.nullable();
const snoozeInput = z.object({ episode: z.string(), until });
const muteInput = z.object({ account: z.string().min(1), until });
const alertRulesPatch = z.object({
  rules: someAlertRulesSchema.optional(),
  quietHours: quietHoursSchema.optional(),
  /** Null: none is sent. */
  weeklySummary: weeklySummarySchema.omit({ since: true }).nullable().optional(),
});
/** All of the account's own rules: a missing one follows the default rules. */
const accountRulesInput = z.object({
  account: z.string().min(1),
  rules: accountAlertsSchema.shape.rules.removeDefault(),
});
const previewInput = z.object({
  rules: alertRulesSchema.optional(),
  quietHours: quietHoursSchema.optional(),
  days: z.number().int().min(1).max(30).default(30),
});
const previewedAlertSchema = z.object({
  at: instantSchema,
  account: z.string(),
  kind: alertKindSchema,
  severity: severitySchema,
  text: z.string(),
  masked: z.string(),
  /** Quiet hours would have held it until this instant; null: sent at once. */
  heldUntil: instantSchema.nullable(),
});
/** Field id → value, as `channelFields` lists them. */
const fields = z.record(z.string(), z.string());
/** You agreed that alerts go to an address in your own network without encryption. Without it, the error asks you. */
const allowed = z.boolean().optional();
const addChannelInput = z.object({
  kind: channelKindSchema.exclude(['desktop', 'browser']),
  label: z.string(),
  minSeverity: severitySchema.default('info'),
  /** Only what is about accounts with one of these tags; missing or empty: about all. */
  tags: tagsSchema.optional(),
  fields,
  allowed,
});
const editChannelInput = z.object({
  id: z.string(),
  label: z.string().optional(),
  enabled: z.boolean().optional(),
  minSeverity: severitySchema.optional(),
  /** Missing: unchanged; empty: about all accounts. */
  tags: tagsSchema.optional(),
  /** Missing: unchanged. Otherwise they replace all fields. */
  fields: fields.optional(),
  allowed,
});

export type PreviewedAlert = z.infer<typeof previewedAlertSchema>;

/** Commands about alerts. */
export const alertCommands = {
  /** Past and active alerts, newest first. */
  history: query(alertHistoryInput, z.array(episodeSchema)),
  /** No more notifications about it unless it gets worse. */
  acknowledge: mutation(z.object({ episode: z.string() }), done),
  snooze: mutation(snoozeInput, done),
  mute: mutation(muteInput, done),
  setRules: mutation(alertRulesPatch, done),
  setAccountRules: mutation(accountRulesInput, done),
  /** What these settings would have sent in the last days; missing settings stay as they are. Oldest first. */
  preview: query(previewInput, z.array(previewedAlertSchema)),
};

/** Commands about channels. */
export const channelCommands = {
  addChannel: mutation(addChannelInput, channelStateSchema),
  editChannel: mutation(editChannelInput, channelStateSchema),
  removeChannel: mutation(z.object({ id: z.string() }), done),
  /** Sends a test notification now; the error says why it did not arrive. */
  testChannel: mutation(z.object({ id: z.string() }), done),
  /** Sends the weekly summary now. Answers with the labels of the channels that get it. */
  sendWeeklySummary: mutation(z.object({}), z.object({ channels: z.array(z.string()) })),
};

export interface AlertsApi extends ApiOf<typeof alertCommands>, ApiOf<typeof channelCommands> {
  /** Calls the listener with each notification for open pages, until the returned function is called. */
  onNotification(listener: (notification: Notification) => void): () => void;
}
