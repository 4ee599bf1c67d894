import {
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { CommandError } from '../../../shared/model/index.ts';

const isWindows = process.platform === 'win32';
/** Neither follows a link that was put in a file's place, nor waits for the other end of a pipe. */
const noLinks = isWindows ? 0 : constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** What is in a file's place is none (a link, a folder, a pipe, a device), or is another user's. */
class NotAFileError extends Error {
  readonly code: string;
  readonly file: string;
  constructor(code: 'ELOOP' | 'EISDIR' | 'ENOTREG' | 'EFOREIGN', file: string) {
    super(`${file}: ${code}`);
    this.code = code;
    this.file = file;
  }
}

/** Whether this is you or the superuser. Anyone else could have Fuelgauge run a command, by a channel in the settings. */
export const isTrusted = (uid: number): boolean => isWindows || uid === 0 || uid === process.getuid?.();

/** Throws if something is in the file's place that is not a file, or a file of another user. */
export function refuseOthers(file: string): void {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return;
  if (stat.isFile() && isTrusted(stat.uid)) return;
  if (stat.isFile()) throw new NotAFileError('EFOREIGN', file);
  throw new NotAFileError(stat.isSymbolicLink() ? 'ELOOP' : stat.isDirectory() ? 'EISDIR' : 'ENOTREG', file);
}

/** Opens a file that only its owner can use, creating it with the same rights. Throws file system errors. */
export function openOwn(file: string, flags: number): number {
  refuseOthers(file);
  const descriptor = openSync(file, flags | noLinks, 0o600);
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw new NotAFileError('ENOTREG', file);
    if (!isTrusted(stat.uid)) throw new NotAFileError('EFOREIGN', file);
    if (!isWindows && (stat.mode & 0o077) !== 0 && stat.uid === process.getuid?.())
      fchmodSync(descriptor, 0o600);
    return descriptor;
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/**
 * Prepares the way for SQLite, which follows links and creates files that others can read. Throws file system errors.
 * It does not open a file that exists: closing it would drop the locks that this process may have on it.
 */
export function claimDatabase(file: string): void {
  if (!lstatSync(file, { throwIfNoEntry: false })) createEmpty(file);
  for (const name of [file, `${file}-wal`, `${file}-shm`, `${file}-journal`]) {
    refuseOthers(name);
    const stat = lstatSync(name, { throwIfNoEntry: false });
    if (!isWindows && stat && (stat.mode & 0o077) !== 0 && stat.uid === process.getuid?.())
      chmodSync(name, 0o600);
  }
}

function createEmpty(file: string): void {
  try {
    closeSync(openOwn(file, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL));
  } catch (error) {
    // Another process may have been faster.
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/** Tells two files under the same name apart; null: there is none. */
export function identityOf(file: string): string | null {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? null : `${stat.dev}-${stat.ino}`;
}

/** Differs after every change of the file; null: there is none, or it cannot be reached. */
export function stampOf(file: string): string | null {
  try {
    const stat = statSync(file);
    return `${stat.ino}/${stat.size}/${stat.mtimeMs}`;
  } catch {
    return null;
  }
}

/** Writes a file atomically, readable only by its owner. Throws file system errors. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  refuseOthers(file);
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    // Left over from a process that had the same id. If it is a link, only the link goes.
    rmSync(temporary, { force: true });
    const descriptor = openOwn(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL);
    try {
      const bytes = Buffer.from(content);
      for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** The bytes of a file; null if it does not exist. Throws other file system errors. */
export function readWhole(file: string): Buffer | null {
  let descriptor: number;
  try {
    descriptor = openOwn(file, constants.O_RDONLY);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
  try {
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

const leftOver = [
  /^(?:settings|history|credentials|glance|token-uses)[.-].*\.(\d+)\.tmp$/,
  /^\.write-check-(\d+)$/,
];
/** The names that conf writes to first; they do not name a process (atomically 2, November 2026). */
const leftOverOfConf = /^settings\.json\.tmp-[0-9a-f]+$/;
const abandonedMs = 3_600_000;

/** Removes the temporary files that processes left behind when they were killed. */
export function removeLeftOvers(home: string): void {
  for (const name of readdirSync(home)) {
    const pid = leftOver.map((pattern) => pattern.exec(name)?.[1]).find((found) => found !== undefined);
    const file = join(home, name);
    const stat = lstatSync(file, { throwIfNoEntry: false });
    if (stat === undefined || stat.isDirectory()) continue;
    const isOver =
      pid === undefined
        ? leftOverOfConf.test(name) && Date.now() - stat.mtimeMs > abandonedMs
        : Number(pid) !== process.pid && hasEnded(Number(pid));
    if (isOver) rmSync(file, { force: true });
  }
}

function hasEnded(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}

const diskIsFull = 'the disk is full';
const reasons: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'it is on a read-only disk',
  ENOSPC: diskIsFull,
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'a file is in the way',
  ENOTDIR: 'a file is in the way',
  EISDIR: 'a folder is in the way',
  ELOOP: 'a symbolic link is in its place, and Fuelgauge does not follow it',
  ENOTREG: 'something that is not a file is in its place',
  EFOREIGN: 'it belongs to another user of this computer',
  ENOENT: 'a parent folder is missing',
  ENAMETOOLONG: 'its name is too long',
  EIO: 'the disk failed',
};

/** For SQLite's primary result codes. */
const sqliteReasons: Record<number, string> = {
  5: 'another program has locked it',
  8: 'it is read-only',
  10: 'the disk failed',
  11: 'it is damaged',
  13: diskIsFull,
  14: 'it cannot be opened',
  26: 'it is damaged',
};

/** Why the file system, or SQLite, refused, in a few words. */
export function ioReason(error: unknown): string {
  const result = sqliteCode(error);
  if (result !== null) return sqliteReasons[result & 0xff] ?? `SQLite error ${result}`;
  const code = codeOf(error);
  return reasons[code] ?? (code || 'an unexpected failure');
}

/** SQLite's extended result code; null if the error is not SQLite's. */
export const sqliteCode = (error: unknown): number | null =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : null;

/**
 * `what` is the role and path of the file, such as `The settings file /home/a/settings.json`. If its folder is given,
 * SQLite's vague “I/O error” and “unable to open” become the reason why nothing can be written there.
 */
export function notWritable(what: string, error: unknown, folder?: string): CommandError {
  const result = sqliteCode(error);
  const isVague = result !== null && [10, 14].includes(result & 0xff);
  const reason = ioReason((isVague && folder !== undefined ? whyNotWritable(folder) : null) ?? error);
  const advice = reason === diskIsFull ? ' Free some space, then try again.' : '';
  // What is in the way may be beside the file itself, such as at the place of its backup.
  const named = error instanceof NotAFileError && !what.includes(error.file) ? error.file : what;
  return { kind: 'not-writable', message: `${named} cannot be used: ${reason}.${advice}` };
}

/** The error of writing a page's worth of bytes into this folder; null: it works. */
function whyNotWritable(folder: string): unknown {
  try {
    checkWritable(folder, Buffer.alloc(4096));
    return null;
  } catch (error) {
    return error;
  }
}

/** Writes a file into the folder and removes it again. Throws file system errors. */
export function checkWritable(folder: string, content = Buffer.alloc(0)): void {
  const probe = join(folder, `.write-check-${process.pid}`);
  rmSync(probe, { force: true });
  const descriptor = openOwn(probe, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL);
  try {
    writeSync(descriptor, content);
  } finally {
    closeSync(descriptor);
    rmSync(probe, { force: true });
  }
}

/** An instant in a form that file names can have on every system. */
export const fileStamp = (now: number) => new Date(now).toISOString().replaceAll(':', '-');

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
