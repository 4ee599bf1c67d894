import { BrowserWindow, type Rectangle, screen } from 'electron';
import { popoverBounds } from '../../../shared/desktop/popover-bounds.ts';
import type { Clock } from '../../engine/clock.ts';
import { appOrigin } from '../links.ts';
import { isWayland, platform } from '../system/platform.ts';
import { groundColour, webPreferences } from './web-preferences.ts';

export interface PopoverOptions {
  clock: Clock;
  /** Null where the system does not tell. */
  iconBounds(): Rectangle | null;
  /** Whether it stays when it loses the focus. */
  isPinned(): boolean;
  /** Called when it was hidden by the keyboard. */
  onEscape(): void;
}

const width = 380;
const heights = { least: 140, first: 480, most: 640 };
/** A click on the icon takes the focus first, which hides the popover: that click must not open it again. */
const clickGuardMs = 300;
/** Hidden for so long, its renderer process is let go. */
const idleMs = 10 * 60_000;

/**
 * The popover beside the icon. On Wayland, where no window can be placed, it is a normal window that stays until it is
 * closed.
 */
export function createPopoverWindow({ clock, iconBounds, isPinned, onEscape }: PopoverOptions) {
  let window: BrowserWindow | null = null;
  let height = heights.first;
  let hiddenAt = Number.NEGATIVE_INFINITY;
  let stopIdling = () => {};
  // The bounds that came with the last click, for systems that tell them only then.
  let clicked: Rectangle | null = null;

  function create(): BrowserWindow {
    const made = new BrowserWindow({
      width,
      height,
      show: false,
      title: 'Fuelgauge',
      resizable: false,
      maximizable: false,
      fullscreenable: false,
      frame: isWayland,
      skipTaskbar: !isWayland,
      alwaysOnTop: !isWayland,
      autoHideMenuBar: true,
      backgroundColor: groundColour(),
      webPreferences,
    });
    // Over full-screen windows and on every space, as the menu bar's own popovers.
    if (platform === 'darwin')
      made.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
    made.on('blur', () => {
      if (!isWayland && !isPinned() && !made.webContents.isDevToolsOpened()) hide();
    });
    made.on('closed', () => {
      if (window === made) window = null;
      stopIdling();
    });
    return made;
  }

  function place(shown: BrowserWindow): void {
    if (isWayland) {
      shown.setContentSize(width, height);
      return;
    }
    shown.setBounds(
      popoverBounds({
        icon: iconBounds() ?? clicked,
        pointer: screen.getCursorScreenPoint(),
        displays: screen.getAllDisplays(),
        size: { width, height },
      }),
    );
  }

  async function show(): Promise<void> {
    stopIdling();
    if (window === null) {
      const made = create();
      window = made;
      place(made);
      await made.loadURL(`${appOrigin}/popover.html`);
      // Hidden again, or replaced, while it was loading.
      if (window !== made || made.isDestroyed()) return;
    }
    place(window);
    window.show();
    window.focus();
  }

  function hide(): void {
    if (window === null || !window.isVisible()) return;
    window.hide();
    hiddenAt = clock.now();
    stopIdling();
    stopIdling = clock.after(idleMs, () => window?.destroy());
  }

  return {
    show,
    hide,
    /** For a click on the icon, or the global shortcut. */
    async toggle(icon: Rectangle | null): Promise<void> {
      clicked = icon;
      if (window?.isVisible()) hide();
      else if (Math.abs(clock.now() - hiddenAt) > clickGuardMs) await show();
    },
    escape(): void {
      hide();
      onEscape();
    },
    /** As high as the page's content, within bounds. */
    setHeight(wanted: number): void {
      height = Math.round(Math.min(heights.most, Math.max(heights.least, wanted)));
      if (window !== null) place(window);
    },
  };
}
