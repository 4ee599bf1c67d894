import { z } from 'zod';
import { type ApiOf, done, mutation } from './contract.ts';

/** What only the desktop app can do; each change shows in `AppState.desktop`. */
export const desktopCommands = {
  /** Checks that the system accepted it; the error says why not. */
  setLaunchAtLogin: mutation(z.object({ on: z.boolean() }), done),
  /** An Electron accelerator; null: none. One that is taken is refused, and the old one stays. */
  setShortcut: mutation(z.object({ accelerator: z.string().max(60).nullable() }), done),
  checkForUpdates: mutation(z.void(), done),
  /** Restarts into the downloaded update. */
  restartToUpdate: mutation(z.void(), done),
  /**
   * Copies one field of a stored credential, after the system's own confirmation, and clears the clipboard after 30 seconds. The
   * answer does not have it.
   */
  copyCredential: mutation(z.object({ account: z.string().min(1), field: z.string() }), done),
  showAbout: mutation(z.void(), done),
};
export type DesktopApi = ApiOf<typeof desktopCommands>;
