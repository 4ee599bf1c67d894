import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import PQueue from 'p-queue';
import { type CommandError, fail, type Result } from '../../../shared/model/index.ts';

// An open SQLite transaction is a lock that every system releases by itself when the process dies.

const longestWaitMs = 10_000;
const retryMs = 20;
const queues = new Map<string, PQueue>();
const held = new Set<string>();

/**
 * Runs `work` under the data folder's lock, which excludes other processes and other calls in this one. Fails with
 * `not-writable` if it does not get the lock within 10 s. Not reentrant.
 */
export async function withLock<Value>(
  home: string,
  work: () => Promise<Result<Value, CommandError>>,
): Promise<Result<Value, CommandError>> {
  let queue = queues.get(home);
  if (!queue) {
    queue = new PQueue({ concurrency: 1 });
    queues.set(home, queue);
  }
  return queue.add(async () => {
    const deadline = performance.now() + longestWaitMs;
    let lock = tryLock(home, 0);
    while (lock === 'busy' && performance.now() < deadline) {
      await delay(retryMs);
      lock = tryLock(home, 0);
    }
    if (!(lock instanceof DatabaseSync)) return fail(lockError(home, lock));
    held.add(home);
    try {
      return await work();
    } finally {
      held.delete(home);
      lock.close();
    }
  });
}

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

/** The connection whose open transaction is the lock; closing it releases the lock. */
function tryLock(home: string, timeout: number): DatabaseSync | 'busy' | 'unusable' {
  let connection: DatabaseSync | undefined;
  try {
    connection = new DatabaseSync(join(home, 'lock.db'), { timeout });
    connection.exec('BEGIN IMMEDIATE');
    return connection;
  } catch (error) {
    connection?.close();
    return isBusy(error) ? 'busy' : 'unusable';
  }
}

const sqliteBusy = 5;
const isBusy = (error: unknown) =>
  error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy;

function lockError(home: string, why: 'busy' | 'unusable'): CommandError {
  return {
    kind: 'not-writable',
    message:
      why === 'busy'
        ? `Another Fuelgauge has been writing to ${home} for more than 10 seconds. Try again, or close the other one.`
        : `The lock file ${join(home, 'lock.db')} cannot be used. Check the folder’s permissions, or delete the file.`,
  };
}
