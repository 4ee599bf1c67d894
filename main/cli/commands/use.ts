import { type Command, Option } from 'commander';
import type { HistoryOptions } from '../input/history.ts';
import type { LogOptions } from '../input/log.ts';
import type { Run } from './run.ts';

/** Logging use, checking whether enough is left for it, and the history. */
export function registerUse(program: Command, run: Run): void {
  declareLog(program, run);
  declareCheck(program, run);
  declareHistory(program, run);
}

function declareLog(program: Command, run: Run): void {
  const others = ['at', 'error'];
  program
    .command('log')
    .description('log use, for providers without a balance endpoint')
    .argument('<account>', 'id, label, provider/label, or provider')
    .argument('[amount]', 'how much was used, such as 15')
    .option('--at <time>', 'when it was used (default: now)')
    .option('--error <code>', 'an error code from the provider, such as daily_credit_cap_exceeded')
    .option('--yes', 'do not ask if the amount is more than is left')
    .addOption(
      new Option('--list', 'show what is logged: the last 48 hours singly, then by day').conflicts(others),
    )
    .option('--json', 'with --list: as JSON, for scripts')
    .addOption(
      new Option('--undo [id]', 'take back the last entry, or the one with this id').conflicts(others),
    )
    .addOption(new Option('--correct <day>', 'set the sum of a UTC day to the amount').conflicts(others))
    .addHelpText(
      'after',
      `
More than what is left is only logged if you confirm it; without a terminal, with --yes. If credits were given back, take
back the entry or correct the sum of the day.

Examples:
  fuelgauge log scraper 15
  fuelgauge log scraper 0 --error credits_exhausted
  fuelgauge log scraper --undo
  fuelgauge log scraper 120 --correct 2026-11-27`,
    )
    .action((reference: string, written: string | undefined, options: LogOptions) =>
      run(async () => (await import('../actions/log-use.ts')).logUse(reference, written, options)),
    );
}

function declareCheck(program: Command, run: Run): void {
  program
    .command('check')
    .description('check whether enough is left for a batch, for scripts')
    .argument('<account>', 'id, label, provider/label, or provider')
    .requiredOption('--need <amount>', 'how much the batch needs')
    .addHelpText(
      'after',
      `
Polls the provider first if the last reading is older than the account's interval.
Exit code 0: enough. 1: not enough, or a cap stops it. 4: unknown.

Example:
  fuelgauge check production --need 5000 && ./run-batch.sh`,
    )
    .action((reference: string, options: { need: string }) =>
      run(async () => (await import('../actions/use.ts')).checkAccount(reference, options)),
    );
}

function declareHistory(program: Command, run: Run): void {
  program
    .command('history')
    .description('print every balance on record')
    .argument('[account]', 'id, label, provider/label, or provider')
    .addOption(new Option('--csv', 'as CSV: time, pool, remaining').conflicts('json'))
    .option('--json', 'as JSON, for scripts')
    .option('--all', 'of all accounts; CSV then has the columns account, provider and label too')
    .option('--from <date>', 'from this day or time')
    .option('--to <date>', 'to the end of this day, or up to this time')
    .option('--output <file>', 'save it there')
    .addHelpText(
      'after',
      `
A date is 2026-12-14 (a day in UTC) or a time with its zone: 2026-12-14T09:00:00+01:00.

Examples:
  fuelgauge history production --csv > production.csv
  fuelgauge history --all --json --from 2026-11-01 --to 2026-11-30 --output november.json`,
    )
    .action((reference: string | undefined, options: HistoryOptions) =>
      run(async () => (await import('../actions/history.ts')).printHistory(reference, options)),
    );
}
