import { type CommandError, largestAmount, ok, type Result } from '../../../shared/model/index.ts';
import { badInput } from '../exit.ts';
import { parseInstant, shown, tooLarge } from './values.ts';

export interface Sample {
  /** Epoch milliseconds. */
  t: number;
  remaining: number;
}

/** Between 1973 and 5138, epoch seconds and milliseconds cannot be confused. */
const epochSeconds = /^\d{9,11}(\.\d+)?$/;
const epochMilliseconds = /^\d{12,14}$/;

/**
 * Reads lines of `time,remaining`, with or without a header, in any order. `fuelgauge history --csv` writes such a file
 * with an extra `pool` column. Times are dates, ISO 8601 with a zone, or epoch seconds or milliseconds.
 */
export function readSeries(text: string, pool: string | undefined): Result<Sample[], CommandError> {
  const rows = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({ number: index + 1, fields: line.split(/[,;\t]/).map(unquoted) }))
    .filter(({ fields }) => fields.some((field) => field !== ''));
  const header = rows[0]?.fields.map((field) => field.toLowerCase()) ?? [];
  const named = header.includes('time') && header.includes('remaining');
  const [timeAt, remainingAt] = named ? [header.indexOf('time'), header.indexOf('remaining')] : [0, 1];
  const poolAt = named ? header.indexOf('pool') : -1;

  const body = named ? rows.slice(1) : rows;
  const pools = poolAt < 0 ? [] : [...new Set(body.map(({ fields }) => fields[poolAt] ?? ''))];
  if (pool !== undefined && !pools.includes(pool))
    return badInput(
      `The file has no pool ‘${shown(pool)}’. ${pools.length > 0 ? `It has: ${pools.map(shown).join(', ')}.` : ''}`.trim(),
    );
  if (pool === undefined && pools.length > 1)
    return badInput(`The file has several pools. Choose one with --pool: ${pools.map(shown).join(', ')}.`);

  const samples: Sample[] = [];
  for (const { number, fields } of body) {
    if (pool !== undefined && fields[poolAt] !== pool) continue;
    const t = readTime(fields[timeAt] ?? '');
    if (t === null)
      return badInput(
        `Line ${number}: ‘${shown(fields[timeAt] ?? '')}’ is not a time. Write 2026-12-14T09:00:00Z or epoch seconds.`,
      );
    const remaining = fields[remainingAt] ?? '';
    if (remaining === '' || !Number.isFinite(Number(remaining)))
      return badInput(
        `Line ${number}: ‘${shown(remaining)}’ is not an amount. Write a number such as 1200 or 0.5.`,
      );
    if (Math.abs(Number(remaining)) > largestAmount)
      return badInput(`Line ${number}: ${tooLarge(remaining)}`);
    samples.push({ t, remaining: Number(remaining) });
  }
  if (samples.length === 0)
    return badInput('The file has no samples. Write one line for each: 2026-12-14T09:00:00Z,1200');
  return ok(samples.sort((a, b) => a.t - b.t));
}

const unquoted = (field: string): string => field.trim().replace(/^"(.*)"$/, '$1');

function readTime(text: string): number | null {
  if (epochSeconds.test(text)) return Math.round(Number(text) * 1000);
  if (epochMilliseconds.test(text)) return Number(text);
  const instant = parseInstant(text.replace(' ', 'T'));
  return instant.ok ? instant.value : null;
}
