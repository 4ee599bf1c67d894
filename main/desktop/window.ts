import { join } from 'node:path';
import { BrowserWindow, nativeTheme } from 'electron';
import { appOrigin } from './links.ts';

/** The one window. Closing hides nothing: the page is let go, and the tray brings it back. */
export function createMainWindow() {
  let window: BrowserWindow | null = null;

  return {
    /** Opens the window, or brings it to the front; with an account, on its page. */
    async open(account: string | null): Promise<void> {
      const hash = account === null ? '' : `#/account/${encodeURIComponent(account)}`;
      if (window) {
        if (window.isMinimized()) window.restore();
        window.show();
        window.focus();
        // Same document, another hash: the page's router follows without a reload.
        if (hash) await window.loadURL(`${appOrigin}/index.html${hash}`);
        return;
      }
      window = new BrowserWindow({
        width: 1100,
        height: 780,
        minWidth: 700,
        minHeight: 480,
        show: false,
        title: 'Fuelgauge',
        autoHideMenuBar: true,
        backgroundColor: nativeTheme.shouldUseDarkColors ? '#1d1f21' : '#fbfbfa',
        webPreferences: {
          preload: join(import.meta.dirname, '../preload/preload.cjs'),
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          webSecurity: true,
        },
      });
      const opened = window;
      opened.once('ready-to-show', () => opened.show());
      opened.on('closed', () => {
        window = null;
      });
      await opened.loadURL(`${appOrigin}/index.html${hash}`);
    },
  };
}
