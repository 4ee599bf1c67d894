import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { minuteMs, secondMs } from '../../../shared/time/index.ts';
import { stampOf } from './files.ts';

/** One change is several events. */
const settleMs = 100;
/** For what the system does not tell of, as in some shared folders. */
const lookMs = minuteMs;
/** While the system tells of nothing: the file is missing, or there are too many watchers. */
const lookOftenMs = secondMs;

/**
 * Calls `onChange` when the file has been written, replaced or removed, by whatever process, until the returned function is
 * called. The system tells, so that nothing has to be done meanwhile. Does not keep the process alive.
 */
export function followFile(file: string, onChange: () => void): () => void {
  let seen = stampOf(file);
  let watcher: FSWatcher | null = null;
  let later: NodeJS.Timeout | undefined;
  let soon: NodeJS.Timeout | undefined;
  const leave = () => {
    watcher?.close();
    clearTimeout(later);
    clearTimeout(soon);
    soon = undefined;
  };
  const look = () => {
    leave();
    // Anew each time, because a file that was replaced is another one; and first, so that no change comes in between.
    watcher = watchOne(file, lookSoon);
    later = setTimeout(look, watcher === null ? lookOftenMs : lookMs).unref();
    const stamp = stampOf(file);
    if (stamp === seen) return;
    seen = stamp;
    onChange();
  };
  const lookSoon = () => {
    soon ??= setTimeout(look, settleMs).unref();
  };
  look();
  return leave;
}

/** Null: it is missing, or cannot be watched. */
function watchOne(file: string, changed: () => void): FSWatcher | null {
  // Of a single file, Windows does not tell that it was replaced. Of a folder, Linux tells each write to the history in it.
  const ofFolder = process.platform === 'win32' || process.platform === 'darwin';
  try {
    const watcher = ofFolder
      ? watch(dirname(file), { persistent: false }, (_, name) => {
          if (name === null || name === basename(file)) changed();
        })
      : watch(file, { persistent: false }, changed);
    watcher.on('error', changed);
    return watcher;
  } catch {
    return null;
  }
}
