import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { app } from 'electron';
import { appId } from '../../../shared/desktop/app-id.ts';
import { autostartEntry, autostartState, mendedEntry } from '../../../shared/desktop/autostart.ts';
import type { DesktopState } from '../../../shared/model/index.ts';
import { isPortable, ownProgram } from './installation.ts';
import { platform } from './platform.ts';

type LoginItem = DesktopState['loginItem'];

/** A checkout, or a portable app that unpacks itself at each start, has no fixed path to start at login. */
const isInstalled = () => app.isPackaged && !isPortable();

/** Windows finds the entry only by the same arguments. */
const args = ['--hidden'];

/** Whether the app starts at login, according to the system. Only an installed app can. */
export function readLoginItem(): LoginItem {
  if (!isInstalled()) return 'unsupported';
  if (platform === 'linux') return autostartState(readEntry(), ownProgram());
  const { openAtLogin, status, executableWillLaunchAtLogin } = app.getLoginItemSettings({ args });
  if (platform === 'darwin') return status === 'requires-approval' ? 'blocked' : openAtLogin ? 'on' : 'off';
  // The run key is there, but switched off in Windows' own settings.
  return openAtLogin && !executableWillLaunchAtLogin ? 'blocked' : openAtLogin ? 'on' : 'off';
}

/** Changes the setting and returns what the system made of it. Throws if the autostart folder cannot be written. */
export function setLoginItem(on: boolean): LoginItem {
  if (!isInstalled()) return 'unsupported';
  if (platform !== 'linux') app.setLoginItemSettings({ openAtLogin: on, args });
  else if (on) {
    mkdirSync(dirname(entryFile()), { recursive: true });
    writeFileSync(entryFile(), autostartEntry(ownProgram()));
  } else rmSync(entryFile(), { force: true });
  return readLoginItem();
}

/**
 * Lets an entry that another copy of the app wrote, or this one under another name, start this one: an AppImage is moved and
 * renamed by hand and by updates. `program`: what to start from now on.
 */
export function mendLoginItem(program = ownProgram()): void {
  if (platform !== 'linux' || !isInstalled()) return;
  const mended = mendedEntry(readEntry(), program);
  try {
    if (mended !== null) writeFileSync(entryFile(), mended);
  } catch {
    // Settings then say that it does not start at login.
  }
}

/** Whether macOS started the app at login. It passes no arguments on. Known once the app is ready. */
export const wasOpenedAtLogin = (): boolean =>
  platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;

const entryFile = () =>
  join(process.env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'autostart', `${appId}.desktop`);

function readEntry(): string | null {
  try {
    return readFileSync(entryFile(), 'utf8');
  } catch {
    return null;
  }
}
