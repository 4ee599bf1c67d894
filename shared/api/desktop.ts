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
  showAbout: mutation(z.void(), done),
};
export type DesktopApi = ApiOf<typeof desktopCommands>;
