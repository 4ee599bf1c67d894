import { z } from 'zod';
import { importReportSchema } from '../api/backup.ts';
import { firstVersion } from './common.ts';

/** `fuelgauge import BACKUP --json`. */
export const backupImportJsonSchema = importReportSchema.extend({ ...firstVersion, dryRun: z.boolean() });
export type BackupImportJson = z.infer<typeof backupImportJsonSchema>;
