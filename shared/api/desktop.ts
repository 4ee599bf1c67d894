import { z } from 'zod';
import { type ApiOf, done, mutation } from './contract.ts';

/** What only the desktop shell can do; each change shows in `AppState.desktop`. */
export const desktopCommands = {
  /** Reads back whether the system took it; the error says why not. */
  setLaunchAtLogin: mutation(z.object({ on: z.boolean() }), done),
  /** An Electron accelerator; null: none. A taken one is refused, and the one before it stays. */
  setShortcut: mutation(z.object({ accelerator: z.string().max(60).nullable() }), done),
  checkForUpdates: mutation(z.void(), done),
  /** Restarts into the update that was downloaded. */
  restartToUpdate: mutation(z.void(), done),
  showAbout: mutation(z.void(), done),
};
export type DesktopApi = ApiOf<typeof desktopCommands>;
