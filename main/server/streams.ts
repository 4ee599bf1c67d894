import { secondMs } from '../../shared/time/index.ts';
import type { Sessions } from './sessions.ts';

const lookEveryMs = 5 * secondMs;

/** The open streams, so that a browser that is signed out loses its streams too. */
export interface Streams {
  follow(sessions: Sessions): void;
  /** Aborted once the session is signed out. `closed` is aborted when the page leaves it. */
  signalOf(session: string, closed: AbortSignal): AbortSignal;
  end(): void;
}

export function createStreams(): Streams {
  const open = new Map<AbortController, string>();
  let sessions: Sessions | null = null;
  let timer: NodeJS.Timeout | undefined;
  const settle = () => {
    clearInterval(timer);
    timer = open.size > 0 ? setInterval(look, lookEveryMs).unref() : undefined;
  };
  const look = () => {
    for (const [controller, session] of open)
      if (sessions?.has(session) !== true) {
        open.delete(controller);
        controller.abort();
      }
    if (open.size === 0) settle();
  };
  return {
    follow(given) {
      sessions = given;
    },
    signalOf(session, closed) {
      const controller = new AbortController();
      open.set(controller, session);
      if (open.size === 1) settle();
      closed.addEventListener('abort', () => {
        open.delete(controller);
        if (open.size === 0) settle();
      });
      return controller.signal;
    },
    end() {
      open.clear();
      settle();
    },
  };
}
