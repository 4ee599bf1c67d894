import { CsvError, parse } from 'csv-parse/sync';
import { type CommandError, ok, type Result } from '../../../shared/model/index.ts';
import { type DecimalMark, decimalMarkOf, readAmount } from '../../../shared/read-amount.ts';
import { badInput } from '../exit.ts';
import { parseInstant, shown } from './values.ts';

export interface Sample {
  /** Epoch milliseconds. */
  t: number;
  remaining: number;
}

export interface SeriesOptions {
  /** Which pool, if the file has several. */
  pool?: string | undefined;
  /** The decimal mark of the amounts, if the file leaves it open. */
  decimal?: DecimalMark | undefined;
}

interface Line {
  number: number;
  fields: readonly string[];
}

/** Which field is what. `pool` -1: none. */
interface Columns {
  time: number;
  remaining: number;
  pool: number;
}

/** Between 1973 and 5138, epoch seconds and milliseconds cannot be confused. */
const epochSeconds = /^\d{9,11}(\.\d+)?$/;
const epochMilliseconds = /^\d{12,14}$/;

/**
 * Reads lines of `time,remaining`, with or without a header, in any order, separated by commas, semicolons or tabs.
 * `fuelgauge history --csv` writes such a file with an extra `pool` column. Times are dates, ISO 8601 with a zone, or epoch
 * seconds or milliseconds. All amounts have the same decimal mark: the one that some of them show.
 */
export function readSeries(
  text: string,
  { pool, decimal }: SeriesOptions = {},
): Result<Sample[], CommandError> {
  const lines = linesOf(text);
  if (!lines.ok) return lines;
  const header = lines.value[0]?.fields.map((field) => field.trim().toLowerCase()) ?? [];
  const isNamed = header.includes('time') && header.includes('remaining');
  const columns: Columns = isNamed
    ? {
        time: header.indexOf('time'),
        remaining: header.indexOf('remaining'),
        pool: header.indexOf('pool'),
      }
    : { time: 0, remaining: 1, pool: -1 };
  const body = isNamed ? lines.value.slice(1) : lines.value;
  const wrong = wrongWidth(body, isNamed ? header.length : 2);
  if (wrong !== null) return badInput(wrong);

  const account = header.indexOf('account');
  if (isNamed && account >= 0 && new Set(body.map(({ fields }) => fields[account])).size > 1)
    return badInput('The file has several accounts. Export one: fuelgauge history ACCOUNT --csv');
  const chosen = linesOfPool(body, columns, pool);
  if (!chosen.ok) return chosen;
  const shownMark = markOf(chosen.value, columns);
  if (!shownMark.ok) return shownMark;
  // `history --csv` writes a point.
  const mark = decimal ?? shownMark.value ?? (isOwn(header) ? 'point' : 'open');
  const samples: Sample[] = [];
  for (const line of chosen.value) {
    const sample = sampleOf(line, columns, mark);
    if (!sample.ok) return sample;
    samples.push(sample.value);
  }
  if (samples.length === 0)
    return badInput('The file has no samples. Write one line for each: 2026-12-14T09:00:00Z,1200');
  return ok(samples.sort((a, b) => a.t - b.t));
}

const isOwn = (header: readonly string[]): boolean =>
  ['time,pool,remaining', 'time,account,provider,label,pool,remaining'].includes(header.join());

function linesOf(text: string): Result<Line[], CommandError> {
  try {
    const lines: Line[] = [];
    parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      trim: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (fields: string[], { lines: number }) => {
        if (fields.some((field) => field.trim() !== '')) lines.push({ number, fields });
        return null;
      },
    });
    return ok(lines);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return badInput(
      `Line ${error.lines}: the quotes do not match. Put a field in quotes as a whole, and write quotes inside it twice.`,
    );
  }
}

/** The first of these in the first line, outside quotes: a comma may be a decimal comma. */
function delimiterOf(text: string): string {
  const first = text.replace(/^\uFEFF?\s*/, '').split(/[\r\n]/, 1)[0] ?? '';
  const bare = first.replace(/"(?:[^"]|"")*"/g, '');
  return [';', '\t'].find((delimiter) => bare.includes(delimiter)) ?? ',';
}

/** What is wrong with the first line that has too many fields. */
function wrongWidth(lines: readonly Line[], width: number): string | null {
  const widthOf = ({ fields }: Line) => fields.findLastIndex((field) => field.trim() !== '') + 1;
  const wide = lines.find((line) => widthOf(line) > width);
  if (wide === undefined) return null;
  return `Line ${wide.number} has ${widthOf(wide)} columns, not ${width}. Put an amount with a comma in quotes, or name the columns in the first line: time,remaining`;
}

function linesOfPool(
  lines: readonly Line[],
  { pool: column }: Columns,
  pool: string | undefined,
): Result<readonly Line[], CommandError> {
  // An export may mark text that a spreadsheet would take for a formula.
  const poolOf = ({ fields }: Line) => (fields[column] ?? '').replace(/^'(?=[=+@-])/, '');
  const pools = column < 0 ? [] : [...new Set(lines.map(poolOf))];
  if (pool !== undefined && !pools.includes(pool))
    return badInput(
      `The file has no pool ‘${shown(pool)}’. ${pools.length > 0 ? `It has: ${pools.map(shown).join(', ')}.` : ''}`.trim(),
    );
  if (pool === undefined && pools.length > 1)
    return badInput(`The file has several pools. Choose one with --pool: ${pools.map(shown).join(', ')}.`);
  return ok(pool === undefined ? lines : lines.filter((line) => poolOf(line) === pool));
}

/** The decimal mark that the amounts show; null if none does. */
function markOf(lines: readonly Line[], { remaining }: Columns): Result<DecimalMark | null, CommandError> {
  const first = new Map<DecimalMark, number>();
  for (const { number, fields } of lines) {
    const mark = decimalMarkOf(fields[remaining] ?? '');
    if (mark !== null && !first.has(mark)) first.set(mark, number);
  }
  const [[mark, number] = [null, 0], other] = first;
  return other === undefined
    ? ok(mark)
    : badInput(
        `Line ${number} has a decimal ${mark}, line ${other[1]} a decimal ${other[0]}. Write all amounts alike.`,
      );
}

function sampleOf(
  { number, fields }: Line,
  columns: Columns,
  decimal: DecimalMark | 'open',
): Result<Sample, CommandError> {
  const time = fields[columns.time] ?? '';
  const t = readTime(time.trim());
  if (t === null)
    return badInput(
      `Line ${number}: ‘${shown(time)}’ is not a time. Write 2026-12-14T09:00:00Z or epoch seconds.`,
    );
  const written = fields[columns.remaining] ?? '';
  const remaining = readAmount(written, { decimal, negative: true });
  if (remaining.ok) return ok({ t, remaining: remaining.amount });
  const isOpen = decimal === 'open' && readAmount(written, { decimal: 'point', negative: true }).ok;
  const way = isOpen ? ' Or say which with --decimal point or --decimal comma.' : '';
  return badInput(`Line ${number}: ${remaining.why}${way}`);
}

function readTime(text: string): number | null {
  if (epochSeconds.test(text)) return Math.round(Number(text) * 1000);
  if (epochMilliseconds.test(text)) return Number(text);
  const instant = parseInstant(text.replace(' ', 'T'));
  return instant.ok ? instant.value : null;
}
