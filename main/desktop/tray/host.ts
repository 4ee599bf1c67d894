import { setTimeout } from 'node:timers/promises';
import { type Rectangle, screen } from 'electron';
import { menuBarHelp, trayHelp } from '../../../shared/desktop/tray-help.ts';
import { hasTrayWatcher } from '../../engine/channels/tray-watcher.ts';
import { isWayland, platform } from '../system/platform.ts';

/** macOS decides where an icon goes only after it was made. */
const placedAfterMs = 1000;

/** How to get a tray, as a sentence; null if there is one, or if we cannot tell. `icon`: where it is, if the system says. */
export async function findTrayHelp(icon: () => Rectangle | null): Promise<string | null> {
  if (platform === 'win32') return null;
  if (platform === 'darwin') {
    await setTimeout(placedAfterMs);
    const bounds = icon();
    const primary = screen.getPrimaryDisplay();
    const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
    return bounds && menuBarHelp(bounds, [primary, ...others]);
  }
  return trayHelp({
    watcher: await hasTrayWatcher(process.env),
    wayland: isWayland,
    desktop: process.env.XDG_CURRENT_DESKTOP ?? '',
  });
}
