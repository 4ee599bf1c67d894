import { homedir } from 'node:os';
import { join } from 'node:path';

// The computer that the app believes to be on. hooks.ts has set `process.platform`, and for a packaged app
// `process.resourcesPath` and `process.execPath`, before anything of the app was loaded. What comes from Node itself stays
// that of this computer: paths are written with `/`, and its files are case-sensitive.

type System = 'linux' | 'darwin' | 'win32';

export const system: System =
  process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';

const home = homedir();

function appData(): string {
  if (system === 'darwin') return join(home, 'Library', 'Application Support');
  if (system === 'win32') return process.env.APPDATA || join(home, 'AppData', 'Roaming');
  return process.env.XDG_CONFIG_HOME || join(home, '.config');
}

/** Electron's folders before the app moves any, as documented for `app.getPath`. */
export function usualPaths(appName: string): Map<string, string> {
  const userData = join(appData(), appName);
  return new Map([
    ['home', home],
    ['appData', appData()],
    ['userData', userData],
    ['temp', join(home, 'tmp')],
    ['exe', process.execPath],
    ['module', process.execPath],
    ['desktop', join(home, 'Desktop')],
    ['documents', join(home, 'Documents')],
    ['downloads', join(home, 'Downloads')],
    ...(system === 'darwin' ? [['logs', join(home, 'Library', 'Logs', appName)] as const] : []),
  ]);
}
