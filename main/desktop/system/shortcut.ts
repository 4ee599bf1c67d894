import { globalShortcut } from 'electron';

/** Keeps one global shortcut. */
export function createShortcut(onPress: () => void) {
  let current: string | null = null;

  const register = (accelerator: string): boolean => {
    try {
      return globalShortcut.register(accelerator, onPress);
    } catch {
      // Electron throws if it is not an accelerator at all.
      return false;
    }
  };

  return {
    /** Sets the shortcut; null: none. Returns why it could not be set, in which case the old one stays. */
    set(accelerator: string | null): string | null {
      if (accelerator === current) return null;
      // Registered before the old one is released, so that the old one stays if this fails.
      if (accelerator !== null && !register(accelerator))
        return `The shortcut ${accelerator} cannot be used: another program has it, or it is not valid. Choose another one.`;
      if (current !== null) globalShortcut.unregister(current);
      current = accelerator;
      return null;
    },
    release: () => globalShortcut.unregisterAll(),
  };
}
