import type { Command } from 'commander';
import type { Run } from './run.ts';

const account = 'id, label, provider/label, or provider';

/** How accounts are grouped, ordered and polled, and the settings of the app as a whole. */
export function registerCare(program: Command, run: Run): void {
  declareTags(program, run);
  declarePolling(program, run);
  program
    .command('order')
    .description('put accounts into your own order; those that you leave out stay behind them')
    .argument('<account...>', account)
    .addHelpText('after', '\nExample:\n  fuelgauge order production staging')
    .action((references: string[]) =>
      run(async () => (await import('../actions/care.ts')).orderAccounts(references)),
    );
  program
    .command('preferences')
    .description('show or change the preferences of the app, such as hidden amounts')
    .argument('[name]', 'which one')
    .argument('[value]', 'such as on')
    .option('--json', 'as JSON, for scripts')
    .addHelpText('after', '\nExample:\n  fuelgauge preferences hide-amounts on')
    .action((name: string | undefined, value: string | undefined, options: { json?: boolean }) =>
      run(async () => (await import('../actions/care.ts')).preferences(name, value, options)),
    );
  program
    .command('hosts')
    .description('list every host that Fuelgauge contacts, how often and why')
    .option('--json', 'as JSON, for scripts')
    .action((options: { json?: boolean }) =>
      run(async () => (await import('../actions/care.ts')).listHosts(options)),
    );
}

function declareTags(program: Command, run: Run): void {
  const tags = program
    .command('tags')
    .description('list the tags of accounts, add, remove or rename them')
    .enablePositionalOptions()
    .option('--json', 'as JSON, for scripts')
    .addHelpText(
      'after',
      `
Examples:
  fuelgauge tags add production 'client Nordhaus' crawler
  fuelgauge tags rename crawler spider`,
    )
    .action((options: { json?: boolean }) =>
      run(async () => (await import('../actions/tags.ts')).listTags(options)),
    );
  tags
    .command('add')
    .description('give an account tags')
    .argument('<account>', account)
    .argument('<tag...>', 'your own words, such as a client’s name')
    .action((reference: string, addTag: string[]) =>
      run(async () => (await import('../actions/tags.ts')).changeTags(reference, { addTag })),
    );
  tags
    .command('remove')
    .description('take tags away from an account')
    .argument('<account>', account)
    .argument('<tag...>', 'tags that it has')
    .action((reference: string, removeTag: string[]) =>
      run(async () => (await import('../actions/tags.ts')).changeTags(reference, { removeTag })),
    );
  tags
    .command('rename')
    .description('rename a tag at all accounts, budgets and channels')
    .argument('<old>', 'the tag')
    .argument('<new>', 'its new name')
    .action((from: string, to: string) =>
      run(async () => (await import('../actions/tags.ts')).renameTag(from, to)),
    );
}

function declarePolling(program: Command, run: Run): void {
  program
    .command('interval')
    .description('show how often accounts are checked, or change it for one')
    .argument('[account]', account)
    .argument('[interval]', 'minutes, such as 5; or 30s, 1h; or default')
    .option('--json', 'as JSON, for scripts')
    .addHelpText('after', '\nExample:\n  fuelgauge interval production 15')
    .action((reference: string | undefined, value: string | undefined, options: { json?: boolean }) =>
      run(async () => (await import('../actions/care.ts')).interval(reference, value, options)),
    );
  for (const paused of [true, false])
    program
      .command(paused ? 'pause' : 'resume')
      .description(paused ? 'pause polling, of all accounts or of one' : 'resume polling')
      .argument('[account]', `${account} (default: all)`)
      .addHelpText('after', `\nExample:\n  fuelgauge ${paused ? 'pause' : 'resume'} production`)
      .action((reference: string | undefined) =>
        run(async () => (await import('../actions/care.ts')).setPaused(reference, paused)),
      );
}
