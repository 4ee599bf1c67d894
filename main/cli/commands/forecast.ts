import { type Command, Option } from 'commander';
import type { Run } from './run.ts';

interface ForecastOptions {
  pool?: string;
  decimal?: 'point' | 'comma';
  json?: boolean;
}

/** When any series of balances runs out, without an account. */
export function registerForecast(program: Command, run: Run): void {
  program
    .command('forecast')
    .description('forecast when any series of balances runs out, without an account')
    .argument('<file>', 'CSV of time,remaining; - reads standard input')
    .option('--pool <pool>', 'which pool, if the file has several')
    .addOption(
      new Option('--decimal <mark>', 'the decimal mark, if the amounts leave it open').choices([
        'point',
        'comma',
      ]),
    )
    .option('--json', 'as JSON, for scripts')
    .addHelpText(
      'after',
      `
Columns are separated by commas, semicolons or tabs. Times are ISO 8601 with a zone, or epoch seconds or milliseconds. The
forecast starts at the last one. A range goes from the 10th to the 90th percentile. Exit code 4: the history is too short
for a forecast.

Examples:
  fuelgauge forecast balances.csv
  fuelgauge history production --csv | fuelgauge forecast -`,
    )
    .action((file: string, options: ForecastOptions) =>
      run(async () => (await import('../actions/forecast.ts')).forecastSeries(file, options)),
    );
}
