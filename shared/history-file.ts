import { csvLine } from './csv.ts';
import { isoInstant } from './iso-instant.ts';
import type { HistoryJson } from './json/history.ts';

// The history of one or more accounts as a file, for spreadsheets and scripts.

export interface AccountSamples {
  id: string;
  provider: string;
  label: string;
  samples: readonly { pool: string; t: number; remaining: number }[];
}

/** `time,pool,remaining`, which `fuelgauge forecast` reads. */
export const historyCsv = ({ samples }: Pick<AccountSamples, 'samples'>): string =>
  [
    csvLine(['time', 'pool', 'remaining']),
    ...samples.map(({ t, pool, remaining }) => csvLine([isoInstant(t), pool, remaining])),
  ].join('\n');

/** The same of several accounts, each line with its account. */
export const historiesCsv = (accounts: readonly AccountSamples[]): string =>
  [
    csvLine(['time', 'account', 'provider', 'label', 'pool', 'remaining']),
    ...accounts.flatMap(({ id, provider, label, samples }) =>
      samples.map(({ t, pool, remaining }) => csvLine([isoInstant(t), id, provider, label, pool, remaining])),
    ),
  ].join('\n');

/** The same as JSON. */
export function historyJson(accounts: readonly AccountSamples[], at: number): string {
  const value: HistoryJson = {
    schemaVersion: 1,
    at: isoInstant(at),
    accounts: accounts.map(({ id, provider, label, samples }) => ({
      id,
      provider,
      label,
      pools: Object.entries(Object.groupBy(samples, ({ pool }) => pool)).map(([pool, own = []]) => ({
        id: pool,
        samples: own.map(({ t, remaining }) => ({ time: isoInstant(t), remaining })),
      })),
    })),
  };
  return JSON.stringify(value, null, 2);
}
