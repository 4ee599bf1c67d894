import { BrowserWindow, type Rectangle, screen } from 'electron';
import { popoverBounds } from '../../../shared/desktop/popover-bounds.ts';
import type { Clock } from '../../engine/clock.ts';
import { appOrigin } from '../origin.ts';
import { isWayland, platform } from '../system/platform.ts';
import { groundColour, webPreferences } from './web-preferences.ts';

export interface PopoverOptions {
  clock: Clock;
  /** Null if the system does not report them. */
  iconBounds(): Rectangle | null;
  /** Whether it stays open when it loses focus. */
  isPinned(): boolean;
  /** Called after Escape has hidden it. */
  onEscape(): void;
}

const width = 380;
const heights = { least: 140, first: 480, most: 640 };
/** A click on the icon takes the focus first, which hides the popover: that click must not open it again. */
const clickGuardMs = 300;
/** After being hidden for this long, its renderer process is ended. */
const idleMs = 10 * 60_000;

interface Popover extends PopoverOptions {
  window: BrowserWindow | null;
  height: number;
  hiddenAt: number;
  stopIdling(): void;
  /** The icon's bounds at the last click, for systems that report them only then. */
  clicked: Rectangle | null;
}

/**
 * The popover beside the icon. On Wayland, where windows cannot be placed, it is a normal window that stays open until
 * you close it.
 */
export function createPopoverWindow(options: PopoverOptions) {
  const popover: Popover = {
    ...options,
    window: null,
    height: heights.first,
    hiddenAt: Number.NEGATIVE_INFINITY,
    stopIdling: () => {},
    clicked: null,
  };
  return {
    hide: () => hide(popover),
    /** For a click on the icon, or the global shortcut. */
    async toggle(icon: Rectangle | null): Promise<void> {
      popover.clicked = icon;
      if (popover.window?.isVisible()) hide(popover);
      else if (Math.abs(popover.clock.now() - popover.hiddenAt) > clickGuardMs) await show(popover);
    },
    escape(): void {
      hide(popover);
      popover.onEscape();
    },
    /** Fits the height to the page's content, within limits. */
    setHeight(wanted: number): void {
      popover.height = Math.round(Math.min(heights.most, Math.max(heights.least, wanted)));
      if (popover.window !== null) place(popover, popover.window);
    },
  };
}

async function show(popover: Popover): Promise<void> {
  popover.stopIdling();
  if (popover.window === null) {
    const made = createWindow(popover);
    popover.window = made;
    place(popover, made);
    await made.loadURL(`${appOrigin}/popover.html`);
    // It was hidden or replaced while it was loading.
    if (popover.window !== made || made.isDestroyed()) return;
  }
  place(popover, popover.window);
  popover.window.show();
  popover.window.focus();
}

function hide(popover: Popover): void {
  const { window, clock } = popover;
  if (window === null || !window.isVisible()) return;
  window.hide();
  popover.hiddenAt = clock.now();
  popover.stopIdling();
  popover.stopIdling = clock.after(idleMs, () => popover.window?.destroy());
}

function createWindow(popover: Popover): BrowserWindow {
  const made = new BrowserWindow({
    width,
    height: popover.height,
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
  // Over full-screen windows and on every space, like the menu bar's own popovers.
  if (platform === 'darwin')
    made.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
  made.on('blur', () => {
    if (!isWayland && !popover.isPinned() && !made.webContents.isDevToolsOpened()) hide(popover);
  });
  made.on('closed', () => {
    if (popover.window === made) popover.window = null;
    popover.stopIdling();
  });
  return made;
}

function place({ height, iconBounds, clicked }: Popover, window: BrowserWindow): void {
  if (isWayland) {
    window.setContentSize(width, height);
    return;
  }
  window.setBounds(
    popoverBounds({
      icon: iconBounds() ?? clicked,
      pointer: screen.getCursorScreenPoint(),
      displays: screen.getAllDisplays(),
      size: { width, height },
    }),
  );
}
