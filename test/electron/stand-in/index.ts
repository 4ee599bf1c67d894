// Stands in for the `electron` module where its runtime cannot be had. Every part implements a `Pick` of Electron's own
// declarations, so that a name or an argument that Electron does not have fails to compile. Windows are pages of a real
// Chromium; what the system would do is done by the tests, over `control.ts`.
import { app } from './app.ts';
import { autoUpdater } from './auto-updater.ts';
import { BrowserWindow } from './browser-window.ts';
import { serveControl } from './control.ts';
import { globalShortcut } from './global-shortcut.ts';
import { ipcMain } from './ipc-main.ts';
import { net } from './net.ts';
import { Notification } from './notification.ts';
import { safeStorage } from './safe-storage.ts';
import { screen } from './screen.ts';
import { session } from './session.ts';
import { clipboard, dialog, nativeTheme, powerMonitor, shell, systemPreferences } from './system.ts';
import { Menu, nativeImage, Tray } from './tray.ts';
import { protocol } from './web.ts';

serveControl();

export {
  app,
  autoUpdater,
  BrowserWindow,
  clipboard,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  systemPreferences,
  Tray,
};
export default { app, ipcMain, shell };
