import type { Command } from 'commander';
import type { Run } from './run.ts';

const collect = (name: string, names: string[] = []): string[] => [...names, name];

const credentialHelp = `
The credential comes from standard input, or on a terminal from a prompt that does not show it; never from an
argument, which other programs can see. It is kept encrypted with a passphrase (FUELGAUGE_PASSPHRASE, or asked for).`;

export function registerAccounts(program: Command, run: Run): void {
  program
    .command('add')
    .description('add an account: one credential at one provider')
    .argument('<provider>', 'a name that `fuelgauge providers` lists')
    .requiredOption('--label <label>', 'what to call it, such as “production”')
    .option(
      '--from-env <name>',
      'environment variable that holds the credential (once for each field)',
      collect,
    )
    .option('--json', 'print the new account as JSON')
    .addHelpText(
      'after',
      `${credentialHelp}
With --from-env only the variable's name is kept, and the variable is read at each request.

Examples:
  fuelgauge add scraperapi --label production < key.txt
  fuelgauge add crustdata --label staging --from-env CRUSTDATA_API_KEY
  fuelgauge add scrapio --label main`,
    )
    .action((provider: string, options: { label: string; fromEnv?: string[]; json?: boolean }) =>
      run(async () => (await import('../actions/accounts.ts')).addAccount({ provider, ...options })),
    );

  program
    .command('credential')
    .description('replace the credential of an account; after a rejected one, asking goes on')
    .argument('<account>', 'id or label')
    .option(
      '--from-env <name>',
      'environment variable that holds the credential (once for each field)',
      collect,
    )
    .addHelpText('after', `${credentialHelp}\n\nExample:\n  fuelgauge credential production < new-key.txt`)
    .action((account: string, options: { fromEnv?: string[] }) =>
      run(async () => (await import('../actions/accounts.ts')).replaceCredential(account, options.fromEnv)),
    );

  program
    .command('remove')
    .description('remove an account with its credential and its history')
    .argument('<account>', 'id or label')
    .option('--yes', 'do not ask first')
    .addHelpText('after', '\nExample:\n  fuelgauge remove a1')
    .action((reference: string, options: { yes?: boolean }) =>
      run(async () => (await import('../actions/accounts.ts')).removeAccount(reference, options)),
    );
}
