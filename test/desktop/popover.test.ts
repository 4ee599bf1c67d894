import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createPopoverWindow } from '../../main/desktop/windows/popover.ts';
import { createTestClock } from '../helpers/clock.ts';

const made = vi.hoisted(() => ({ windows: new Set<{ bounds: { height: number } }>() }));
vi.mock('electron', async () => {
  const { EventEmitter } = await import('node:events');
  class BrowserWindow extends EventEmitter {
    webContents = Object.assign(new EventEmitter(), { isDevToolsOpened: () => false });
    bounds = { height: 0 };
    private isShown = false;
    constructor() {
      super();
      made.windows.add(this);
    }
    loadURL = async () => {};
    setBounds = (bounds: { height: number }) => void Object.assign(this.bounds, bounds);
    setContentSize = (_width: number, height: number) => void Object.assign(this.bounds, { height });
    isVisible = () => this.isShown;
    isDestroyed = () => !made.windows.has(this);
    show() {
      this.isShown = true;
    }
    hide() {
      this.isShown = false;
    }
    focus = () => {};
    destroy = () => {
      made.windows.delete(this);
      this.emit('closed');
    };
  }
  const area = { x: 0, y: 0, width: 1280, height: 800 };
  const display = { bounds: area, workArea: area };
  return {
    app: { isPackaged: true },
    BrowserWindow,
    nativeImage: { createFromBitmap: () => ({}) },
    nativeTheme: { shouldUseDarkColors: false },
    screen: { getAllDisplays: () => [display], getCursorScreenPoint: () => ({ x: 0, y: 0 }) },
  };
});

const minutes = 60_000;
const icon = { x: 1000, y: 0, width: 24, height: 24 };
let isPinned = false;
beforeEach(() => {
  made.windows.clear();
  isPinned = false;
});

function open() {
  const { clock, advance } = createTestClock();
  const popover = createPopoverWindow({
    clock,
    iconBounds: () => icon,
    isPinned: () => isPinned,
    onEscape: () => {},
  });
  return { popover, advance };
}

describe('the popover', () => {
  it('is let go after five minutes out of sight, and comes back at its height', async () => {
    const { popover, advance } = open();
    await popover.toggle(icon);
    popover.setHeight(300);
    popover.hide();
    await advance(4 * minutes);
    expect(made.windows.size).toBe(1);
    await advance(1 * minutes);
    expect(made.windows.size).toBe(0);
    await popover.toggle(icon);
    expect([...made.windows].map(({ bounds }) => bounds.height)).toEqual([300]);
  });

  it('counts from the last time it was seen', async () => {
    const { popover, advance } = open();
    await popover.toggle(icon);
    popover.hide();
    await advance(4 * minutes);
    await popover.toggle(icon);
    await advance(30 * minutes);
    expect(made.windows.size).toBe(1);
    popover.hide();
    await advance(4 * minutes);
    expect(made.windows.size).toBe(1);
  });

  it('stays as long as it is pinned open, whatever has the focus', async () => {
    const { popover, advance } = open();
    isPinned = true;
    await popover.toggle(icon);
    for (const window of made.windows) if (window instanceof EventEmitter) window.emit('blur');
    await advance(600 * minutes);
    expect(made.windows.size).toBe(1);
  });

  it('that was loaded because the pointer was near is let go, too', async () => {
    const { popover, advance } = open();
    await popover.prepare();
    expect(made.windows.size).toBe(1);
    await advance(5 * minutes);
    expect(made.windows.size).toBe(0);
  });
});
