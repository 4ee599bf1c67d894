import type { Command } from 'commander';
import type { Run } from './run.ts';

/** Removing accounts, and restoring them. */
export function registerRemoval(program: Command, run: Run): void {
  program
    .command('remove')
    .description('remove an account; you can restore it for 7 days')
    .argument('<account>', 'id or label')
    .option(
      '--for-good',
      'delete its key, history and messages now; also of an account that is removed already',
    )
    .option('--yes', 'do not ask; needed if there is no terminal to ask on')
    .addHelpText(
      'after',
      `
A removed account is not checked and not shown. After 7 days, or a few more if Fuelgauge cannot be sure of the date, it is
deleted with its key, its history and its messages, also from the backups that Fuelgauge makes.

Exit code 1: you answered no.

Examples:
  fuelgauge remove a1
  fuelgauge remove a1 --yes
  fuelgauge remove a1 --for-good`,
    )
    .action((reference: string, options: { yes?: boolean; forGood?: boolean }) =>
      run(async () => (await import('../actions/removal.ts')).removeAccount(reference, options)),
    );

  program
    .command('removed')
    .description('list the removed accounts that you can restore')
    .option('--json', 'as JSON, for scripts')
    .addHelpText('after', '\nExample:\n  fuelgauge removed')
    .action((options: { json?: boolean }) =>
      run(async () => (await import('../actions/removal.ts')).listRemoved(options)),
    );

  program
    .command('restore')
    .description('restore a removed account, with its key and its history')
    .argument('<account>', 'id or label')
    .addHelpText('after', '\nExample:\n  fuelgauge restore a1')
    .action((reference: string) =>
      run(async () => (await import('../actions/removal.ts')).restoreAccount(reference)),
    );
}
