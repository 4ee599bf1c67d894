import type { Command } from 'commander';
import type { RuleOptions } from '../input/rules.ts';
import type { Run } from './run.ts';

const account = 'id, label, provider/label, or provider';

/** When alerts are raised, and when they wait. */
export function registerRules(program: Command, run: Run): void {
  declareRules(program, run);
  declareQuiet(program, run);
  declareWeekly(program, run);
}

function declareRules(program: Command, run: Run): void {
  const rules = program
    .command('rules')
    .description('show and change when alerts are raised, for all accounts or for one')
    .enablePositionalOptions()
    .argument('[account]', `${account} (default: the rules of all accounts)`)
    .option('--json', 'as JSON, for scripts')
    .addHelpText(
      'after',
      `
An account follows the default rules, except where it has one of its own.

Examples:
  fuelgauge rules
  fuelgauge rules set low --shares 30,10
  fuelgauge rules set low --amounts '500; 100' --account production
  fuelgauge rules set refill-due on
  fuelgauge rules preview --days 7`,
    )
    .action((reference: string | undefined, options: { json?: boolean }) =>
      run(async () => (await import('../actions/rules.ts')).listRules(reference, options)),
    );
  rules
    .command('set')
    .description('switch a rule on or off, or change its values')
    .argument('<kind>', 'a kind of alert, as `fuelgauge rules` lists it')
    .argument('[switch]', 'on or off')
    .option('--account <account>', 'a rule of its own for this account')
    .option('--lead-hours <hours>', 'runs-out-soon: hours ahead')
    .option('--critical-hours <hours>', 'runs-out-soon: critical, hours ahead')
    .option(
      '--shares <percents>',
      'low: shares of the limit, such as 20,5; budget-used: shares of the budget',
    )
    .option('--amounts <amounts>', 'low, of one account: warn below, separated by semicolons; or none')
    .option('--money-floor <amount>', 'low: floor in money without a limit; none, or default: the provider’s')
    .option(
      '--count-floor <amount>',
      'low: floor in credits without a limit; none, or default: the provider’s',
    )
    .option('--probability <percent>', 'cap-soon: minimum chance, such as 70')
    .option('--days <days>', 'expires-soon, key-expires: days ahead, such as 30,7,1; key-old: after, days')
    .option('--after-minutes <minutes>', 'unreachable: after, minutes')
    .action((kind: string, onOff: string | undefined, options: RuleOptions) =>
      run(async () => (await import('../actions/rules.ts')).setRule(kind, onOff, options)),
    );
  rules
    .command('reset')
    .description('set a rule back to its default, or let an account follow the default rules')
    .argument('[kind]', 'a kind of alert, as `fuelgauge rules` lists it')
    .option('--all', 'all rules')
    .option('--account <account>', 'of this account')
    .action((kind: string | undefined, options: { all?: boolean; account?: string }) =>
      run(async () => (await import('../actions/rules.ts')).resetRules(kind, options)),
    );
  rules
    .command('preview')
    .description('show what the rules would have sent you, replayed from your history')
    .option('--days <count>', 'of so many days (default: 30)')
    .option('--json', 'as JSON, for scripts')
    .action((options: { days?: string; json?: boolean }) =>
      run(async () => (await import('../actions/rules.ts')).previewRules(options)),
    );
}

function declareQuiet(program: Command, run: Run): void {
  const quiet = program
    .command('quiet')
    .description('show and set the quiet hours, in which only critical alerts come through')
    .enablePositionalOptions()
    .option('--json', 'as JSON, for scripts')
    .addHelpText('after', '\nExamples:\n  fuelgauge quiet set 22:00-07:00\n  fuelgauge quiet off')
    .action((options: { json?: boolean }) =>
      run(async () => (await import('../actions/rules.ts')).showQuiet(options)),
    );
  quiet
    .command('set')
    .description('hold alerts back between these times of your time zone, then send one summary')
    .argument('<hours>', 'such as 22:00-07:00')
    .action((hours: string) => run(async () => (await import('../actions/rules.ts')).setQuiet(hours)));
  for (const isOn of [true, false])
    quiet
      .command(isOn ? 'on' : 'off')
      .description(isOn ? 'turn them on, with the hours that are set' : 'turn them off')
      .action(() => run(async () => (await import('../actions/rules.ts')).switchQuiet(isOn)));
}

function declareWeekly(program: Command, run: Run): void {
  const weekly = program
    .command('weekly')
    .description('show and set when the weekly summary is sent to your channels')
    .enablePositionalOptions()
    .option('--json', 'as JSON, for scripts')
    .addHelpText('after', '\nExamples:\n  fuelgauge weekly set monday 09:00\n  fuelgauge weekly off')
    .action((options: { json?: boolean }) =>
      run(async () => (await import('../actions/weekly.ts')).showWeekly(options)),
    );
  weekly
    .command('set')
    .description('send it on this day of the week, at this time of your time zone')
    .argument('<day>', 'such as monday')
    .argument('<time>', 'such as 09:00')
    .action((day: string, time: string) =>
      run(async () => (await import('../actions/weekly.ts')).setWeekly(day, time)),
    );
  weekly
    .command('off')
    .description('send none')
    .action(() => run(async () => (await import('../actions/weekly.ts')).endWeekly()));
  weekly
    .command('send')
    .description('send it now')
    .action(() => run(async () => (await import('../actions/weekly.ts')).sendWeekly()));
}
