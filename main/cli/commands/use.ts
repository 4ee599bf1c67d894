import type { Command } from 'commander';
import { badInput, exitCodes } from '../exit.ts';
import type { Run } from './run.ts';

/** Use: recording it, asking whether there is enough for it, and its history. */
export function registerUse(program: Command, run: Run): void {
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
      run(async () => {
        const { optional, parseAmount, parseInstant } = await import('../input/values.ts');
        const amount = parseAmount(written);
        if (!amount.ok) return amount;
        const at = optional(options.at, parseInstant);
        if (!at.ok) return at;

        const { withAccount } = await import('../compose.ts');
        return withAccount(reference, async ({ engine, account }) => {
          const logged = await engine.logUsage({
            account: account.id,
            amount: amount.value,
            at: at.value,
            error: options.error?.trim() || undefined,
          });
          if (!logged.ok) return logged;
          const { print } = await import('../terminal.ts');
          const { accountLine } = await import('../text/status.ts');
          print(`Logged for ${accountLine(logged.value)}`);
          return { ok: true, value: exitCodes.done };
        });
      }),
    );

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
    .action(() =>
      run(async () => {
        const { withEngine } = await import('../compose.ts');
        return withEngine(async ({ engine }) => {
          const made = await engine.makeUsageToken();
          if (!made.ok) return made;
          const { print } = await import('../terminal.ts');
          print(made.value.token);
          return { ok: true, value: exitCodes.done };
        });
      }),
    );

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
      run(async () => {
        const { parseAmount } = await import('../input/values.ts');
        const need = parseAmount(options.need);
        if (!need.ok) return need;

        const { withAccount } = await import('../compose.ts');
        return withAccount(reference, async (cli) => {
          const { bringUpToDate } = await import('../refresh.ts');
          const { answerCheck } = await import('../check.ts');
          const { plain } = await import('../text/table.ts');
          const { print } = await import('../terminal.ts');
          const current = await bringUpToDate(cli, cli.account.id, Date.now());
          if (!current) return badInput(`The account “${plain(reference)}” was removed meanwhile.`);
          const answer = answerCheck(current, cli.provider, need.value, Date.now());
          print(plain(answer.sentence));
          return { ok: true, value: answer.code };
        });
      }),
    );

  program
    .command('history')
    .description('every balance that was seen')
    .argument('<account>', 'id or label')
    .requiredOption('--csv', 'as CSV: time, pool, remaining')
    .addHelpText('after', '\nExample:\n  fuelgauge history production --csv > production.csv')
    .action((reference: string) =>
      run(async () => {
        const { withAccount } = await import('../compose.ts');
        return withAccount(reference, async ({ history, account }) => {
          const { csvLine } = await import('../text/csv.ts');
          const { isoInstant } = await import('../../../shared/status-json.ts');
          const { print } = await import('../terminal.ts');
          const samples = history.allSamples(account.id);
          print(
            [
              csvLine(['time', 'pool', 'remaining']),
              ...samples.map(({ t, pool, remaining }) => csvLine([isoInstant(t), pool, remaining])),
            ].join('\n'),
          );
          return { ok: true, value: exitCodes.done };
        });
      }),
    );
}
