import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type Series, SLOT } from './series.ts';

const rowSchema = z.object({
  /** Where it names no zone, UTC: only the time between two rows counts. */
  timestamp: z
    .string()
    .transform((text) => Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(text) ? text : `${text}Z`)),
  value: z.coerce.number(),
});

/** A gap this many times as long as the usual interval is one in the recording: what was consumed in it is not known. */
const longestStep = 12;

/**
 * Every `.csv` file of a folder as a series: lines of `timestamp,value`, each value what was consumed in the interval that ends
 * there. Its kind is its name up to the first `-`. Throws on a file that is none of these.
 */
export function readFolder(folder: string): (Series & { name: string })[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .sort();
  if (names.length === 0) throw new Error(`${folder} has no .csv files.`);
  return names.map((name) => {
    const rows = z
      .array(rowSchema)
      .min(3)
      .parse(parse(readFileSync(join(folder, name), 'utf8'), { columns: true, bom: true }));
    return { name, kind: name.split('-')[0] ?? name, burn: burnOf(rows), marks: [] };
  });
}

/** What was consumed in each slot: an interval's amount is spread evenly over its slots. */
function burnOf(rows: readonly z.infer<typeof rowSchema>[]): Float64Array {
  const usual = medianStep(rows);
  const start = (rows[0]?.timestamp ?? 0) - usual;
  const end = rows.at(-1)?.timestamp ?? start;
  const burn = new Float64Array(Math.max(1, Math.ceil((end - start) / SLOT)));
  let from = start;
  for (const { timestamp, value } of rows) {
    const length = timestamp - from;
    if (length > 0 && length <= longestStep * usual && value > 0)
      for (let slot = Math.floor((from - start) / SLOT); slot * SLOT < timestamp - start; slot += 1) {
        const part = Math.min(timestamp - start, (slot + 1) * SLOT) - Math.max(from - start, slot * SLOT);
        burn[slot] = (burn[slot] ?? 0) + (value * Math.max(0, part)) / length;
      }
    from = Math.max(from, timestamp);
  }
  return burn;
}

function medianStep(rows: readonly z.infer<typeof rowSchema>[]): number {
  const steps = rows.slice(1).map(({ timestamp }, at) => timestamp - (rows[at]?.timestamp ?? timestamp));
  return Math.max(1, steps.sort((a, b) => a - b)[steps.length >> 1] ?? SLOT);
}
