import type { Command } from 'commander';
import type { FilterOptions } from '../input/status.ts';
import { collect } from './collect.ts';
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
    .argument('[accounts...]', 'only these: ids, labels or provider/label')
    .option('--provider <provider>', 'only those at this provider (may be repeated)', collect)
    .option('--tag <tag>', 'only those with this tag (may be repeated)', collect)
    .option('--problems', 'only those that need attention')
    .option('--sort <order>', 'by urgency (default), name, provider, left or runs-out')
    .option('--json', 'as JSON, for scripts')
    .addHelpText('after', '\nExamples:\n  fuelgauge accounts\n  fuelgauge accounts --tag client --sort name')
    .action((accounts: string[], options: FilterOptions & { json?: boolean }) =>
      run(async () => (await import('../actions/accounts.ts')).listAccounts(accounts, options)),
    );
}
