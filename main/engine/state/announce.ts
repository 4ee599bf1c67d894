import { reasonOf } from '../log.ts';
import type { EngineParts } from '../parts.ts';
import type { Affected } from './affected.ts';
import { appState } from './app-state.ts';

/** Clears the cache of these accounts, polls and evaluates them when that is due now, and notifies the shells. */
export function announce(parts: EngineParts, affected: Affected): void {
  const { reader, ledgers, observations, poller, alerts, announcer } = parts;
  // A backup may have brought samples of long ago.
  if (affected === 'all') ledgers.forget();
  for (const id of affected === 'all' ? [undefined] : affected) {
    reader.forget(id);
    observations.changed(id);
    poller.wake(id);
    alerts.changed(id);
  }
  announcer.changed();
  noteWritten(parts, affected);
}

/** What is shown of these accounts changed, but nothing that a poll or an alert depends on. */
export function announceShown(parts: EngineParts, accounts: readonly string[]): void {
  for (const id of accounts) parts.observations.changed(id);
  parts.announcer.changed();
  noteWritten(parts, accounts);
}

/** On the command line: remembers what to tell the app that may be running, once the command ends. */
function noteWritten({ shell, session, settings }: EngineParts, affected: Affected): void {
  if (shell !== 'cli') return;
  const ids = affected === 'all' ? settings.get().accounts.map(({ id }) => id) : affected;
  session.written = new Set([...(session.written ?? []), ...ids]);
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
