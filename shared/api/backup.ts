import { z } from 'zod';
import { largestBackupBytes } from '../backup/format.ts';
import { mutation } from './contract.ts';

const exportInput = z.object({
  /** Encrypts the file, and puts the credentials into it. */
  passphrase: z.string().min(1).optional(),
  history: z.boolean().default(false),
});
export type ExportInput = z.output<typeof exportInput>;

const importInput = z.object({
  /** The file, as base64. */
  file: z
    .string()
    .max(Math.ceil(largestBackupBytes / 3) * 4 + 4)
    .regex(/^[A-Za-z0-9+/]*={0,2}$/),
  /** Of the file, if it is encrypted. */
  passphrase: z.string().optional(),
  /** Everything here is replaced; otherwise what is missing here is added. */
  replace: z.boolean().default(false),
  /** The ids of the questions that you agreed to. */
  allowed: z.array(z.string().max(200)).max(1000).default([]),
  /** Only tells what would be done. */
  dryRun: z.boolean().default(false),
});
export type ImportInput = z.output<typeof importInput>;

export const importOutcomes = ['added', 'changed', 'removed', 'same', 'left-out'] as const;

const importItemSchema = z.object({
  what: z.enum(['account', 'provider', 'channel', 'rules', 'preferences', 'budgets']),
  /** Account or channel: its id here; null: it is not here. */
  id: z.string().nullable(),
  /** Such as `scraperapi “production”`. */
  name: z.string(),
  outcome: z.enum(importOutcomes),
  /** Why, or what changes, as a sentence; null: nothing to say. */
  why: z.string().nullable(),
});
export type ImportItem = z.output<typeof importItemSchema>;

const missingSchema = z.discriminatedUnion('what', [
  z.object({ what: z.literal('credential'), account: z.string(), provider: z.string(), label: z.string() }),
  z.object({
    what: z.literal('variables'),
    account: z.string(),
    provider: z.string(),
    label: z.string(),
    names: z.array(z.string()),
  }),
  z.object({ what: z.literal('channel'), channel: z.string(), label: z.string() }),
]);
export type Missing = z.output<typeof missingSchema>;

export const importReportSchema = z.object({
  encrypted: z.boolean(),
  /** When the backup was made, as ISO 8601. */
  createdAt: z.string(),
  items: z.array(importItemSchema),
  /** What you must agree to; until then it is left out. */
  questions: z.array(z.object({ id: z.string(), text: z.string() })),
  /** What to enter afterwards. */
  missing: z.array(missingSchema),
  /** The file with the settings as they were before; null: nothing was replaced. */
  setAside: z.string().nullable(),
});
export type ImportReport = z.output<typeof importReportSchema>;

/** Commands about backups of the settings. */
export const backupCommands = {
  /** All settings as one file: JSON, or an age file with the credentials. */
  exportBackup: mutation(exportInput, z.object({ text: z.string() })),
  /** `locked`: the file needs its passphrase, or the vault does. */
  importBackup: mutation(importInput, importReportSchema),
};
