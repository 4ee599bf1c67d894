import { app, BrowserWindow, type Rectangle, screen } from 'electron';
import { windowBounds } from '../../../shared/desktop/window-bounds.ts';
import type { Clock } from '../../engine/clock.ts';
import { platform } from '../system/platform.ts';
import { addressOf, load } from './load.ts';
import { groundColour, webPreferences, windowIcon } from './web-preferences.ts';

export interface SavedBounds extends Rectangle {
  maximized?: boolean;
}

export interface BoundsStore {
  /** Null: nothing is stored, or it cannot be read. */
  load(): SavedBounds | null;
  save(bounds: SavedBounds): void;
}

const usual = { width: 1180, height: 800 };
/** A page that crashes twice within this time would only crash again. */
const crashLoopMs = 60_000;

/** The dashboard window. Closing it frees its page; it opens again at the same place. */
export function createDashboardWindow(store: BoundsStore, clock: Clock) {
  let window: BrowserWindow | null = null;
  let isPainted = false;
  let crashedAt = Number.NEGATIVE_INFINITY;

  function create(): BrowserWindow {
    const primary = screen.getPrimaryDisplay();
    const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
    const saved = store.load();
    const made = new BrowserWindow({
      ...windowBounds(saved, [primary, ...others], usual),
      ...windowIcon(),
      minWidth: 480,
      minHeight: 400,
      show: false,
      title: 'Fuelgauge',
      autoHideMenuBar: true,
      backgroundColor: groundColour(),
      webPreferences,
    });
    isPainted = false;
    made.once('ready-to-show', () => {
      isPainted = true;
      if (saved?.maximized) made.maximize();
      made.show();
    });
    made.on('close', () => store.save({ ...made.getNormalBounds(), maximized: made.isMaximized() }));
    made.on('closed', () => {
      window = null;
      showInDock(false);
    });
    made.webContents.on('render-process-gone', () => {
      const isAgain = clock.now() - crashedAt < crashLoopMs;
      crashedAt = clock.now();
      if (isAgain) made.destroy();
      else made.webContents.reload();
    });
    showInDock(true);
    return made;
  }

  return {
    /** Opens a page in the window and brings it to the front; null: the page it shows already, or the overview. */
    async open(page: string | null): Promise<void> {
      const wanted = page === null ? 'index.html' : `index.html#${page}`;
      if (window === null) {
        window = create();
        return await load(window, wanted);
      }
      if (window.isMinimized()) window.restore();
      if (isPainted) {
        window.show();
        window.focus();
      }
      // Only the hash changes, so the page's router follows. The address that is open already would be reloaded.
      if (page !== null && window.webContents.getURL() !== addressOf(wanted)) await load(window, wanted);
    },
  };
}

/** A menu bar app is in the Dock and in ⌘Tab only while it has a window. */
function showInDock(isOpen: boolean): void {
  if (platform === 'darwin') app.setActivationPolicy(isOpen ? 'regular' : 'accessory');
}
