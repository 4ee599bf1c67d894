import {
  type FSWatcher,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

// Chromium's process singleton: one process for each profile folder holds it until its end. A later one hands over its
// arguments through a file in that folder.

const startSchema = z.object({ argv: z.array(z.string()), cwd: z.string() });
export type LaterStart = z.infer<typeof startSchema>;

export interface Held {
  release(): void;
}

/** Null if another process holds the folder; it has then been told of this start. */
export function hold(folder: string, onLaterStart: (start: LaterStart) => void): Held | null {
  const lock = join(folder, 'SingletonLock');
  const letters = join(folder, 'SingletonStarts');
  mkdirSync(letters, { recursive: true });
  if (!take(lock)) {
    tell(letters);
    return null;
  }
  let watcher: FSWatcher | null = watch(letters, () => read(letters, onLaterStart));
  // The app decides how long it lives, not this.
  watcher.unref();
  const release = () => {
    if (watcher === null) return;
    watcher.close();
    watcher = null;
    rmSync(lock, { force: true });
  };
  process.on('exit', release);
  return { release };
}

/** Takes the lock, also one that a killed process left behind. */
function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (isAlive(Number(readFileSync(lock, 'utf8')))) return false;
    rmSync(lock, { force: true });
    return take(lock);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function tell(letters: string): void {
  const draft = join(letters, `.${process.pid}`);
  writeFileSync(draft, JSON.stringify({ argv: process.argv, cwd: process.cwd() }));
  renameSync(draft, join(letters, `${process.pid}.json`));
}

function read(letters: string, onLaterStart: (start: LaterStart) => void): void {
  for (const name of readdirSync(letters).filter((file) => file.endsWith('.json'))) {
    const file = join(letters, name);
    const start = startSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    rmSync(file);
    onLaterStart(start);
  }
}
