import type { Command } from 'commander';
import type { Run } from './run.ts';

export function registerCatalogue(program: Command, run: Run): void {
  program
    .command('providers')
    .description('list the supported providers: what each needs, what it reports, what a check costs')
    .argument('[words...]', 'only those that fit: names, ids, categories, environment variables')
    .option('--category <category>', 'only those of one category')
    .option('--json', 'as JSON, with plans, credential fields and endpoints')
    .addHelpText(
      'after',
      `
EVIDENCE is how its endpoint is known: documented by the provider, used by its official client, recorded from real
answers, or agreed on by third-party clients. Exit code 1: nothing matches.

Examples:
  fuelgauge providers speech
  fuelgauge providers OPENAI_ADMIN_KEY
  fuelgauge providers --category "web scraping" --json`,
    )
    .action((words: string[], options: { category?: string; json?: boolean }) =>
      run(async () => (await import('../actions/providers.ts')).listProviders(words, options)),
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
