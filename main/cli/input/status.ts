import { parseArgs } from 'node:util';
import { type BarFormat, readBarFormat, unknownFormat } from '../../../shared/bars/formats.ts';
import { isUnfiltered, noFilter, type StatusFilter } from '../../../shared/status/select.ts';

// What `fuelgauge status` was asked for. Loaded before everything else, so it imports next to nothing.

export interface StatusOptions {
  provider?: string[] | undefined;
  tag?: string[] | undefined;
  problems?: boolean | undefined;
  sort?: string | undefined;
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

export function statusRequest(accounts: readonly string[], options: StatusOptions): Read {
  const { provider = [], tag = [], problems = false, sort = null, json = false } = options;
  const { line = false, format, watch = false, refresh = false, full = false } = options;
  const forms = [json, line, format !== undefined].filter(Boolean).length;
  if (forms > 1) return { ok: false, message: 'Choose one of --json, --line and --format.' };
  if (watch && refresh) return { ok: false, message: '--watch asks no provider: leave out --refresh.' };
  const known = format === undefined ? null : readBarFormat(format);
  if (format !== undefined && known === null) return { ok: false, message: unknownFormat(format) };
  return {
    ok: true,
    request: {
      filter: { ...noFilter, accounts, providers: provider, tags: tag, problems, sort },
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
      },
    });
    const read = statusRequest(positionals, values);
    return read.ok ? read.request : null;
  } catch {
    return null;
  }
}

export const isWhole = ({ filter }: StatusRequest): boolean => isUnfiltered(filter);
