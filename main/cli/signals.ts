import type { EventEmitter } from 'node:events';
import { constants } from 'node:os';

/**
 * A signal may arrive twice: from the terminal and forwarded by npm, or once more from conf, whose when-exit 2 sends it to the
 * process again (November 2026).
 */
const sameSignalMs = 200;

/** Resolves at the first signal. Another one ends the process at once, with the exit code that shells give for it. */
export function untilStopped(
  signals: Pick<EventEmitter, 'on'> = process,
  exit: (code: number) => void = process.exit,
): Promise<void> {
  return new Promise((resolve) => {
    let isOver = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      signals.on(signal, () => {
        if (isOver) exit(128 + constants.signals[signal]);
        // Once no signal from before is left to be heard, however long the process was busy.
        setTimeout(() => setImmediate(() => (isOver = true)), sameSignalMs).unref();
        resolve();
      });
  });
}
