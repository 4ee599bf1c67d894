import { lstatSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import packageJson from '../../../package.json' with { type: 'json' };
import type { BarAccount } from '../../../shared/bars/bar.ts';
import type { AppState } from '../../../shared/model/index.ts';
import type { StatusJson } from '../../../shared/model/status-json.ts';
import { readWhole, writeWhole } from './files.ts';

// The state as `fuelgauge status` last derived it, for bars and prompts that ask every few seconds: deriving it takes many times
// as long as starting Node. It lasts as long as nothing that it is made of changes, and until the clock alone would change it.
// Nothing large is imported here.

/** What a table shows. */
export type GlanceState = Pick<
  AppState,
  'at' | 'accounts' | 'providers' | 'budgets' | 'preferences' | 'notices'
>;

export interface Glance {
  /** As of when it is true, in epoch milliseconds. */
  at: number;
  notices: readonly string[];
  /** As scripts read it. */
  json(): StatusJson;
  state(): GlanceState;
  /** Null: no bar has asked yet. */
  bars(): BarAccount[] | null;
}

/** What is kept, as text: most readers need one part of it. */
export interface GlanceTexts {
  at: number;
  /** The clock alone would change it then. */
  until: number;
  notices: readonly string[];
  json: string;
  state: string;
  bars: string;
}

interface Header {
  sources: string;
  at: number;
  until: number;
  notices: readonly string[];
  sum: number;
}

const fileIn = (home: string) => join(home, 'glance.json.txt');
const askedIn = (home: string) => join(home, 'glance-asked');

/** All that a state is made of, besides the clock. */
const sourceFiles = [
  'settings.json',
  'history.db',
  'history.db-wal',
  'credentials.age',
  'credentials.system',
] as const;

/** What a state is made of, in one line; null: it cannot be told. */
export function glanceSources(home: string, env: Record<string, string | undefined>): string | null {
  try {
    const files = sourceFiles.map((name) => {
      const stat = lstatSync(join(home, name), { throwIfNoEntry: false });
      return stat === undefined ? null : [stat.ino, stat.size, stat.mtimeMs];
    });
    return JSON.stringify([packageJson.version, env.TZ ?? null, files]);
  } catch {
    return null;
  }
}

/**
 * The state that was kept, if it is still true; null: it is not. `lagMs`: how long after a change of its sources it is good
 * enough, because a process that keeps it fresh is about to.
 */
export function readGlance(
  home: string,
  env: Record<string, string | undefined>,
  { now, lagMs = 0 }: { now: number; lagMs?: number },
): Glance | null {
  try {
    const text = readWhole(fileIn(home))?.toString();
    if (text === undefined) return null;
    const end = text.indexOf('\n');
    const header: Header = JSON.parse(text.slice(0, end));
    const rest = text.slice(end + 1);
    // Its checksum stands in for a schema, which would take longer to load than all else: this version wrote it, and whole.
    if (crc32(rest) !== header.sum || header.at > now || header.until <= now) return null;
    if (header.sources !== glanceSources(home, env) && !(lagMs > 0 && changedWithin(home, now, lagMs)))
      return null;
    const [json = '', state = '', bars = ''] = rest.split('\n');
    return {
      at: header.at,
      notices: header.notices,
      json: () => JSON.parse(json),
      state: () => JSON.parse(state),
      bars: () => (bars === '' ? null : JSON.parse(bars)),
    };
  } catch {
    return null;
  }
}

/** Whether all of the sources that changed did so just now. */
function changedWithin(home: string, now: number, lagMs: number): boolean {
  const kept = lstatSync(fileIn(home)).mtimeMs;
  return sourceFiles.every((name) => {
    const changed = lstatSync(join(home, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
    return changed <= kept || (changed <= now && now - changed < lagMs);
  });
}

/** Keeps it. If that fails, the next status is derived again. */
export function keepGlance(home: string, sources: string, texts: GlanceTexts): void {
  const { at, until, notices, json, state, bars } = texts;
  const rest = [json, state, bars].join('\n');
  const header: Header = { sources, at, until, notices, sum: crc32(rest) };
  try {
    writeWhole(fileIn(home), `${JSON.stringify(header)}\n${rest}`);
  } catch {}
}

/** The glance that is kept, with the words for bars. */
export function addBars(home: string, bars: readonly BarAccount[]): void {
  try {
    const text = readWhole(fileIn(home))?.toString() ?? '';
    const end = text.indexOf('\n');
    const header: Header = JSON.parse(text.slice(0, end));
    const [json = '', state = ''] = text.slice(end + 1).split('\n');
    keepGlance(home, header.sources, { ...header, json, state, bars: JSON.stringify(bars) });
  } catch {}
}

export function forgetGlance(home: string): void {
  rmSync(fileIn(home), { force: true });
}

/** Who asks less often than this pays for it alone. */
const askedMs = 120_000;
const noteMs = 30_000;

/** A bar asked, so whoever polls keeps the glance fresh for it. */
export function noteAsked(home: string, now: number): void {
  const file = askedIn(home);
  try {
    const stat = lstatSync(file, { throwIfNoEntry: false });
    if (stat === undefined) writeWhole(file, '');
    else if (Math.abs(now - stat.mtimeMs) > noteMs) utimesSync(file, now / 1000, now / 1000);
  } catch {}
}

export function wasAsked(home: string, now: number): boolean {
  try {
    return Math.abs(now - lstatSync(askedIn(home)).mtimeMs) < askedMs;
  } catch {
    return false;
  }
}
