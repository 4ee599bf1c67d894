import { app, autoUpdater } from 'electron';

/** How long Electron may take to close the windows after that: a page that hangs never closes. */
const closingMs = 800;

export interface Ending {
  /** Must resolve soon, whatever hangs. */
  finish(): Promise<void>;
  /** Closes the data folder before it returns. */
  finishAtOnce(): void;
}

/**
 * Delays quitting until `finish` has run, once, however often Quit is chosen.
 *
 * A quit for an update cannot wait: macOS would not start the app again after one that was prevented, and the AppImage's
 * updater has started the new version already, which would find the single-instance lock taken and end (electron-updater
 * 6.8, `BaseUpdater` and `AppImageUpdater`; read November 2026).
 */
export function followQuit({ finish, finishAtOnce }: Ending): void {
  let state: 'running' | 'finishing' | 'finished' = 'running';
  let isForUpdate = false;

  autoUpdater.on('before-quit-for-update', () => {
    isForUpdate = true;
    app.releaseSingleInstanceLock();
  });
  autoUpdater.on('error', () => {
    // Squirrel could not hand over to the new version, so that this one goes on.
    if (isForUpdate && state === 'running') isForUpdate = !app.requestSingleInstanceLock();
  });
  app.on('before-quit', (event) => {
    if (state === 'finished') return;
    if (isForUpdate) {
      state = 'finished';
      finishAtOnce();
      return;
    }
    event.preventDefault();
    if (state === 'finishing') return;
    state = 'finishing';
    void finish().finally(() => {
      state = 'finished';
      setTimeout(() => app.exit(), closingMs);
      app.quit();
    });
  });
}
