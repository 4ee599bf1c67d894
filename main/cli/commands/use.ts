import type { Command } from 'commander';
import type { Run } from './run.ts';

/** Use: recording it, asking whether there is enough for it, and its history. */
export function registerUse(program: Command, run: Run): void {
  declareLog(program, run);
  declareToken(program, run);
  declareCheck(program, run);
  declareHistory(program, run);
}

function declareLog(program: Command, run: Run): void {
  program
    .command('log')
    .description('record use, where a provider has no endpoint that tells it')
    .argument('<account>', 'id or label')
    .argument('<amount>', 'how much was used, such as 15')
    .option('--at <time>', 'when it was used; now if not given')
    .option('--error <code>', 'an error that the provider answered, such as daily_credit_cap_exceeded')
    .addHelpText(
      'after',
      `
Examples:
  fuelgauge log scraper 15
  fuelgauge log scraper 0 --error credits_exhausted`,
    )
    .action((reference: string, written: string, options: { at?: string; error?: string }) =>
      run(async () => (await import('../actions/use.ts')).logUse(reference, written, options)),
    );
}

function declareToken(program: Command, run: Run): void {
  program
    .command('token')
    .description('make a new bearer token for POST /v1/usage; the one before is void')
    .addHelpText(
      'after',
      `
It is printed once and kept only as a hash. Browser mode serves POST /v1/usage at the port that it prints; the desktop
app does when that is turned on in its settings.

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
    .description('whether enough is left now, for scripts: before a batch')
    .argument('<account>', 'id or label')
    .requiredOption('--need <amount>', 'what the batch will take')
    .addHelpText(
      'after',
      `
Asks the provider first where the last reading is older than the account's interval.
Exit code 0: enough. 1: not enough, or a cap stops it. 4: not known.

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
    .description('every balance that was seen')
    .argument('<account>', 'id or label')
    .requiredOption('--csv', 'as CSV: time, pool, remaining')
    .addHelpText('after', '\nExample:\n  fuelgauge history production --csv > production.csv')
    .action((reference: string) =>
      run(async () => (await import('../actions/use.ts')).printHistory(reference)),
    );
}
