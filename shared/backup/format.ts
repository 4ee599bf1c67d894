import { z } from 'zod';
import {
  accountSchema,
  alertSettingsSchema,
  amountSchema,
  budgetSchema,
  channelSchema,
  dayUseSchema,
  instantSchema,
  moneySettingsSchema,
  preferencesSchema,
} from '../model/index.ts';

// The file of a backup. docs/backup.md describes it, and a test compares the two.

export const backupKind = 'fuelgauge-backup';
export const backupVersion = 1;
/** A larger file is neither written nor read. */
export const largestBackupBytes = 10 * 1024 * 1024;

/** Also of the last one given, so that no id ever comes back. */
export const largestAccountNumber = 999_999_999;
const accountId = z.string().regex(/^a[1-9]\d{0,8}$/, 'An id is the letter a and a number.');
const channelId = z.string().regex(/^[a-z0-9-]{1,40}$/, 'An id has small letters, digits and hyphens.');
const variableName = z.string().regex(/^[A-Za-z_]\w{0,199}$/, 'This is not the name of a variable.');
/** Field id → value. */
const valuesSchema = z.record(z.string().max(40), z.string().max(20_000));

const backupAccountSchema = accountSchema.omit({ credentialEnd: true, nearHosts: true }).extend({
  id: accountId,
  provider: z.string().min(1).max(60),
  /** Where the credential is kept; of environment variables the names. */
  credential: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('vault') }),
    z.object({ kind: z.literal('environment'), variables: z.record(z.string().max(40), variableName) }),
    z.object({ kind: z.literal('none') }),
  ]),
});
export type BackupAccount = z.output<typeof backupAccountSchema>;

const backupChannelSchema = channelSchema.omit({ host: true, awaited: true }).extend({ id: channelId });
export type BackupChannel = z.output<typeof backupChannelSchema>;

const accountHistorySchema = z.object({
  /** Pool → its balances, each with its time. */
  balances: z.record(z.string().max(200), z.array(z.tuple([instantSchema, amountSchema]))).default({}),
  /** Use that the provider reported by day. */
  reportedUse: z.array(dayUseSchema).default([]),
  /** Use that you logged: sums, each with the time of its last entry. */
  loggedUse: z.array(z.tuple([instantSchema, amountSchema.nonnegative()])).default([]),
});
export type AccountHistory = z.output<typeof accountHistorySchema>;

export const backupSchema = z.object({
  kind: z.literal(backupKind),
  schemaVersion: z.literal(backupVersion),
  createdAt: z.iso.datetime({ offset: true }),
  /** In your order. */
  accounts: z.array(backupAccountSchema).max(10_000).default([]),
  lastAccountNumber: z.int().min(0).max(largestAccountNumber).default(0),
  preferences: preferencesSchema.default(preferencesSchema.parse({})),
  alerts: alertSettingsSchema
    .extend({ channels: z.array(backupChannelSchema).max(200).default([]) })
    .prefault({}),
  budgets: z.array(budgetSchema).max(1000).default([]),
  /** Your currency and the rates that you entered. */
  money: moneySettingsSchema.default(moneySettingsSchema.parse({})),
  /** Definitions of your own providers. What you agreed to for one of them is not in the file. */
  customProviders: z.array(z.json()).max(500).default([]),
  /** Only in an encrypted file: account → its credential. */
  credentials: z.record(accountId, valuesSchema).optional(),
  /** Only in an encrypted file: channel → its address, keys or command. */
  channelFields: z.record(channelId, valuesSchema).optional(),
  /** Only if you asked for it: account → its history. */
  history: z.record(accountId, accountHistorySchema).optional(),
});
export type Backup = z.output<typeof backupSchema>;
