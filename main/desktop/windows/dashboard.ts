import { BrowserWindow, type Rectangle, screen } from 'electron';
import { windowBounds } from '../../../shared/desktop/window-bounds.ts';
import { appOrigin } from '../origin.ts';
import { groundColour, webPreferences } from './web-preferences.ts';

export interface BoundsStore {
  /** Null: nothing is stored, or it cannot be read. */
  load(): Rectangle | null;
  save(bounds: Rectangle): void;
}

const usual = { width: 1180, height: 800 };

/** The dashboard window. Closing it frees its page; it opens again at the same place. */
export function createDashboardWindow(store: BoundsStore) {
  let window: BrowserWindow | null = null;

  function create(): BrowserWindow {
    const primary = screen.getPrimaryDisplay();
    const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
    const made = new BrowserWindow({
      ...windowBounds(store.load(), [primary, ...others], usual),
      minWidth: 480,
      minHeight: 400,
      show: false,
      title: 'Fuelgauge',
      autoHideMenuBar: true,
      backgroundColor: groundColour(),
      webPreferences,
    });
    made.once('ready-to-show', () => made.show());
    made.on('close', () => store.save(made.getNormalBounds()));
    made.on('closed', () => {
      window = null;
    });
    return made;
  }

  return {
    /** Opens a page in the window and brings it to the front; null: the page it shows already, or the overview. */
    async open(page: string | null): Promise<void> {
      const hash = page === null ? '' : `#${page}`;
      if (window === null) {
        window = create();
        await window.loadURL(`${appOrigin}/index.html${hash}`);
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
      // Only the hash changes, so the page's router follows without a reload.
      if (page !== null) await window.loadURL(`${appOrigin}/index.html${hash}`);
    },
  };
}
