import { execFile } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Rectangle, screen } from 'electron';
import { menuBarHelp, trayHelp } from '../../../shared/desktop/tray-help.ts';
import { childEnvironment } from '../../engine/channels/processes.ts';
import { isWayland, platform } from '../system/platform.ts';

const run = promisify(execFile);

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
    watcher: await hasWatcher(),
    wayland: isWayland,
    desktop: process.env.XDG_CURRENT_DESKTOP ?? '',
  });
}

/** Whether the session bus has a StatusNotifierWatcher; null without `gdbus` or without a bus. */
async function hasWatcher(): Promise<boolean | null> {
  const call = [
    'call',
    '--session',
    '--dest',
    'org.freedesktop.DBus',
    '--object-path',
    '/org/freedesktop/DBus',
  ];
  const method = ['--method', 'org.freedesktop.DBus.NameHasOwner', 'org.kde.StatusNotifierWatcher'];
  try {
    const { stdout } = await run('gdbus', [...call, ...method], {
      timeout: 3000,
      // An AppImage sets paths of libraries that only its own program may use.
      env: childEnvironment(process.env),
    });
    return stdout.includes('true');
  } catch {
    return null;
  }
}
