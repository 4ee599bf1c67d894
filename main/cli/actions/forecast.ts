import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { forecastPool } from '../../../shared/forecast/index.ts';
import { isoInstant } from '../../../shared/iso-instant.ts';
import type { ForecastJson } from '../../../shared/json/history.ts';
import { statusForecast } from '../../../shared/status-json.ts';
import { systemZone } from '../../../shared/time/index.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import { readSeries } from '../input/series.ts';
import { print, printJson } from '../terminal.ts';
import { sentences } from '../text/forecast.ts';

/** When a series of balances runs out. */
export async function forecastSeries(
  file: string,
  options: { pool?: string; decimal?: 'point' | 'comma'; json?: boolean },
): Promise<Outcome> {
  let text: string;
  try {
    text = file === '-' ? await readAll(process.stdin) : await readFile(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    return badInput(
      `The file cannot be read${reason}. Give the path of a CSV file, or - for standard input.`,
    );
  }
  const samples = readSeries(text, options);
  if (!samples.ok) return samples;
  const last = samples.value.at(-1) ?? { t: 0, remaining: 0 };
  const { waste, caps: _caps, path: _path, ...rest } = forecastPool({ now: last.t, samples: samples.value });
  const foreseen = { ...rest, waste: waste.map(({ grantId, ...lost }) => ({ grant: grantId, ...lost })) };

  if (options.json)
    printJson<ForecastJson>({
      schemaVersion: 1,
      at: isoInstant(last.t),
      remaining: last.remaining,
      forecast: statusForecast(foreseen),
    });
  else {
    for (const line of sentences(foreseen, last, systemZone())) print(line);
  }
  return { ok: true, value: foreseen.confidence === 'none' ? exitCodes.unknown : exitCodes.done };
}
