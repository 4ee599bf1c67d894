import { useEffect, useRef } from 'react';

export interface PopoverKeys {
  /** Moves to another row; `by` is 1 or -1. */
  move: (by: number) => void;
  moveTo: (end: 'first' | 'last') => void;
  /** Focuses the filter, so that the pressed key is typed there. */
  filter: () => void;
  /** Whether the filter has text; then every letter goes there. */
  isFiltered: () => boolean;
  openFirst: () => void;
  refresh: () => void;
  escape: () => void;
}

/** The keyboard of the popover: arrows, Home and End, Enter in the filter, R, Escape; any other letter filters. */
export function usePopoverKeys(keys: PopoverKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented)
        return;
      const run = commandOf(event, latest.current);
      if (run === null) return;
      if (run.consumes) event.preventDefault();
      run.command();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}

/** The command of a key. `consumes`: the key has no other effect. Null: not one of ours. */
function commandOf(
  { key, target, repeat }: KeyboardEvent,
  keys: PopoverKeys,
): { command: () => void; consumes: boolean } | null {
  const consuming = (command: () => void) => ({ command, consumes: true });
  const inFilter = target instanceof HTMLInputElement;
  if (key === 'ArrowDown') return consuming(() => keys.move(1));
  if (key === 'ArrowUp') return consuming(() => keys.move(-1));
  if (key === 'Escape') return consuming(keys.escape);
  if (inFilter) return key === 'Enter' ? consuming(keys.openFirst) : null;
  if (key === 'Home') return consuming(() => keys.moveTo('first'));
  if (key === 'End') return consuming(() => keys.moveTo('last'));
  if (key === '/') return consuming(keys.filter);
  if (key.toLowerCase() === 'r' && !keys.isFiltered()) return repeat ? null : consuming(keys.refresh);
  const isTyped = key.length === 1 && key !== ' ';
  return isTyped || (key === 'Backspace' && keys.isFiltered())
    ? { command: keys.filter, consumes: false }
    : null;
}
