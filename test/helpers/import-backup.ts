import { readFileSync } from 'node:fs';
import { importBackup } from '../../main/cli/actions/backup.ts';

// `node import-backup.ts FILE [--replace] [--yes] [--dry-run] [--json]`, as `fuelgauge import` does for a backup.

const [file = '', ...flags] = process.argv.slice(2);
const outcome = await importBackup(readFileSync(file), {
  replace: flags.includes('--replace'),
  yes: flags.includes('--yes'),
  dryRun: flags.includes('--dry-run'),
  json: flags.includes('--json'),
});
if (!outcome.ok) process.stderr.write(`${outcome.error.message}\n`);
process.exitCode = outcome.ok ? outcome.value : 2;
