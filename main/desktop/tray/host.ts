import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { trayHelp } from '../../../shared/desktop/tray-help.ts';
import { childEnvironment } from '../../engine/channels/processes.ts';
import { isWayland, platform } from '../system/platform.ts';

const run = promisify(execFile);

/** How to get a tray, as a sentence; null if there is one, or if we cannot tell. */
export async function findTrayHelp(): Promise<string | null> {
  if (platform !== 'linux') return null;
  return trayHelp({
    platform,
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
