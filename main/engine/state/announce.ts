import { reasonOf } from '../log.ts';
import type { EngineParts } from '../parts.ts';
import type { Affected } from './affected.ts';
import { appState } from './app-state.ts';

/** Clears the cache of these accounts, polls and evaluates them when that is due now, and notifies the shells. */
export function announce(
  { reader, ledgers, observations, poller, alerts, announcer }: EngineParts,
  affected: Affected,
): void {
  // A backup may have brought samples of long ago.
  if (affected === 'all') ledgers.forget();
  for (const id of affected === 'all' ? [undefined] : affected) {
    reader.forget(id);
    observations.changed(id);
    poller.wake(id);
    alerts.changed(id);
  }
  announcer.changed();
}

/** Passes the state to every listener. */
export function notifyListeners(parts: EngineParts): void {
  const { listeners } = parts.session;
  if (listeners.size === 0) return;
  const state = appState(parts);
  for (const listener of listeners)
    try {
      listener(state);
    } catch (error) {
      parts.log.error('a shell could not show a change', { reason: reasonOf(error) });
    }
}
