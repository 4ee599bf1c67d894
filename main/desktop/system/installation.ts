import { realpathSync } from 'node:fs';
import { sep } from 'node:path';
import { app } from 'electron';
import { platform } from './platform.ts';

/** Whether this is the portable program for Windows, which unpacks itself to another folder at each start. */
export const isPortable = (): boolean => Boolean(process.env.PORTABLE_EXECUTABLE_DIR);

/** The AppImage that this program was started from; null: none. It is mounted in another folder at each start. */
export function appImage(): string | null {
  const { APPIMAGE, APPDIR } = process.env;
  // A program that another AppImage started inherits both.
  return APPIMAGE && APPDIR && process.execPath.startsWith(realPath(APPDIR) + sep) ? APPIMAGE : null;
}

/** Whether macOS runs the app where nothing can be written: from the disk image, or a copy made because it came from the web. */
export const isOnDiskImage = (): boolean =>
  platform === 'darwin' && /^\/Volumes\/|\/AppTranslocation\//.test(process.execPath);

function realPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

/** What starts this program again, from wherever. */
export const ownProgram = (): string => appImage() ?? app.getPath('exe');
