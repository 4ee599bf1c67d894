import type { Command } from 'commander';
import type { Run } from './run.ts';

export function registerCatalogue(program: Command, run: Run): void {
  program
    .command('providers')
    .description('list the supported providers and what each one reports')
    .option('--json', 'as JSON, with plans and credential fields')
    .addHelpText('after', '\nExample:\n  fuelgauge providers')
    .action((options: { json?: boolean }) =>
      run(async () => (await import('../actions/providers.ts')).listProviders(options)),
    );

  program
    .command('accounts')
    .description('list your accounts without polling them')
    .option('--json', 'as JSON, for scripts')
    .addHelpText('after', '\nExample:\n  fuelgauge accounts')
    .action((options: { json?: boolean }) =>
      run(async () => (await import('../actions/accounts.ts')).listAccounts(options)),
    );
}
