import { EventEmitter } from 'node:events';
import type { AutoUpdater, FeedURLOptions } from 'electron';
import { z } from 'zod';
import { app, noted } from './app.ts';
import { system } from './machine.ts';

type Used = 'checkForUpdates' | 'getFeedURL' | 'quitAndInstall' | 'setFeedURL';

const feedSchema = z.object({ url: z.string() });

/** Electron's own updater: Squirrel, on macOS. It closes the windows before it quits the app: `electron_api_auto_updater.cc`. */
class StandInUpdater extends EventEmitter implements Pick<AutoUpdater, Used> {
  #feed: FeedURLOptions = { url: '' };
  #isReady = false;

  setFeedURL(feed: FeedURLOptions): void {
    this.#feed = feed;
  }
  getFeedURL = () => this.#feed.url;

  checkForUpdates(): void {
    if (system === 'darwin') this.#fetch().catch((error: Error) => this.emit('error', error, error.message));
  }

  async #fetch(): Promise<void> {
    // It compares the app's signature with the update's.
    if (process.env.STAND_IN_SIGNED !== '1')
      throw new Error('Could not get code signature for running application');
    const { url, headers = {} } = this.#feed;
    const answer = await fetch(url, { headers });
    const update = await fetch(feedSchema.parse(await answer.json()).url, { headers });
    await update.arrayBuffer();
    this.deliver();
  }

  /** The update is there. */
  deliver(): void {
    this.#isReady = true;
    this.emit('update-downloaded', {}, '', '', new Date(0), this.#feed.url);
  }

  /** With windows open it is told twice of the quit: before they close, and once more after the last. */
  quitAndInstall(): void {
    noted.ending.push('before-quit-for-update');
    this.emit('before-quit-for-update');
    if (app.windows.size > 0) {
      app.afterLastWindow = () => this.quitAndInstall();
      for (const window of [...app.windows]) window.close();
    } else if (this.#isReady) {
      // Squirrel asks the app to end, and starts the new version when it has.
      app.quit();
    } else {
      const message = "No update available, can't quit and install";
      this.emit('error', new Error(message), message);
    }
  }
}

export const autoUpdater = new StandInUpdater();
