import { randomUUID } from 'node:crypto';

// Who holds an office or a delivery, written so that another process can tell whether it is still there.

const alive = new Set<string>();

/** A name for a part of this process, until it is given back. */
export function takeName(): { name: string; release(): void } {
  const name = `${process.pid}:${randomUUID()}`;
  alive.add(name);
  return { name, release: () => alive.delete(name) };
}

/** Whether whoever had this name has surely ended. A process that merely hangs has not. */
export function isGone(name: string): boolean {
  if (alive.has(name)) return false;
  const pid = Number.parseInt(name, 10);
  // Ours, but not among the living: an earlier process had our number, as in a container that started anew.
  if (!Number.isInteger(pid) || pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
