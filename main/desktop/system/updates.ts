import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import type { AppUpdater } from 'electron-updater';
import type { UpdateState } from '../../../shared/model/index.ts';
import type { Clock } from '../../engine/clock.ts';
import { homepage } from './homepage.ts';
import { appImage, isOnDiskImage, isPortable } from './installation.ts';
import { mendLoginItem } from './login-item.ts';
import { platform } from './platform.ts';

const firstCheckMs = 60_000;
const checkEveryMs = 24 * 3_600_000;

/** Why this copy of the app cannot update itself; null: it can. An update that cannot be installed is never downloaded. */
function whyOff(): string | null {
  if (!app.isPackaged) return 'This is a development build.';
  if (isPortable()) return 'To update the portable app, download the new version.';
  if (platform === 'linux' && appImage() === null)
    return 'Update this installation with your package manager or a new download.';
  // Only a signed build has one on macOS, because macOS updates no other: docs/releasing.md.
  if (!existsSync(join(process.resourcesPath, 'app-update.yml')))
    return platform === 'darwin'
      ? 'This build is not signed, and macOS updates only signed apps. Download the new version.'
      : 'This build has no update address.';
  if (isOnDiskImage()) return 'Move Fuelgauge to your Applications folder, so that it can update itself.';
  return null;
}

function off(reason: string): UpdateState {
  const download = homepage();
  return { state: 'off', reason, ...(download !== null && { download }) };
}

/**
 * Checks for an update a minute after the start and then daily, downloads it in the background, and installs it when the
 * user asks for it or quits. `onChange` receives each new state.
 */
export function createUpdates({ clock, onChange }: { clock: Clock; onChange(state: UpdateState): void }) {
  const reason = whyOff();
  let state: UpdateState = reason === null ? { state: 'idle', checkedAt: null } : off(reason);
  let cancel = () => {};
  const set = (next: UpdateState) => {
    state = next;
    onChange(next);
  };

  function failed(): void {
    // Some failures are told more than once.
    if (state.state === 'failed') return;
    const message =
      state.state === 'ready'
        ? 'Could not install the update. Download the new version instead.'
        : 'Could not download the update. Fuelgauge tries again tomorrow.';
    set({ state: 'failed', message });
  }

  async function check(updater: AppUpdater): Promise<void> {
    if (state.state === 'checking' || state.state === 'downloading' || state.state === 'ready') return;
    try {
      const found = await updater.checkForUpdates();
      // Its failure comes with the `error` event.
      found?.downloadPromise?.catch(() => {});
    } catch {
      // The `error` event reports this too.
      set({ state: 'failed', message: 'Could not check for updates. Fuelgauge tries again tomorrow.' });
    }
  }

  function follow(updater: AppUpdater): void {
    mirrorEvents(updater, clock, { set, failed });
    updater.on('appimage-filename-updated', mendLoginItem);
    const again = () => {
      void check(updater);
      cancel = clock.after(checkEveryMs, again);
    };
    cancel = clock.after(firstCheckMs, again);
  }
  // Loaded only if it is used: it is large, CommonJS, and needs Electron as soon as it is loaded.
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
      // Silently, else Windows would open the installer's pages, and with a start afterwards. macOS does so anyway.
      (await loaded).quitAndInstall(true, true);
      return true;
    },
    stop: () => cancel(),
  };
}

/** Makes the updater download and install on its own, and maps its events to states. */
function mirrorEvents(
  updater: AppUpdater,
  clock: Clock,
  { set, failed }: { set(state: UpdateState): void; failed(): void },
): void {
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
  updater.on('error', failed);
}
