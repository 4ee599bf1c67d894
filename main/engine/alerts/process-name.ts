import { randomUUID } from 'node:crypto';

// Names for the holders of leases and deliveries. Another process can tell from a name whether its holder still runs.

const alive = new Set<string>();

/** A name for a part of this process, valid until it is released. */
export function takeName(): { name: string; release(): void } {
  const name = `${process.pid}:${randomUUID()}`;
  alive.add(name);
  return { name, release: () => alive.delete(name) };
}

/** Whether the holder of this name has certainly ended. A process that merely hangs has not. */
export function isGone(name: string): boolean {
  if (alive.has(name)) return false;
  const pid = Number.parseInt(name, 10);
  // Our own process id, but not one of our names: an earlier process had the same id, as in a restarted container.
  if (!Number.isInteger(pid) || pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
