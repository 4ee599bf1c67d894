import { type Command, Option } from 'commander';
import { clearable, type EditOptions, type GrantOptions } from '../input/facts.ts';
import { collect } from './collect.ts';
import type { Run } from './run.ts';

const datesHelp = `
A date is 2026-12-14 (midnight UTC) or a time with its zone: 2026-12-14T09:00:00+01:00.`;

/** Facts that the provider does not report, so that the user enters them. */
export function registerFacts(program: Command, run: Run): void {
  declareEdit(program, run);
  declareGrant(program, run);
}

function declareEdit(program: Command, run: Run): void {
  program
    .command('edit')
    .description('name, tag, pin, hide or pause an account, or enter what the provider does not report')
    .argument('<account>', 'id, label, provider/label, or provider')
    .option('--label <label>', 'a new name')
    .option('--note <text>', 'your own words about it')
    .addOption(
      new Option('--tag <tag>', 'a tag (once for each); they replace all that it has')
        .argParser(collect)
        .conflicts(['addTag', 'removeTag']),
    )
    .option('--add-tag <tag>', 'one more tag (once for each)', collect)
    .option('--remove-tag <tag>', 'a tag that it no longer has (once for each)', collect)
    .addOption(onOff('--pin <switch>', 'show it before the others'))
    .addOption(
      onOff('--hide <switch>', 'leave it out of overview, popover and tray; it is polled and alerts as ever'),
    )
    .option('--plan <plan>', 'id or name of a plan in `fuelgauge providers --json`')
    .option('--cycle-start <date>', 'the first day of any billing cycle')
    .option('--refill <amount>', 'credits granted each cycle')
    .option('--rollover <rule>', 'unused credits at renewal: all, none, or the maximum that rolls over')
    .option('--price <price>', 'the plan’s price per cycle, such as 29/month')
    .option('--currency <code>', 'of the prices, such as USD')
    .option('--since <date>', 'the day from which the price counts (default: today)')
    .option('--credits <amount>', 'what the price buys per cycle (default: as the cycle says)')
    .option('--invoice <text>', 'your own words about the price, such as the number of an invoice')
    .option('--overage <price>', 'what use beyond the plan costs, such as 2/1000')
    .option('--grant <id>', 'with --paid: a grant in `status --json` whose price you enter')
    .option('--paid <price>', 'with --grant: what you paid for it, such as 20 EUR, or none')
    .option('--floor <amount>', 'warn below this balance if there is no limit, or none')
    .option('--clear <facts>', `remove what you entered, separated by commas: ${clearable.join(', ')}`)
    .addOption(new Option('--pause', 'stop polling').conflicts('resume'))
    .option('--resume', 'resume polling')
    .addOption(onOff('--paid-checks <switch>', 'whether to check it although each check costs credits'))
    .addHelpText(
      'after',
      `${datesHelp}

Examples:
  fuelgauge edit production --plan starter --cycle-start 2026-11-14
  fuelgauge edit a2 --refill 25000 --rollover none
  fuelgauge edit production --price 29/month --currency USD
  fuelgauge edit solver --floor 10
  fuelgauge edit production --note 'The key of the crawler' --add-tag 'client Nordhaus' --pin on
  fuelgauge edit a2 --clear plan,cycle-start`,
    )
    .action((reference: string, options: EditOptions) =>
      run(async () => (await import('../actions/facts.ts')).editAccount(reference, options)),
    );
}

const onOff = (flags: string, description: string): Option =>
  new Option(flags, description).choices(['on', 'off']);

function declareGrant(program: Command, run: Run): void {
  program
    .command('grant')
    .description('enter a top-up, package or promotion, or remove one that you entered')
    .argument('<account>', 'id, label, provider/label, or provider')
    .argument('[amount]', 'how much was granted, such as 1200')
    .addOption(
      new Option('--kind <kind>', 'what it is').choices(['topup', 'package', 'promotion']).default('topup'),
    )
    .option('--paid <price>', 'what you paid for it, such as 20 or 20 EUR')
    .option('--currency <code>', 'of the price, such as USD')
    .option('--invoice <text>', 'your own words about the price, such as the number of an invoice')
    .option('--at <time>', 'when it was granted (default: now)')
    .option('--remove <id>', 'remove a grant that you entered; its id is in `status --json`')
    .option('--expires <time>', 'the first moment without it, or “never” (default: what the provider states)')
    .addHelpText(
      'after',
      `${datesHelp}

Examples:
  fuelgauge grant production 1,200 --at 2026-11-03
  fuelgauge grant production 1,200 --paid 20 --currency USD
  fuelgauge grant a2 500 --kind promotion --expires 2026-12-31`,
    )
    .action((reference: string, written: string | undefined, options: GrantOptions) =>
      run(async () => (await import('../actions/facts.ts')).addGrant(reference, written, options)),
    );
}
