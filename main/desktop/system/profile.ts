import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { dataFolder, prepareHome } from '../../engine/store/home.ts';

/**
 * Gives Chromium a folder of its own in the data folder. Electron's usual one is the data folder itself on macOS, and the
 * same for all data folders, which would then share the lock of the single instance. On Windows the key of the credential
 * file is in there, so it moves with it. Must be called before the lock is asked for, and before the app is ready.
 */
export function placeProfile(): void {
  const home = prepareHome(dataFolder(process.env));
  // The engine refuses to start there, and says why.
  if (!home.ok) return;
  const profile = join(home.value, 'Chromium');
  try {
    mkdirSync(profile, { recursive: true, mode: 0o700 });
    app.setPath('userData', profile);
  } catch {
    // Electron's usual folder will do.
  }
}
