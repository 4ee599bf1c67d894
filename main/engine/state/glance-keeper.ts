import type { AppState } from '../../../shared/model/index.ts';
import { secondMs } from '../../../shared/time/index.ts';
import type { Clock } from '../clock.ts';
import { type Log, reasonOf } from '../log.ts';
import { glanceSources, keepGlance, wasAsked } from '../store/glance.ts';
import type { Environment } from '../vault/credentials.ts';

/** One poll is several changes. */
const settleMs = 200;
const shortestPauseMs = secondMs;

export interface GlanceKeeper {
  /** The state may have changed, or the files that it is made of. */
  changed(): void;
  end(): void;
}

interface Options {
  home: string;
  environment: Environment;
  clock: Clock;
  log: Pick<Log, 'warn'>;
  state(): AppState;
  /** Whether some of the state is still being worked out. */
  isPartial(): boolean;
}

/**
 * Keeps the state in the data folder for bars, in a process that polls: so a bar that asks every second never has to open the
 * engine. As long as none asks, it looks at one file's time and does nothing.
 */
export function createGlanceKeeper(options: Options): GlanceKeeper {
  const { home, clock, log } = options;
  let waiting = false;
  let keptAt = Number.NEGATIVE_INFINITY;
  let ended = false;
  let cancel = () => {};
  const changed = () => {
    const now = clock.now();
    if (ended || waiting || !wasAsked(home, now)) return;
    waiting = true;
    const pause = Math.min(shortestPauseMs, Math.max(settleMs, keptAt + shortestPauseMs - now));
    cancel = clock.after(pause, () => {
      waiting = false;
      keptAt = clock.now();
      keep(options)
        .then((isBehind) => {
          if (isBehind) changed();
        })
        .catch((error: unknown) => log.warn('the state was not kept for bars', { reason: reasonOf(error) }));
    });
  };
  const end = () => {
    ended = true;
    cancel();
  };
  return { changed, end };
}

/** Returns whether something changed meanwhile, so that nobody knows whether this has it. */
async function keep({ home, environment, state, isPartial }: Options): Promise<boolean> {
  const { glanceTexts } = await import('./glance.ts');
  const sources = glanceSources(home, environment);
  const texts = glanceTexts(state(), { withBars: true });
  if (sources !== glanceSources(home, environment)) return true;
  // What this process noticed is not for others to tell.
  if (texts.notices.length === 0 && !isPartial() && sources !== null) keepGlance(home, sources, texts);
  return false;
}
