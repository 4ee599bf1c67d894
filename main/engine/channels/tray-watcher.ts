import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { childEnvironment } from './processes.ts';

const run = promisify(execFile);

/** Whether the session bus has a StatusNotifierWatcher, which shows tray icons; null without `gdbus` or without a bus. */
export async function hasTrayWatcher(
  env: Readonly<Record<string, string | undefined>>,
): Promise<boolean | null> {
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
      env: childEnvironment(env),
    });
    return stdout.includes('true');
  } catch {
    return null;
  }
}
