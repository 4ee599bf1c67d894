import { globalShortcut } from 'electron';
import { isWayland } from './platform.ts';

/** Electron hears nothing of it if the desktop refuses: to the app, the shortcut is registered. */
export const shortcutNote = isWayland
  ? 'On Wayland, your desktop decides whether a program gets a shortcut. If it does nothing, allow it in the desktop’s settings for keyboard shortcuts.'
  : undefined;

/** Keeps one global shortcut. */
export function createShortcut(onPress: () => void) {
  let current: string | null = null;
  let isRecording = false;

  const register = (accelerator: string): boolean => {
    try {
      // While they are suspended, Electron registers none.
      globalShortcut.setSuspended(false);
      return globalShortcut.register(accelerator, onPress);
    } catch {
      // Electron throws if it is not an accelerator at all.
      return false;
    } finally {
      globalShortcut.setSuspended(isRecording);
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
    /** While a page records a new one, the present one does not act. */
    record(isOn: boolean): void {
      isRecording = isOn;
      globalShortcut.setSuspended(isOn);
    },
    release: () => globalShortcut.unregisterAll(),
  };
}
