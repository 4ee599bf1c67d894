import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import type { CommandError } from '../../../shared/model/index.ts';

/** Writes a file atomically, readable only by its owner. Throws file system errors. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const descriptor = openSync(temporary, 'w', 0o600);
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
  try {
    return readFileSync(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

const reasons: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'it is on a read-only disk',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'a file is in the way',
  ENOTDIR: 'a file is in the way',
  EISDIR: 'a folder is in the way',
  ENOENT: 'a parent folder is missing',
  ENAMETOOLONG: 'its name is too long',
};

/** For SQLite's primary result codes. */
const sqliteReasons: Record<number, string> = {
  5: 'another program has locked it',
  8: 'it is read-only',
  10: 'the disk failed',
  13: 'the disk is full',
  14: 'it cannot be opened',
};

/** Why the file system, or SQLite, refused, in a few words. */
export function ioReason(error: unknown): string {
  if (error instanceof Error && 'errcode' in error && typeof error.errcode === 'number')
    return sqliteReasons[error.errcode & 0xff] ?? `SQLite error ${error.errcode}`;
  const code = codeOf(error);
  return reasons[code] ?? (code || 'an unexpected failure');
}

/** `what` is the role and path of the file, such as `The settings file /home/a/settings.json`. */
export function notWritable(what: string, error: unknown): CommandError {
  return { kind: 'not-writable', message: `${what} cannot be used: ${ioReason(error)}.` };
}

/** An instant in a form that file names can have on every system. */
export const fileStamp = (now: number) => new Date(now).toISOString().replaceAll(':', '-');

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
