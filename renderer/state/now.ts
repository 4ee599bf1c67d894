import { useCallback, useSyncExternalStore } from 'react';
import type { WritingContext } from '../../shared/format.ts';
import { dayMs, hourMs, minuteMs, stepAfter } from '../../shared/time/durations.ts';
import { systemZone } from '../../shared/time/zone.ts';
import { useStore } from './store.ts';

// One clock for every relative time on the page. While it has listeners and the page is visible, it waits for the next
// moment at which a word changes: that of an age, which is known, or else the next minute.
const listeners = new Map<() => void, number | undefined>();
let now = Date.now();
let timer: ReturnType<typeof setTimeout> | undefined;
let due = Number.POSITIVE_INFINITY;

/** Ages that change soon after each other change together. */
const shortestWaitMs = 10_000;

/** When the words for the age of an instant change next. */
function changeAfter(at: number, moment: number): number {
  const age = moment - at;
  return stepAfter(at, age < hourMs ? minuteMs : age < dayMs ? hourMs : dayMs, moment);
}

function wait(): void {
  clearTimeout(timer);
  timer = undefined;
  if (listeners.size === 0 || document.hidden) return;
  const moment = Date.now();
  const changes = [...listeners.values()].flatMap((at) => (at === undefined ? [] : changeAfter(at, moment)));
  due = Math.max(moment + shortestWaitMs, Math.min(stepAfter(0, minuteMs, moment), ...changes));
  timer = setTimeout(tick, due - moment);
}

function tick(): void {
  now = Date.now();
  wait();
  for (const listener of listeners.keys()) listener();
}

function startOrStop(): void {
  if (document.hidden) wait();
  else tick();
}

function subscribe(listener: () => void, at: number | undefined): () => void {
  listeners.set(listener, at);
  if (listeners.size === 1) document.addEventListener('visibilitychange', startOrStop);
  if (timer === undefined) startOrStop();
  else if (at !== undefined && changeAfter(at, Date.now()) < due) wait();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    document.removeEventListener('visibilitychange', startOrStop);
    wait();
  };
}

/**
 * Epoch milliseconds, updated with each minute, and when the age of `at` is told in other words; in the demo, whose clock
 * runs fast, with every change of the state.
 */
export function useNow(at?: number): number {
  const here = useSyncExternalStore(
    useCallback((listener: () => void) => subscribe(listener, at), [at]),
    () => now,
  );
  const demo = useStore(({ state }) => (state?.mode === 'demo' ? state.at : null));
  return demo ?? here;
}

/** Now and here: the clock above, this computer's time zone, and whether amounts are hidden. */
export function useWritingContext(): WritingContext {
  const mask = useStore((store) => store.state?.preferences.maskAmounts ?? false);
  return { now: useNow(), zone: systemZone(), mask };
}
