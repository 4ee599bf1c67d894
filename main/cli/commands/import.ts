import type { Command } from 'commander';
import type { ImportOptions } from '../input/import.ts';
import type { Run } from './run.ts';

export function registerImport(program: Command, run: Run): void {
  program
    .command('import')
    .description('add the keys of a .env, keys in any other form, or what `fuelgauge export` saved')
    .argument('[file]', 'the file; - for standard input; without it you paste them on the terminal')
    .option('--dry-run', 'only show what was recognised: nothing is tested, sent or added')
    .option('--replace', 'of a backup: replace everything here by it (default: add what is not here)')
    .option('--yes', 'add all that can be added without asking; needed without a terminal')
    .option('--json', 'print what was found, and what became of it, as JSON')
    .addHelpText(
      'after',
      `
A key, NAME=value, export NAME="value", a header, an address, a curl command, JSON, YAML or a whole .env. Each key is
recognised by the name of its variable or by what it begins with, and tested at its own provider before it is added. What
could be several providers’ is asked about, or left out with --yes. Nothing that is not recognised is sent anywhere.

Of a backup you first see what it would change.

Exit code 1: nothing was recognised, or a key was not accepted and not added.

Examples:
  fuelgauge import .env
  pbpaste | fuelgauge import --dry-run
  fuelgauge import .env --yes --json
  fuelgauge import fuelgauge.json --dry-run`,
    )
    .action((file: string | undefined, options: ImportOptions) =>
      run(async () => (await import('../actions/import.ts')).importFile(file, options)),
    );
}
