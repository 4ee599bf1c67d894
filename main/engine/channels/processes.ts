import { type ChildProcess, spawn } from 'node:child_process';
import { constants, promises } from 'node:fs';
import { delimiter, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** What programs need to run and to find the desktop. The rest may hold credentials, so it is not handed on. */
const handedOn =
  /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_\w+|TZ|TMPDIR|TEMP|TMP|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|DBUS_SESSION_BUS_ADDRESS|XDG_\w+|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|PATHEXT|USERNAME|USERPROFILE|HOMEDRIVE|HOMEPATH|APPDATA|LOCALAPPDATA|PROGRAMDATA|PROGRAMFILES|PROGRAMFILES\(X86\))$/i;

/** The environment for a program that is started for the person: no credential and no passphrase is in it. */
export const childEnvironment = (env: Environment): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value !== undefined && handedOn.test(name) ? [[name, value]] : [],
    ),
  );

/** The path of a program in the folders of PATH; null if it is in none. */
export async function findProgram(name: string, env: Environment): Promise<string | null> {
  for (const folder of (env.PATH ?? '').split(delimiter).filter((part) => part !== '')) {
    const path = join(folder, name);
    const isThere = await promises.access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return null;
}

/**
 * Ends a process that was started with `detached` on POSIX systems, with all that it started. What has made itself a
 * group of its own goes on.
 */
export function endTree({ pid }: ChildProcess, platform: NodeJS.Platform): void {
  if (pid === undefined) return;
  if (platform === 'win32') {
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on(
      'error',
      () => {},
    );
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
