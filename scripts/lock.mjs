import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const file = join(import.meta.dirname, '..', 'out', 'prepare.lock');

/**
 * The id of the running process that holds the lock; null if none does.
 * @returns {number | null}
 */
function holder() {
  try {
    const id = Number(readFileSync(file, 'utf8'));
    process.kill(id, 0);
    return id;
  } catch {
    return null;
  }
}

/** Takes the lock. Returns false if another running process has it. */
function take() {
  mkdirSync(dirname(file), { recursive: true });
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return true;
    } catch {
      if (holder() !== null) return false;
      rmSync(file, { force: true });
    }
  }
  return false;
}

/**
 * Waits until no other installation or build is running in this checkout, then runs the work.
 * @template Value
 * @param {() => Value} work
 * @returns {Promise<Value>}
 */
export async function exclusively(work) {
  let hasNotified = false;
  while (!take()) {
    if (!hasNotified) process.stderr.write('Waiting for another installation or build in this checkout.\n');
    hasNotified = true;
    await sleep(200);
  }
  try {
    return work();
  } finally {
    rmSync(file, { force: true });
  }
}
