import { join } from 'node:path';
import { app, nativeTheme, type WebPreferences } from 'electron';

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
