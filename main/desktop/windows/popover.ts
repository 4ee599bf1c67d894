import { BrowserWindow, type Rectangle, screen } from 'electron';
import { popoverBounds } from '../../../shared/desktop/popover-bounds.ts';
import type { Clock } from '../../engine/clock.ts';
import { isWayland, platform } from '../system/platform.ts';
import { load } from './load.ts';
import { groundColour, webPreferences, windowIcon } from './web-preferences.ts';

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
/** After being out of sight for this long, its renderer process is ended. */
const idleMs = 5 * 60_000;

interface Popover extends PopoverOptions {
  window: BrowserWindow | null;
  /** Resolves with `window` once its page is there; with null if it could not be loaded, or was closed before. */
  ready: Promise<BrowserWindow | null> | null;
  /** Whether it is to be seen, also while it is still loading. */
  wanted: boolean;
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
    ready: null,
    wanted: false,
    height: heights.first,
    hiddenAt: Number.NEGATIVE_INFINITY,
    stopIdling: () => {},
    clicked: null,
  };
  return {
    hide: () => hide(popover),
    /** Loads it out of sight, because it is likely to be opened soon. */
    async prepare(): Promise<void> {
      if (popover.window !== null) return;
      rest(popover);
      await prepare(popover);
    },
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
  popover.wanted = true;
  popover.stopIdling();
  const window = await prepare(popover);
  if (window === null || !popover.wanted || window.isVisible()) return;
  place(popover, window);
  window.show();
  window.focus();
  // Windows measures a hidden window by the scale of the display that it was on before.
  if (platform === 'win32') place(popover, window);
}

function prepare(popover: Popover): Promise<BrowserWindow | null> {
  popover.ready ??= make(popover);
  return popover.ready;
}

async function make(popover: Popover): Promise<BrowserWindow | null> {
  const made = createWindow(popover);
  popover.window = made;
  place(popover, made);
  await load(made, 'popover.html');
  return made.isDestroyed() ? null : made;
}

function hide(popover: Popover): void {
  const { window, clock } = popover;
  popover.wanted = false;
  if (window === null) return;
  if (window.isVisible()) {
    popover.hiddenAt = clock.now();
    window.hide();
  }
  rest(popover);
}

/** Lets it go after a while out of sight. */
function rest(popover: Popover): void {
  popover.stopIdling();
  popover.stopIdling = popover.clock.after(idleMs, () => popover.window?.destroy());
}

function createWindow(popover: Popover): BrowserWindow {
  const made = new BrowserWindow({
    ...windowIcon(),
    // Unlike a window, it leaves the program in front the active one, which has the keys again once it is hidden; and it
    // is over full-screen windows and on every space, as the menu bar's own are.
    ...(platform === 'darwin' ? { type: 'panel' } : {}),
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
  made.on('blur', () => {
    if (!isWayland && !popover.isPinned() && !made.webContents.isDevToolsOpened()) hide(popover);
  });
  made.on('closed', () => {
    if (popover.window !== made) return;
    popover.window = null;
    popover.ready = null;
    popover.wanted = false;
    popover.stopIdling();
  });
  made.webContents.on('render-process-gone', () => made.destroy());
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
