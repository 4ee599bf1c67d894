import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import type { AppUpdater } from 'electron-updater';
import type { UpdateState } from '../../../shared/model/index.ts';
import type { Clock } from '../../engine/clock.ts';
import { platform } from './platform.ts';

const firstCheckMs = 60_000;
const checkEveryMs = 24 * 3_600_000;

/** Why this copy of the app does not update itself; null: it does. */
function whyOff(): string | null {
  if (!app.isPackaged) return 'This is a development build.';
  if (!existsSync(join(process.resourcesPath, 'app-update.yml'))) return 'This build has no update address.';
  if (process.env.PORTABLE_EXECUTABLE_DIR) return 'The portable app is updated by downloading the new one.';
  if (platform === 'linux' && !process.env.APPIMAGE)
    return 'Your package manager, or a new download, updates this installation.';
  return null;
}

/**
 * Looks for an update a minute after the start and then daily, downloads it in the background, and installs it when the
 * person asks for it or quits. `onChange` is told each new state.
 */
export function createUpdates({ clock, onChange }: { clock: Clock; onChange(state: UpdateState): void }) {
  const reason = whyOff();
  let state: UpdateState = reason === null ? { state: 'idle', checkedAt: null } : { state: 'off', reason };
  let cancel = () => {};
  const set = (next: UpdateState) => {
    state = next;
    onChange(next);
  };

  async function check(updater: AppUpdater): Promise<void> {
    if (state.state === 'checking' || state.state === 'downloading' || state.state === 'ready') return;
    try {
      await updater.checkForUpdates();
    } catch {
      // Told by the `error` event as well.
      set({ state: 'failed', message: 'The update could not be looked for. It is tried again tomorrow.' });
    }
  }

  function follow(updater: AppUpdater): void {
    mirrorEvents(updater, clock, set);
    const again = () => {
      void check(updater);
      cancel = clock.after(checkEveryMs, again);
    };
    cancel = clock.after(firstCheckMs, again);
  }
  // Loaded where it is used: it is large, CommonJS, and looks for Electron at once.
  const loaded =
    reason === null
      ? import('electron-updater').then(({ default: { autoUpdater } }) => {
          follow(autoUpdater);
          return autoUpdater;
        })
      : null;

  return {
    state: () => state,
    check: async (): Promise<void> => {
      if (loaded !== null) await check(await loaded);
    },
    /** True if it restarts now; false while nothing is ready. */
    async restart(): Promise<boolean> {
      if (state.state !== 'ready' || loaded === null) return false;
      (await loaded).quitAndInstall();
      return true;
    },
    stop: () => cancel(),
  };
}

/** Downloads and installs by itself, and tells each step as a state. */
function mirrorEvents(updater: AppUpdater, clock: Clock, set: (state: UpdateState) => void): void {
  updater.autoDownload = true;
  updater.autoInstallOnAppQuit = true;
  updater.logger = null;
  updater.on('checking-for-update', () => set({ state: 'checking' }));
  updater.on('update-not-available', () => set({ state: 'idle', checkedAt: clock.now() }));
  updater.on('update-available', () => set({ state: 'downloading', percent: 0 }));
  updater.on('download-progress', ({ percent }) =>
    set({ state: 'downloading', percent: Math.min(100, Math.max(0, Math.round(percent))) }),
  );
  updater.on('update-downloaded', ({ version }) => set({ state: 'ready', version }));
  updater.on('error', () =>
    set({ state: 'failed', message: 'The update could not be loaded. It is tried again tomorrow.' }),
  );
}
