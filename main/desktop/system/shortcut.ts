import { globalShortcut } from 'electron';

/** Keeps one global shortcut. */
export function createShortcut(onPress: () => void) {
  let current: string | null = null;

  const register = (accelerator: string): boolean => {
    try {
      return globalShortcut.register(accelerator, onPress);
    } catch {
      // What is no accelerator at all is not refused but thrown.
      return false;
    }
  };

  return {
    /** Null: none. Returns why it could not be taken; the one before it then stays. */
    set(accelerator: string | null): string | null {
      if (accelerator === current) return null;
      // Taken before the old one is let go, so that a refusal leaves what works.
      if (accelerator !== null && !register(accelerator))
        return `The shortcut ${accelerator} cannot be used: another program has it, or it is not a shortcut. Choose another one.`;
      if (current !== null) globalShortcut.unregister(current);
      current = accelerator;
      return null;
    },
    release: () => globalShortcut.unregisterAll(),
  };
}
