import type { Clock } from '../clock.ts';

export interface Announcer {
  changed(): void;
  /** Nothing is told any more. */
  end(): void;
}

/** No screen needs more news than this; a poll of 500 accounts makes hundreds of changes in a second. */
const shortestPauseMs = 100;

/**
 * Tells of changes: after a quiet time once for all changes of the turn, then at most every 100 ms, and of the last change
 * always.
 */
export function createAnnouncer({ clock, tell }: { clock: Clock; tell(): void }): Announcer {
  let toldAt: number | null = null;
  let waiting = false;
  let ended = false;
  let cancel: () => void = () => {};

  const tellNow = () => {
    waiting = false;
    if (ended) return;
    toldAt = clock.now();
    tell();
  };

  return {
    changed(): void {
      if (waiting) return;
      waiting = true;
      const since = toldAt === null ? shortestPauseMs : clock.now() - toldAt;
      // A clock that was set back must not silence the news.
      if (since >= shortestPauseMs || since < 0) queueMicrotask(tellNow);
      else cancel = clock.after(shortestPauseMs - since, tellNow);
    },
    end(): void {
      ended = true;
      cancel();
    },
  };
}
