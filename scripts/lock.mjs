import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const file = join(import.meta.dirname, '..', 'out', 'prepare.lock');

/**
 * The id of the live process that holds the lock, or null if nobody does.
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

/** Takes the lock; false when another has it. A lock whose owner has died does not count. */
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
 * Runs the work while no other installation or build runs in this checkout, waiting for its turn.
 * @template Value
 * @param {() => Value} work
 * @returns {Promise<Value>}
 */
export async function exclusively(work) {
  let told = false;
  while (!take()) {
    if (!told) process.stderr.write('Another fuelgauge is installing or building here; waiting for it.\n');
    told = true;
    await sleep(200);
  }
  try {
    return work();
  } finally {
    rmSync(file, { force: true });
  }
}
