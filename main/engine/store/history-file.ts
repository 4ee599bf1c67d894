import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { type CommandError, fail, ok, type Result } from '../../../shared/model/index.ts';
import { claimDatabase, fileStamp, identityOf, notWritable, sqliteCode, writeWhole } from './files.ts';
import { modelOf, type Salvaged, salvage } from './salvage.ts';
import { migrate, schemaVersion } from './schema.ts';

/** An open history file. */
export interface Connection {
  db: DatabaseSync;
  /** Of the file and its write-ahead log, as they were when it was opened. */
  identity: string | null;
}
export interface OpenedFile {
  connection: Connection;
  /** What was wrong with the file that was there before; null: nothing. */
  notice: string | null;
}

/** How long a write waits for other processes. Meanwhile nothing else runs in this one, not even its end. */
const busyMs = 1500;

/** How much to check: at a start the structure of the file, after an error its indexes too, or take the damage for granted. */
export type Check = 'structure' | 'all' | 'damaged';

/**
 * Opens the database, or creates it. Sets a damaged one aside, saves in a new one what can still be read, and says so. Call
 * it under the folder's lock. Fails if the file cannot be used, or if a newer Fuelgauge wrote it.
 */
export function openHistoryFile(file: string, check: Check): Result<OpenedFile, CommandError> {
  try {
    const unfinished = existsSync(salvagingIn(file));
    if (!unfinished) {
      const isLost = check === 'damaged' || isEmptied(file);
      const opened = isLost ? fail('damaged' as const) : openSound(file, check);
      if (opened.ok) return ok({ connection: opened.value, notice: null });
      if (opened.error !== 'damaged') return fail(opened.error);
      moveDatabase(file, salvagingIn(file));
    }
    return replaceDamaged(file);
  } catch (error) {
    return fail(notWritable(nameOf(file), error, dirname(file)));
  }
}

const nameOf = (file: string) => `The history file ${file}`;
/** The place of a damaged file until everything that can be read is out of it. A killed process leaves it to the next one. */
const salvagingIn = (file: string) => `${file}.salvaging`;

/** Opens a file that is there and sound, for which no lock is needed; null: there is more to do. */
export function openExisting(file: string): Connection | null {
  if (!existsSync(file) || isEmptied(file) || existsSync(salvagingIn(file))) return null;
  const opened = openSound(file, 'structure');
  return opened.ok ? opened.value : null;
}

/**
 * Whether the file has nothing in it. SQLite would take it for a new one and lose without a word what was there; and while
 * another process has it open, it would wait for that one for ever.
 */
function isEmptied(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.isFile() === true && found.size === 0;
}

/** What names the open file and its write-ahead log; null: one of them is gone. */
export function connectionIdentity(file: string): string | null {
  const [database, log] = [identityOf(file), identityOf(`${file}-wal`)];
  return database === null ? null : `${database}/${log}`;
}

function openSound(file: string, check: Check): Result<Connection, 'damaged' | CommandError> {
  let db: DatabaseSync | undefined;
  try {
    claimDatabase(file);
    db = new DatabaseSync(file, { timeout: busyMs });
    // Before anything is written to a new file. To one that is so already, it would write.
    if (!isIncremental(db)) db.exec('PRAGMA auto_vacuum = INCREMENTAL');
    // What is deleted is overwritten with zeros.
    db.exec('PRAGMA secure_delete = ON; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    const version = migrate(db);
    if (version > schemaVersion) {
      db.close();
      return fail({
        kind: 'not-supported',
        message: `${nameOf(file)} was written by a newer version. Update Fuelgauge. The file was not changed.`,
      });
    }
    if (isSound(file, db, check)) {
      makeIncremental(db);
      return ok({ db, identity: connectionIdentity(file) });
    }
    db.close();
    return fail('damaged');
  } catch (error) {
    if (db?.isOpen) db.close();
    // Another connection to an emptied file keeps it locked for ever, but notices when another file takes its place.
    const isStuck = check !== 'structure' && isBusy(error);
    return fail(isDamage(error) || isStuck ? 'damaged' : notWritable(nameOf(file), error, dirname(file)));
  }
}

/**
 * Whether SQLite's result code means a damaged file: SQLITE_ERROR (a table or column is missing), SQLITE_CORRUPT,
 * SQLITE_NOTADB and SQLITE_IOERR_SHORT_READ. So does an integer beyond 2^53, which Node refuses to read.
 */
export function isDamage(error: unknown): boolean {
  if (error instanceof RangeError && 'code' in error && error.code === 'ERR_OUT_OF_RANGE') return true;
  const code = sqliteCode(error);
  return code !== null && ([1, 11, 26].includes(code & 0xff) || code === 522);
}

/** Whether SQLite's result code is SQLITE_BUSY. */
const isBusy = (error: unknown): boolean => ((sqliteCode(error) ?? 0) & 0xff) === 5;

/**
 * Writes the file of an older version anew, once: it could not give free pages back, and they still hold what was deleted. Of
 * 30 MB, a year of 50 accounts, that takes 0.8 s on a busy machine (November 2026). If it fails, the next start does it.
 */
function makeIncremental(db: DatabaseSync): void {
  if (isIncremental(db)) return;
  try {
    db.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
  } catch (error) {
    if (isDamage(error)) throw error;
  }
}

const isIncremental = (db: DatabaseSync) => db.prepare('PRAGMA auto_vacuum').get()?.auto_vacuum === 2;

const checkResult = z.array(z.record(z.string(), z.string()));

function isSound(file: string, db: DatabaseSync, check: Check): boolean {
  if (!hasExpectedTables(db)) return false;
  if (check === 'structure' && wasChecked(file)) return true;
  const pragma = check === 'all' ? 'integrity_check' : 'quick_check';
  const found = checkResult.parse(db.prepare(`PRAGMA ${pragma}(1)`).all());
  const sound = found.every((row) => row[pragma] === 'ok');
  if (sound) markChecked(file);
  return sound;
}

const columnInfo = `SELECT tables.name AS 'table', info.name, info.type, info."notnull", info.dflt_value, info.pk, info.hidden
  FROM sqlite_schema AS tables JOIN pragma_table_xinfo(tables.name) AS info
  WHERE tables.type = 'table' ORDER BY tables.name, info.cid`;
/** All but what SQLite adds itself, as for ANALYZE. */
const objects = "SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' ORDER BY type, name";
let expected: string | null = null;

/** Whether tables, columns and indexes are those of this version: no more, no fewer, no other names. */
function hasExpectedTables(db: DatabaseSync): boolean {
  const read = (of: DatabaseSync) =>
    JSON.stringify([of.prepare(columnInfo).all(), of.prepare(objects).all()], (key, value) =>
      key === 'table' && String(value).startsWith('sqlite_') ? undefined : value,
    );
  if (expected === null) {
    const model = modelOf(schemaVersion);
    expected = read(model);
    model.close();
  }
  return read(db) === expected;
}

// Checking 30 MB, a year of 50 accounts, takes 0.1 s (November 2026), which is too long for each command. A large file is not
// checked again while it stays as it was.
const smallBytes = 4 * 1024 * 1024;
const markOf = (file: string): string => {
  const { ino, size, mtimeNs } = statSync(file, { bigint: true });
  return `${ino}-${size}-${mtimeNs}`;
};
const checkedIn = (file: string) => `${file}.checked`;

function wasChecked(file: string): boolean {
  try {
    return readFileSync(checkedIn(file), 'utf8') === markOf(file);
  } catch {
    return false;
  }
}

function markChecked(file: string): void {
  try {
    if (statSync(file).size > smallBytes) writeWhole(checkedIn(file), markOf(file));
  } catch {
    // Then it is checked again at the next start.
  }
}

/** Moves a database with its side files, which would damage any other one beside them. */
function moveDatabase(from: string, to: string): void {
  for (const suffix of ['-wal', '-shm', ''])
    if (existsSync(`${from}${suffix}`)) renameSync(`${from}${suffix}`, `${to}${suffix}`);
}

/**
 * Saves what can be read of the damaged file, and puts a sound one into its place. Killed at any moment, the next start goes
 * on with it: the new file appears at once and complete, and the old one gets its last name after that.
 */
function replaceDamaged(file: string): Result<OpenedFile, CommandError> {
  const damaged = salvagingIn(file);
  // A file in the usual place is the complete one of a process that was killed right after it had put it there.
  const saved = existsSync(file) ? null : rebuild(file, damaged);
  const aside = freeName(file);
  moveDatabase(damaged, join(dirname(file), aside));
  const opened = openSound(file, 'structure');
  if (!opened.ok) return fail(opened.error === 'damaged' ? notWritable(nameOf(file), null) : opened.error);
  return ok({ connection: opened.value, notice: noticeOf(aside, saved) });
}

/** Saves what can be read of a damaged file in a new one, which appears complete. */
export function rebuild(file: string, damaged: string): Salvaged {
  const temporary = `${file}.${process.pid}.tmp`;
  rmSync(temporary, { force: true });
  claimDatabase(temporary);
  // Without a journal and without waiting for the disk: an unfinished file is thrown away.
  const db = new DatabaseSync(temporary);
  try {
    db.exec('PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF');
    const saved = salvage(damaged, db);
    db.exec('PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL');
    db.close();
    renameSync(temporary, file);
    return saved;
  } catch (error) {
    if (db.isOpen) db.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${temporary}${suffix}`, { force: true });
    throw error;
  }
}

function freeName(file: string): string {
  for (let at = Date.now(); ; at += 1) {
    const name = basename(file).replace(/(\.db)?$/, `.damaged-${fileStamp(at)}.db`);
    if (!existsSync(join(dirname(file), name))) return name;
  }
}

function noticeOf(aside: string, found: Salvaged | null): string {
  const begin = `Your history was damaged. It was set aside as ${aside}`;
  if (found === null) return `${begin}, and what could be read of it was saved.`;
  const { saved, unreadable } = found;
  if (saved === 0) return `${begin}, and a new one was started. Nothing of it could be read.`;
  const lost = unreadable === 0 ? '' : ` ${unreadable} of its pages and records could not be read.`;
  return `${begin}, and a new one was started with the ${saved} ${saved === 1 ? 'record' : 'records'} that could be read.${lost}`;
}
