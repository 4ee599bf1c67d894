import { z } from 'zod';
import {
  accountAlertsSchema,
  alertKindSchema,
  alertRulesSchema,
  channelKindSchema,
  type channelStateSchema,
  type episodeSchema,
  instantSchema,
  type Notification,
  quietHoursSchema,
  severitySchema,
  someAlertRulesSchema,
} from '../../../shared/model/index.ts';
import type { CommandResult, Done } from './result.ts';

// What the shells can ask about alerts: their history, what follows from them, and who carries them.

export const alertHistoryInput = z.object({
  account: z.string().optional(),
  /** Only episodes raised before this instant, to page on. */
  before: instantSchema.optional(),
  limit: z.number().int().min(1).max(500).default(100),
});
/** Null ends it. */
const until = instantSchema.nullable();
export const snoozeInput = z.object({ episode: z.string(), until });
export const muteInput = z.object({ account: z.string().min(1), until });
export const alertRulesPatch = z.object({
  rules: someAlertRulesSchema.optional(),
  quietHours: quietHoursSchema.optional(),
});
/** The account's own rules, whole: what is missing follows the common ones. */
export const accountRulesInput = z.object({
  account: z.string().min(1),
  rules: accountAlertsSchema.shape.rules.removeDefault(),
});
export const previewInput = z.object({
  rules: alertRulesSchema.optional(),
  quietHours: quietHoursSchema.optional(),
  days: z.number().int().min(1).max(30).default(30),
});
export const previewedAlertSchema = z.object({
  at: instantSchema,
  account: z.string(),
  kind: alertKindSchema,
  severity: severitySchema,
  text: z.string(),
  masked: z.string(),
  /** Quiet hours would have held it until this instant; null: told at once. */
  heldUntil: instantSchema.nullable(),
});
/** Field id → value, as `channelFields` lists them. */
const fields = z.record(z.string(), z.string());
export const addChannelInput = z.object({
  kind: channelKindSchema.exclude(['desktop', 'browser']),
  label: z.string(),
  minSeverity: severitySchema.default('info'),
  fields,
});
export const editChannelInput = z.object({
  id: z.string(),
  label: z.string().optional(),
  enabled: z.boolean().optional(),
  minSeverity: severitySchema.optional(),
  /** Missing: they stay as they are. Given: all of them anew. */
  fields: fields.optional(),
});

export type PreviewedAlert = z.infer<typeof previewedAlertSchema>;
type Episode = z.infer<typeof episodeSchema>;
type ChannelState = z.infer<typeof channelStateSchema>;

export interface AlertsApi {
  /** Newest first; those that still hold as well. */
  history(input: z.infer<typeof alertHistoryInput>): Promise<CommandResult<Episode[]>>;
  /** The person has seen it: it says no more, unless it gets worse. */
  acknowledge(input: { episode: string }): Promise<CommandResult<Done>>;
  snooze(input: z.infer<typeof snoozeInput>): Promise<CommandResult<Done>>;
  mute(input: z.infer<typeof muteInput>): Promise<CommandResult<Done>>;
  setRules(input: z.infer<typeof alertRulesPatch>): Promise<CommandResult<Done>>;
  setAccountRules(input: z.infer<typeof accountRulesInput>): Promise<CommandResult<Done>>;
  /** What would have been told in the last days with these settings; without any, with the present ones. Oldest first. */
  preview(input: z.infer<typeof previewInput>): Promise<CommandResult<PreviewedAlert[]>>;
  addChannel(input: z.infer<typeof addChannelInput>): Promise<CommandResult<ChannelState>>;
  editChannel(input: z.infer<typeof editChannelInput>): Promise<CommandResult<ChannelState>>;
  removeChannel(input: { id: string }): Promise<CommandResult<Done>>;
  /** Sends a test notification now; the error says why it did not arrive. */
  testChannel(input: { id: string }): Promise<CommandResult<Done>>;
  /** Gives each notification that open pages are to show, until the returned function is called. */
  onNotification(listener: (notification: Notification) => void): () => void;
}
