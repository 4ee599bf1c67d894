import type { Clock } from '../clock.ts';
import { type Log, reasonOf } from '../log.ts';

export interface Announcer {
  changed(): void;
  /** Stops announcing. */
  end(): void;
}

/** Screens need no faster updates, and polling 500 accounts makes hundreds of changes a second. */
const shortestPauseMs = 100;

/** An announcement may take up at most a fifth of the time. */
const pausePerWork = 4;

/**
 * Announces changes: after a quiet time at the end of the turn, then after a pause of at least 100 ms that grows with the time
 * that announcing takes. The last change is never lost. A fault is logged, and the next announcement goes on.
 */
export function createAnnouncer({
  clock,
  log,
  announce,
}: {
  clock: Clock;
  log: Pick<Log, 'error'>;
  announce(): void;
}): Announcer {
  let quietUntil: { from: number; until: number } | null = null;
  let waiting = false;
  let ended = false;
  let cancel: () => void = () => {};

  const announceNow = () => {
    waiting = false;
    if (ended) return;
    const began = clock.now();
    try {
      announce();
    } catch (error) {
      log.error('a change could not be announced', { reason: reasonOf(error) });
    }
    const from = clock.now();
    quietUntil = { from, until: from + Math.max(shortestPauseMs, pausePerWork * (from - began)) };
  };

  return {
    changed(): void {
      if (waiting) return;
      waiting = true;
      const now = clock.now();
      // A clock that was set back must not stop the announcements.
      if (quietUntil === null || now >= quietUntil.until || now < quietUntil.from)
        queueMicrotask(announceNow);
      else cancel = clock.after(quietUntil.until - now, announceNow);
    },
    end(): void {
      ended = true;
      cancel();
    },
  };
}
