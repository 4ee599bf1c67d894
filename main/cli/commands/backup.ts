import type { Command } from 'commander';
import type { Run } from './run.ts';

export function registerBackup(program: Command, run: Run): void {
  program
    .command('export')
    .description('save all settings in one file, without credentials or, encrypted, with them')
    .argument('[file]', 'where to save it (default: standard output)')
    .option(
      '--with-keys',
      'with credentials and the addresses of channels, as an age file with a passphrase of its own',
    )
    .option('--history', 'with the history of balances and use')
    .option('--force', 'replace the file if it exists')
    .option('--json', 'the format is JSON anyway')
    .addHelpText(
      'after',
      `
The passphrase of an encrypted backup is asked for twice, or read from FUELGAUGE_EXPORT_PASSPHRASE or the first line of
standard input. \`age -d\` opens the file too. \`fuelgauge import FILE\` reads both kinds.

Examples:
  fuelgauge export fuelgauge.json
  fuelgauge export fuelgauge.age --with-keys`,
    )
    .action((file: string | undefined, options: { withKeys?: boolean; history?: boolean; force?: boolean }) =>
      run(async () => (await import('../actions/backup.ts')).exportBackup(file, options)),
    );
}
