import { EventEmitter } from 'node:events';
import type { AutoUpdater } from 'electron';
import { app, noted } from './app.ts';
import { system } from './machine.ts';

type Used = 'checkForUpdates' | 'getFeedURL' | 'quitAndInstall' | 'setFeedURL';

/** Electron's own updater: Squirrel, on macOS. It closes the windows before it quits the app: `electron_api_auto_updater.cc`. */
class StandInUpdater extends EventEmitter implements Pick<AutoUpdater, Used> {
  #feed = '';

  setFeedURL({ url }: { url: string }): void {
    this.#feed = url;
  }
  getFeedURL = () => this.#feed;

  checkForUpdates(): void {
    // Squirrel.Mac checks the app's signature as it takes an update.
    if (system !== 'darwin' || process.env.STAND_IN_SIGNED === '1') return;
    const message = 'Could not get code signature for running application';
    this.emit('error', new Error(message), message);
  }

  /** With windows open it is told twice of the quit: before they close, and once more after the last. */
  quitAndInstall(): void {
    noted.ending.push('before-quit-for-update');
    this.emit('before-quit-for-update');
    // Squirrel asks the app to end, and starts the new version when it has.
    if (app.windows.size === 0) app.quit();
    else {
      app.afterLastWindow = () => this.quitAndInstall();
      for (const window of [...app.windows]) window.close();
    }
  }
}

export const autoUpdater = new StandInUpdater();
