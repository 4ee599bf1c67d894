import type { GlobalShortcut } from 'electron';

/** What happens at each registered shortcut. */
export const shortcuts = new Map<string, () => void>();
let isSuspended = false;

/**
 * On Wayland the desktop's portal decides, and Electron does not hear of it: electron.d.ts, `app.setDesktopName`. Here it
 * refuses.
 */
const portalRefuses = process.env.XDG_SESSION_TYPE === 'wayland';

type Used = 'register' | 'unregister' | 'unregisterAll' | 'isSuspended' | 'setSuspended';

export const globalShortcut: Pick<GlobalShortcut, Used> = {
  register(accelerator, callback) {
    // One that another program has.
    if (isSuspended || accelerator === 'CommandOrControl+Alt+Delete') return false;
    if (!portalRefuses) shortcuts.set(accelerator, callback);
    return true;
  },
  unregister: (accelerator) => void shortcuts.delete(accelerator),
  unregisterAll: () => shortcuts.clear(),
  isSuspended: () => isSuspended,
  setSuspended(suspended) {
    isSuspended = suspended;
  },
};

/** False if no press reaches the app. */
export function pressShortcut(accelerator: string): boolean {
  const pressed = isSuspended ? undefined : shortcuts.get(accelerator);
  pressed?.();
  return pressed !== undefined;
}
