import type { EngineParts } from '../parts.ts';
import type { Affected } from './affected.ts';
import { appState } from './app-state.ts';

/** What is kept in memory of these accounts is forgotten, their alerts are looked at again, and every shell is told. */
export function announce({ reader, alerts, announcer }: EngineParts, affected: Affected): void {
  for (const id of affected === 'all' ? [undefined] : affected) {
    reader.forget(id);
    alerts.changed(id);
  }
  announcer.changed();
}

/** Gives every listener the state. */
export function notifyListeners(parts: EngineParts): void {
  const { listeners } = parts.session;
  if (listeners.size === 0) return;
  const state = appState(parts);
  for (const listener of listeners) listener(state);
}
