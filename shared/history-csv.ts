import { csvLine } from './csv.ts';
import { isoInstant } from './status-json.ts';

/** Every balance on record as CSV: time, pool, remaining. */
export const historyCsv = (samples: readonly { pool: string; t: number; remaining: number }[]): string =>
  [
    csvLine(['time', 'pool', 'remaining']),
    ...samples.map(({ t, pool, remaining }) => csvLine([isoInstant(t), pool, remaining])),
  ].join('\n');
