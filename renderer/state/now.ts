import { useSyncExternalStore } from 'react';
import type { WritingContext } from '../../shared/format.ts';
import { systemZone } from '../../shared/time/zone.ts';
import { useStore } from './store.ts';

// One clock for every relative time on the page. It ticks only while it has listeners and the page is visible.
const step = 10_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

function startOrStop(): void {
  const wanted = listeners.size > 0 && !document.hidden;
  if (wanted && timer === undefined) {
    timer = setInterval(tick, step);
    tick();
  } else if (!wanted && timer !== undefined) {
    clearInterval(timer);
    timer = undefined;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) document.addEventListener('visibilitychange', startOrStop);
  startOrStop();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) document.removeEventListener('visibilitychange', startOrStop);
    startOrStop();
  };
}

/** Epoch milliseconds, updated every ten seconds; in the demo, whose clock runs fast, with every change of the state. */
export function useNow(): number {
  const here = useSyncExternalStore(subscribe, () => now);
  const demo = useStore(({ state }) => (state?.mode === 'demo' ? state.at : null));
  return demo ?? here;
}

/** Now and here: the clock above, this computer's time zone, and whether amounts are hidden. */
export function useWritingContext(): WritingContext {
  const mask = useStore((store) => store.state?.preferences.maskAmounts ?? false);
  return { now: useNow(), zone: systemZone(), mask };
}
