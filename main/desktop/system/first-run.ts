import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { platform } from './platform.ts';

/**
 * Offers to move the app to the Applications folder, once: from a disk image or from Downloads it can neither update itself
 * nor start at login. True if it moved; it then starts again from there, and must do nothing more here.
 */
export async function moveToApplications(): Promise<boolean> {
  if (platform !== 'darwin' || !app.isPackaged || app.isInApplicationsFolder()) return false;
  const asked = join(app.getPath('userData'), 'asked-to-move');
  if (existsSync(asked)) return false;
  mkdirSync(app.getPath('userData'), { recursive: true });
  writeFileSync(asked, '');
  app.focus({ steal: true });
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: 'Move Fuelgauge to the Applications folder?',
    detail: 'From here it can neither update itself nor start at login.',
    buttons: ['Move and restart', 'Not now'],
    defaultId: 0,
    cancelId: 1,
  });
  if (response !== 0) return false;
  try {
    return app.moveToApplicationsFolder();
  } catch (error) {
    dialog.showErrorBox('Fuelgauge could not be moved', error instanceof Error ? error.message : '');
    return false;
  }
}
