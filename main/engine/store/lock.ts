import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import PQueue from 'p-queue';
import { type CommandError, fail, type Result } from '../../../shared/model/index.ts';
import { claimDatabase, identityOf, notWritable, sqliteCode } from './files.ts';
import { remakeFolder } from './home.ts';

// An open SQLite transaction is a lock that every system releases by itself when the process dies.

const longestWaitMs = 30_000;
const retryMs = 20;
const queues = new Map<string, PQueue>();
const held = new Set<string>();

/** Proof that the caller runs under the folder's lock, for work that would take it. */
export interface HeldLock {
  readonly home: string;
}

/**
 * Runs `work` under the data folder's lock, which excludes other processes and other calls in this one. Fails with
 * `not-writable` if it does not get the lock within 30 s. Not reentrant: hand `lock` on to work that needs it too.
 */
export async function withLock<Value>(
  home: string,
  work: (lock: HeldLock) => Promise<Result<Value, CommandError>>,
): Promise<Result<Value, CommandError>> {
  let queue = queues.get(home);
  if (!queue) {
    queue = new PQueue({ concurrency: 1 });
    queues.set(home, queue);
  }
  return queue.add(async () => {
    remakeFolder(home);
    const deadline = performance.now() + longestWaitMs;
    let lock = tryLock(home, 0);
    while (lock === 'busy' && performance.now() < deadline) {
      await delay(retryMs);
      lock = tryLock(home, 0);
    }
    if (!(lock instanceof DatabaseSync)) return fail(lockError(home, lock));
    held.add(home);
    try {
      return await work({ home });
    } finally {
      held.delete(home);
      lock.close();
    }
  });
}

/** Like `withLock`, or runs the work at once if the caller is already under the lock. */
export const underLock = <Value>(
  home: string,
  lock: HeldLock | undefined,
  work: (lock: HeldLock) => Promise<Result<Value, CommandError>>,
): Promise<Result<Value, CommandError>> => (lock?.home === home ? work(lock) : withLock(home, work));

/**
 * Like `withLock`, for synchronous work. If this process already holds the lock, the work runs at once: other processes
 * are excluded, and the holder in this process cannot be in the middle of synchronous work.
 */
export function withLockSync<Value>(
  home: string,
  work: () => Result<Value, CommandError>,
): Result<Value, CommandError> {
  if (held.has(home)) return work();
  const lock = tryLock(home, longestWaitMs);
  if (!(lock instanceof DatabaseSync)) return fail(lockError(home, lock));
  try {
    return work();
  } finally {
    lock.close();
  }
}

/** The connection whose open transaction is the lock (closing it releases the lock), or why there is none. */
function tryLock(
  home: string,
  timeout: number,
  wasEmptied = false,
): DatabaseSync | 'busy' | { cause: unknown } {
  const file = join(home, 'lock.db');
  let connection: DatabaseSync | undefined;
  try {
    claimDatabase(file);
    const identity = identityOf(file);
    connection = new DatabaseSync(file, { timeout });
    connection.exec('BEGIN IMMEDIATE');
    if (identity === identityOf(file)) return connection;
    // A lock on a file that was deleted in between excludes nobody.
    connection.close();
    return 'busy';
  } catch (cause) {
    connection?.close();
    const code = (sqliteCode(cause) ?? 0) & 0xff;
    if (code === sqliteBusy) return 'busy';
    return !wasEmptied && notADatabase.includes(code) && emptied(file)
      ? tryLock(home, timeout, true)
      : { cause };
  }
}

const sqliteBusy = 5;
/** SQLITE_CORRUPT and SQLITE_NOTADB. */
const notADatabase = [11, 26];

/**
 * Nothing is ever written to the lock file, so its content can go. It is emptied in place: if it were replaced, a process
 * that has just locked it and one that comes later would hold two different locks.
 */
function emptied(file: string): boolean {
  try {
    truncateSync(file);
    return true;
  } catch {
    return false;
  }
}

function lockError(home: string, why: 'busy' | { cause: unknown }): CommandError {
  if (why !== 'busy') return notWritable(`The lock file ${join(home, 'lock.db')}`, why.cause, home);
  return {
    kind: 'not-writable',
    message: `Another Fuelgauge has been writing to ${home} for more than ${longestWaitMs / 1000} seconds. Try again, or close the other one.`,
  };
}
