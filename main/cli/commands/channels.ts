import { type Command, Option } from 'commander';
import type { ChannelOptions } from '../input/channels.ts';
import { collect } from './collect.ts';
import type { Run } from './run.ts';

const channel = 'id, its beginning, or label, as `fuelgauge channels` lists them';

/** Where notifications go. */
export function registerChannels(program: Command, run: Run): void {
  const channels = program
    .command('channels')
    .description('list, add, test and change the channels that notifications go to')
    .enablePositionalOptions()
    .option('--json', 'as JSON, for scripts')
    .addHelpText(
      'after',
      `
Addresses, keys and passwords are read from standard input, or from a hidden prompt on a terminal. They are never arguments,
because other programs can see those, and are stored encrypted with your passphrase.

Examples:
  fuelgauge channels kinds
  fuelgauge channels add ntfy --label phone < topic-address.txt
  fuelgauge channels add email --set host=smtp.example.com --set user=me --set from=me@example.com \\
    --set to=me@example.com --from-env password=SMTP_PASSWORD
  fuelgauge channels test phone
  fuelgauge channels edit phone --min-severity critical`,
    )
    .action((options: { json?: boolean }) =>
      run(async () => (await import('../actions/channels.ts')).listChannels(options)),
    );
  channels
    .command('kinds')
    .description('list the kinds of channels, with the values that each needs')
    .option('--json', 'as JSON, for scripts')
    .action((options: { json?: boolean }) =>
      run(async () => (await import('../actions/channels.ts')).listKinds(options)),
    );
  withValues(
    channels
      .command('add')
      .description('add a channel')
      .argument('<kind>', 'as `fuelgauge channels kinds` lists them'),
  )
    .addHelpText(
      'after',
      `
Without --set and --from-env, standard input has one line for each value, in the order of \`fuelgauge channels kinds\`.`,
    )
    .action((kind: string, options: ChannelOptions) =>
      run(async () => (await import('../actions/channels.ts')).addChannel(kind, options)),
    );
  withValues(
    channels
      .command('edit')
      .description('rename a channel, change what it gets, or replace its values')
      .argument('<channel>', channel),
  )
    .addOption(new Option('--all-accounts', 'send what is about any account again').conflicts('tag'))
    .option('--values', 'replace its values, all together, from standard input')
    .action((name: string, options: ChannelOptions) =>
      run(async () => (await import('../actions/channels.ts')).editChannel(name, options)),
    );
  declareOthers(channels, run);
}

const withValues = (command: Command): Command =>
  command
    .option('--label <label>', 'what to call it')
    .option('--min-severity <severity>', 'send nothing below it: info, warning or critical')
    .option('--tag <tag>', 'send only what is about accounts with this tag (once for each)', collect)
    .option(
      '--set <field=value>',
      'a value that is not secret (once for each); field=- reads standard input',
      collect,
    )
    .option('--from-env <field=name>', 'a value from this environment variable (once for each)', collect);

function declareOthers(channels: Command, run: Run): void {
  channels
    .command('test')
    .description('send a test notification now')
    .argument('<channel>', channel)
    .addHelpText('after', '\nExit code 1: it did not arrive; the sentence says why.')
    .action((name: string) => run(async () => (await import('../actions/channels.ts')).testChannel(name)));
  for (const isOn of [true, false])
    channels
      .command(isOn ? 'on' : 'off')
      .description(isOn ? 'switch a channel on' : 'switch a channel off, and send nothing that still waits')
      .argument('<channel>', channel)
      .action((name: string) =>
        run(async () => (await import('../actions/channels.ts')).switchChannel(name, isOn)),
      );
  channels
    .command('remove')
    .description('remove a channel, with its values')
    .argument('<channel>', channel)
    .option('--yes', 'do not ask; needed if there is no terminal to ask on')
    .action((name: string, options: { yes?: boolean }) =>
      run(async () => (await import('../actions/channels.ts')).removeChannel(name, options)),
    );
}
