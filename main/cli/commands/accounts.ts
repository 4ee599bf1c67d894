import type { Command } from 'commander';
import { collect } from './collect.ts';
import type { Run } from './run.ts';

const noTest = 'keep the credential without asking the provider';

const newVault = 'start over with empty credentials if the file that held them is lost';

const nearYes = 'agree to ask an address in your own network, without a question';

const credentialHelp = `
The credential is read from standard input, or from a hidden prompt on a terminal. It is never an argument, because
other programs can see those. A credential with several fields takes one line for each, in the order of
\`fuelgauge providers --json\`; optional ones at the end may be left out. It is stored encrypted with a passphrase (FUELGAUGE_PASSPHRASE, or you are asked for it).`;

export function registerAccounts(program: Command, run: Run): void {
  program
    .command('add')
    .description('add an account: one credential at one provider')
    .argument('<provider>', 'an id from `fuelgauge providers`')
    .option('--label <label>', 'what to call it, such as “production” (default: the provider’s name)')
    .option(
      '--from-env <name>',
      'environment variable with the credential (once for each field, in their order)',
      collect,
    )
    .option(
      '--floor <amount>',
      'warn below this balance if there is no limit, or none (default: the provider’s)',
    )
    .option('--paid-checks', 'check it although each check costs credits (default: off until you turn it on)')
    .option('--no-test', noTest)
    .option('--json', 'print the new account as JSON, and what the test said')
    .option('--new-vault', newVault)
    .option('--yes', nearYes)
    .addHelpText(
      'after',
      `${credentialHelp}
With --from-env, only the name of the variable is stored; its value is read at each request.

The provider is asked before anything is kept. If it rejects the credential, nothing is added (exit code 1); if it cannot
be reached, the account is added all the same. --no-test adds it without asking.

Examples:
  fuelgauge add scraperapi < key.txt
  fuelgauge add scraperapi --label production < key.txt
  fuelgauge add crustdata --label staging --from-env CRUSTDATA_API_KEY
  fuelgauge add scrapio`,
    )
    .action(
      (
        provider: string,
        options: {
          label?: string;
          fromEnv?: string[];
          floor?: string;
          paidChecks?: boolean;
          test: boolean;
          json?: boolean;
          newVault?: boolean;
          yes?: boolean;
        },
      ) => run(async () => (await import('../actions/accounts.ts')).addAccount({ provider, ...options })),
    );
  registerKept(program, run);
}

/** What is done to an account that there is. */
function registerKept(program: Command, run: Run): void {
  program
    .command('credential')
    .description(
      'replace the credential of an account, or show it; polling resumes if the old one was rejected',
    )
    .argument('<account>', 'id, label, provider/label, or provider')
    .option(
      '--from-env <name>',
      'environment variable with the credential (once for each field, in their order)',
      collect,
    )
    .option('--no-test', noTest)
    .option('--new-vault', newVault)
    .option('--yes', nearYes)
    .option('--show', 'print the stored one instead; on a terminal, where you type your passphrase')
    .addHelpText(
      'after',
      `${credentialHelp}

The provider is asked about the new one first. If it rejects it, the old one stays (exit code 1).

Example:
  fuelgauge credential production < new-key.txt`,
    )
    .action(
      (
        account: string,
        options: { fromEnv?: string[]; test: boolean; newVault?: boolean; yes?: boolean; show?: boolean },
      ) =>
        run(async () =>
          options.show
            ? (await import('../actions/reveal.ts')).showCredential(account)
            : (await import('../actions/accounts.ts')).replaceCredential(account, options),
        ),
    );
}
