import { join } from 'node:path';
import {
  app,
  type BrowserWindowConstructorOptions,
  nativeImage,
  nativeTheme,
  type WebPreferences,
} from 'electron';
import { drawAppIcon } from '../../../shared/tray/app-icon.ts';
import { electronBitmap } from '../../../shared/tray/pictures.ts';
import { platform } from '../system/platform.ts';

/** For every window: a sandboxed page whose only access is the preload's bridge. */
export const webPreferences: WebPreferences = {
  preload: join(import.meta.dirname, '../preload/preload.cjs'),
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  spellcheck: false,
  devTools: !app.isPackaged,
};

/** The page's background colour, so that a window does not flash while it loads. */
export const groundColour = (): string => (nativeTheme.shouldUseDarkColors ? '#1d1f21' : '#fbfbfa');

const iconSize = 128;

/** Linux shows a window's own icon, unless an installed desktop entry has one; elsewhere it is the program's. */
export function windowIcon(): Pick<BrowserWindowConstructorOptions, 'icon'> {
  if (platform !== 'linux') return {};
  const bitmap = Buffer.from(electronBitmap(drawAppIcon(iconSize)));
  return { icon: nativeImage.createFromBitmap(bitmap, { width: iconSize, height: iconSize }) };
}
