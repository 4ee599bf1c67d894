import type { Clock } from '../clock.ts';

export interface Announcer {
  changed(): void;
  /** Stops announcing. */
  end(): void;
}

/** Screens need no faster updates, and polling 500 accounts makes hundreds of changes a second. */
const shortestPauseMs = 100;

/**
 * Announces changes: after a quiet time at the end of the turn, then at most every 100 ms. The last change is never lost.
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
      // A clock that was set back must not stop the announcements.
      if (since >= shortestPauseMs || since < 0) queueMicrotask(announceNow);
      else cancel = clock.after(shortestPauseMs - since, announceNow);
    },
    end(): void {
      ended = true;
      cancel();
    },
  };
}
