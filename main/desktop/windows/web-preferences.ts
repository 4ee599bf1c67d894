import { join } from 'node:path';
import { nativeTheme, type WebPreferences } from 'electron';

/** What every window of ours has: a sandboxed page that reaches nothing but the preload's bridge. */
export const webPreferences: WebPreferences = {
  preload: join(import.meta.dirname, '../preload/preload.cjs'),
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  spellcheck: false,
};

/** The page's own ground, so that a window does not flash while it loads. */
export const groundColour = (): string => (nativeTheme.shouldUseDarkColors ? '#1d1f21' : '#fbfbfa');
