import { type Command, Option } from 'commander';
import type { PassphraseOptions } from '../input/passphrase.ts';
import type { Run } from './run.ts';

/** The passphrase of the stored credentials. */
export function registerPassphrase(program: Command, run: Run): void {
  program
    .command('passphrase')
    .description(
      'change the passphrase of your credentials, start again without it, or keep it in the keyring',
    )
    .addOption(
      new Option('--reset', 'it is forgotten: start again with empty credentials').conflicts('keyring'),
    )
    .option('--yes', 'with --reset: do not ask; needed if there is no terminal to ask on')
    .option('--keyring', 'keep it in this system’s keyring, and read it from there')
    .option('--no-keyring', 'forget it there')
    .addHelpText(
      'after',
      `
The old passphrase is asked for, or taken from FUELGAUGE_PASSPHRASE or FUELGAUGE_PASSPHRASE_FILE. The new one is asked for
twice; without a terminal, it is a line on standard input. After --reset, accounts and history stay; each account needs its
key again. The old file is set aside, in case the passphrase comes back to mind.

Examples:
  fuelgauge passphrase
  fuelgauge passphrase < new-passphrase.txt
  fuelgauge passphrase --reset
  fuelgauge passphrase --keyring`,
    )
    .action((options: PassphraseOptions) =>
      run(async () => (await import('../actions/passphrase.ts')).passphrase(options)),
    );
}
