import type { Command } from 'commander';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import type { Run } from './run.ts';

interface Options {
  pool?: string;
  json?: boolean;
}

/** When any series of balances runs out, without an account. */
export function registerForecast(program: Command, run: Run): void {
  program
    .command('forecast')
    .description('when any series of balances runs out, without an account')
    .argument('<file>', 'CSV of time,remaining; - reads standard input')
    .option('--pool <pool>', 'which pool, where the file has several')
    .option('--json', 'as JSON, for scripts')
    .addHelpText(
      'after',
      `
Times are ISO 8601 with a zone, or epoch seconds or milliseconds. The forecast is made at the last of them. A range is
from the 10th to the 90th percentile. Exit code 4: the history is too short to say.

Examples:
  fuelgauge forecast balances.csv
  fuelgauge history production --csv | fuelgauge forecast -`,
    )
    .action((file: string, options: Options) => run(() => forecast(file, options)));
}

async function forecast(file: string, options: Options): Promise<Outcome> {
  const { readFile } = await import('node:fs/promises');
  const { text: readAll } = await import('node:stream/consumers');
  const { print } = await import('../terminal.ts');
  const { readSeries } = await import('../input/series.ts');
  const { forecastPool } = await import('../../../shared/forecast/index.ts');
  const { isoInstant, statusForecast } = await import('../../../shared/status-json.ts');
  let text: string;
  try {
    text = file === '-' ? await readAll(process.stdin) : await readFile(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    return badInput(
      `The file cannot be read${reason}. Give the path of a CSV file, or - for standard input.`,
    );
  }
  const samples = readSeries(text, options.pool);
  if (!samples.ok) return samples;
  const last = samples.value.at(-1) ?? { t: 0, remaining: 0 };
  const { waste, caps: _caps, path: _path, ...rest } = forecastPool({ now: last.t, samples: samples.value });
  const foreseen = { ...rest, waste: waste.map(({ grantId, ...lost }) => ({ grant: grantId, ...lost })) };

  if (options.json)
    print(
      JSON.stringify(
        {
          schemaVersion: 1,
          at: isoInstant(last.t),
          remaining: last.remaining,
          forecast: statusForecast(foreseen),
        },
        null,
        2,
      ),
    );
  else {
    const { sentences } = await import('../text/forecast.ts');
    for (const line of sentences(foreseen, last, Intl.DateTimeFormat().resolvedOptions().timeZone))
      print(line);
  }
  return { ok: true, value: foreseen.confidence === 'none' ? exitCodes.unknown : exitCodes.done };
}
