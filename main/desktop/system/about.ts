import { app } from 'electron';
import { platform } from './platform.ts';

/** Shows what this is and its version. A menu bar app is not the active one on macOS: its panel would open behind others. */
export function showAbout(): void {
  if (platform === 'darwin') app.focus({ steal: true });
  app.showAboutPanel();
}
