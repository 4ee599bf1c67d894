import { type Command, Option } from 'commander';
import type { LogOptions } from '../input/log.ts';
import type { Run } from './run.ts';

/** Logging use, checking whether enough is left for it, and the history. */
export function registerUse(program: Command, run: Run): void {
  declareLog(program, run);
  declareToken(program, run);
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

function declareToken(program: Command, run: Run): void {
  program
    .command('token')
    .description('make a new bearer token for POST /v1/usage, which replaces the old one')
    .addHelpText(
      'after',
      `
It is printed once and stored only as a hash. Browser mode serves POST /v1/usage on the port it prints; the desktop app
serves it once you turn that on in its settings.

Example:
  FUELGAUGE_TOKEN=$(fuelgauge token)
  curl -X POST http://127.0.0.1:47615/v1/usage -H "Authorization: Bearer $FUELGAUGE_TOKEN" \\
    -H "Content-Type: application/json" -d '{"account": "free plan", "credits": 2}'`,
    )
    .action(() => run(async () => (await import('../actions/use.ts')).makeToken()));
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
    .argument('<account>', 'id, label, provider/label, or provider')
    .requiredOption('--csv', 'as CSV: time, pool, remaining')
    .addHelpText('after', '\nExample:\n  fuelgauge history production --csv > production.csv')
    .action((reference: string) =>
      run(async () => (await import('../actions/use.ts')).printHistory(reference)),
    );
}
