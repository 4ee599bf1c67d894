import { parseArgs } from 'node:util';
import { type BarFormat, readBarFormat, runsToTheEnd, unknownFormat } from '../../../shared/bars/formats.ts';
import { isUnfiltered, type StatusFilter } from '../../../shared/status/select.ts';

// What `fuelgauge status` was asked for. Loaded before everything else, so it imports next to nothing.

export interface FilterOptions {
  provider?: string[] | undefined;
  tag?: string[] | undefined;
  problems?: boolean | undefined;
  sort?: string | undefined;
}

export interface StatusOptions extends FilterOptions {
  json?: boolean | undefined;
  line?: boolean | undefined;
  format?: string | undefined;
  watch?: boolean | undefined;
  refresh?: boolean | undefined;
  full?: boolean | undefined;
}

export interface StatusRequest {
  filter: StatusFilter;
  /** Null: a table, unless it is `json`. */
  format: BarFormat | null;
  json: boolean;
  watch: boolean;
  refresh: boolean;
  /** Every detail, however many accounts there are. */
  full: boolean;
}

type Read = { ok: true; request: StatusRequest } | { ok: false; message: string };

export const statusFilter = (
  accounts: readonly string[],
  { provider = [], tag = [], problems = false, sort }: FilterOptions,
): StatusFilter => ({ accounts, providers: provider, tags: tag, problems, sort: sort ?? null });

export function statusRequest(accounts: readonly string[], options: StatusOptions): Read {
  const { json = false, line = false, format, watch = false, refresh = false, full = false } = options;
  const forms = [json, line, format !== undefined].filter(Boolean).length;
  if (forms > 1) return { ok: false, message: 'Choose one of --json, --line and --format.' };
  if (watch && refresh) return { ok: false, message: '--watch asks no provider: leave out --refresh.' };
  const known = format === undefined ? null : readBarFormat(format);
  if (format !== undefined && known === null) return { ok: false, message: unknownFormat(format) };
  if (watch && known !== null && runsToTheEnd(known))
    return {
      ok: false,
      message: `${known} runs a command to its end, again and again: leave out --watch.`,
    };
  return {
    ok: true,
    request: {
      filter: statusFilter(accounts, options),
      format: line ? 'line' : known,
      json,
      watch,
      refresh,
      full,
    },
  };
}

const flag = { type: 'boolean' } as const;
const text = { type: 'string' } as const;

/** What these arguments ask for; null: nothing that can be told without the whole command line. */
export function quickRequest(args: readonly string[]): StatusRequest | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        provider: { ...text, multiple: true },
        tag: { ...text, multiple: true },
        problems: flag,
        sort: text,
        json: flag,
        line: flag,
        format: text,
        full: flag,
        watch: flag,
      },
    });
    const read = statusRequest(positionals, values);
    return read.ok ? read.request : null;
  } catch {
    return null;
  }
}

export const isWhole = ({ filter }: StatusRequest): boolean => isUnfiltered(filter);
