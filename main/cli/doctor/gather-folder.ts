import { existsSync, lstatSync, readdirSync, statfsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, sep } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Settings } from '../../../shared/model/index.ts';
import { isGone } from '../../engine/alerts/process-name.ts';
import { checkWritable, ioReason, isTrusted, readWhole, sqliteCode } from '../../engine/store/files.ts';
import { isDamage } from '../../engine/store/history-file.ts';
import { NewerVersionError, readSettings } from '../../engine/store/settings-format.ts';
import type { FolderFacts, HistoryFacts, SettingsFacts } from './facts.ts';

// Looks into the data folder without changing anything: the engine would mend what is damaged.

/** With `~` for the home folder. */
export function short(path: string): string {
  const home = homedir();
  return path === home || path.startsWith(home + sep) ? `~${path.slice(home.length)}` : path;
}

export function gatherFolder(home: string): FolderFacts {
  const exists = existsSync(home);
  return {
    path: short(home),
    exists,
    notWritable: exists ? whyNotWritable(home) : null,
    freeBytes: exists ? freeIn(home) : null,
    ...(exists ? rightsIn(home) : { open: [], foreign: [] }),
    locked: isLocked(join(home, 'lock.db')),
  };
}

function whyNotWritable(home: string): string | null {
  try {
    checkWritable(home);
    return null;
  } catch (error) {
    return ioReason(error);
  }
}

function freeIn(home: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(home);
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** Windows has no such rights. */
function rightsIn(home: string): Pick<FolderFacts, 'open' | 'foreign'> {
  const open: string[] = [];
  const foreign: string[] = [];
  if (process.platform === 'win32') return { open, foreign };
  for (const name of ['.', ...namesIn(home)]) {
    const stat = lstatSync(join(home, name), { throwIfNoEntry: false });
    if (stat === undefined) continue;
    if (!isTrusted(stat.uid)) foreign.push(name);
    else if (!stat.isSymbolicLink() && (stat.mode & 0o077) !== 0) open.push(name);
  }
  return { open, foreign };
}

function namesIn(home: string): string[] {
  try {
    return readdirSync(home).sort();
  } catch {
    return [];
  }
}

const sqliteBusy = 5;

/** An open transaction on this file is the lock (engine/store/lock.ts). */
function isLocked(file: string): boolean {
  if (!existsSync(file)) return false;
  let connection: DatabaseSync | undefined;
  try {
    connection = new DatabaseSync(file, { timeout: 0 });
    connection.exec('BEGIN IMMEDIATE');
    return false;
  } catch (error) {
    return ((sqliteCode(error) ?? 0) & 0xff) === sqliteBusy;
  } finally {
    connection?.close();
  }
}

/** The settings, and what is to say of their file; null: they cannot be read. */
export function gatherSettings(home: string): { facts: SettingsFacts; settings: Settings | null } {
  try {
    const text = readWhole(join(home, 'settings.json'));
    if (text === null) return { facts: { kind: 'none' }, settings: null };
    const { settings, leftOut } = readSettings(text.toString('utf8'));
    return { facts: { kind: 'sound', accounts: settings.accounts.length, leftOut }, settings };
  } catch (error) {
    return { facts: { kind: error instanceof NewerVersionError ? 'newer' : 'damaged' }, settings: null };
  }
}

const found = z.object({ quick_check: z.string() });
const newest = z.object({ t: z.number().nullable() });
const lease = z.object({ holder: z.string(), t: z.number() });

/** The history, and the process that decides on alerts; null: there is none. */
export function gatherHistory(home: string): { facts: HistoryFacts | null; alerts: number | null } {
  const file = join(home, 'history.db');
  const bytes = ['', '-wal'].reduce(
    (sum, ending) => sum + (lstatSync(file + ending, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
  if (!existsSync(file)) return { facts: null, alerts: null };
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { readOnly: true, timeout: 2000 });
    const check = found.parse(db.prepare('PRAGMA quick_check(1)').get()).quick_check;
    if (check !== 'ok') return { facts: { bytes, check: { kind: 'damaged' }, newestAt: null }, alerts: null };
    const { t } = newest.parse(db.prepare('SELECT max(t) AS t FROM samples').get());
    const holder = lease.safeParse(db.prepare('SELECT holder, renewed_at AS t FROM evaluator_lease').get());
    const isThere = holder.success && holder.data.holder !== '' && !isGone(holder.data.holder);
    const alerts = isThere ? Number.parseInt(holder.data.holder, 10) : null;
    return { facts: { bytes, check: { kind: 'sound' }, newestAt: t }, alerts };
  } catch (error) {
    const check = isDamage(error)
      ? { kind: 'damaged' as const }
      : { kind: 'unread' as const, reason: ioReason(error) };
    return { facts: { bytes, check, newestAt: null }, alerts: null };
  } finally {
    db?.close();
  }
}
