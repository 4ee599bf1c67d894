import type { Command } from 'commander';
import type { Run } from './run.ts';

const collect = (name: string, names: string[] = []): string[] => [...names, name];

const consent = 'agree to what it needs: a private address, or to run its program';
const file = 'its JSON; - reads standard input';

/** Providers that you describe yourself, in a file that people share. */
export function registerOwnProviders(program: Command, run: Run): void {
  const group = program
    .command('provider')
    .description('watch what Fuelgauge does not know: describe a provider in a small file')
    .addHelpText(
      'after',
      `
The file says what to ask and where the balance is in the answer: docs/custom-endpoints.md. It never holds a key.

Examples:
  fuelgauge provider test gateway.json < key.txt
  fuelgauge provider add gateway.json
  fuelgauge add gateway --label production < key.txt`,
    );

  group
    .command('add')
    .description('add a provider from its file')
    .argument('<file>', file)
    .option('--yes', `${consent}; needed if there is no terminal to ask on`)
    .option('--replace', 'replace the one with the same id')
    .addHelpText('after', '\nExample:\n  fuelgauge provider add gateway.json')
    .action((from: string, options: { yes?: boolean; replace?: boolean }) =>
      run(async () => (await import('../actions/own-providers.ts')).addOwnProvider(from, options)),
    );

  group
    .command('test')
    .description('ask once as a file describes, and show what each expression finds; nothing is kept')
    .argument('<file>', file)
    .option(
      '--from-env <name>',
      'environment variable with the credential (once for each field, in their order)',
      collect,
    )
    .option('--yes', consent)
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      `
The credential is read from standard input, one line for each field, or from a hidden prompt on a terminal. The answer is
shown without it. Exit code 1: there is no reading.

Example:
  fuelgauge provider test gateway.json < key.txt`,
    )
    .action((from: string, options: { fromEnv?: string[]; yes?: boolean; json?: boolean }) =>
      run(async () => (await import('../actions/own-providers.ts')).testOwnProvider(from, options)),
    );

  group
    .command('list')
    .description('list the providers that you described yourself')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      run(async () => (await import('../actions/own-providers.ts')).listOwnProviders(options)),
    );

  group
    .command('show')
    .description('print the file of a provider of your own, to share or change it')
    .argument('<id>', 'its id')
    .addHelpText('after', '\nExample:\n  fuelgauge provider show gateway > gateway.json')
    .action((id: string) =>
      run(async () => (await import('../actions/own-providers.ts')).showOwnProvider(id)),
    );

  group
    .command('remove')
    .description('remove a provider of your own that no account uses')
    .argument('<id>', 'its id')
    .option('--yes', 'do not ask; needed if there is no terminal to ask on')
    .action((id: string, options: { yes?: boolean }) =>
      run(async () => (await import('../actions/own-providers.ts')).removeOwnProvider(id, options)),
    );
}
