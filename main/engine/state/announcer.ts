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
export function createAnnouncer({ clock, announce }: { clock: Clock; announce(): void }): Announcer {
  let announcedAt: number | null = null;
  let waiting = false;
  let ended = false;
  let cancel: () => void = () => {};

  const announceNow = () => {
    waiting = false;
    if (ended) return;
    announcedAt = clock.now();
    announce();
  };

  return {
    changed(): void {
      if (waiting) return;
      waiting = true;
      const since = announcedAt === null ? shortestPauseMs : clock.now() - announcedAt;
      // A clock that was set back must not silence the news.
      if (since >= shortestPauseMs || since < 0) queueMicrotask(announceNow);
      else cancel = clock.after(shortestPauseMs - since, announceNow);
    },
    end(): void {
      ended = true;
      cancel();
    },
  };
}
