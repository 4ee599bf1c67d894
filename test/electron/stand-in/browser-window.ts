import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, BrowserWindow as ElectronWindow, Rectangle } from 'electron';
import { centreOf } from '../../../shared/desktop/geometry.ts';
import { app } from './app.ts';
import { focus } from './focus.ts';
import { system } from './machine.ts';
import { screen } from './screen.ts';
import { WebContents } from './web-contents.ts';

type Used =
  | 'close'
  | 'destroy'
  | 'focus'
  | 'getBounds'
  | 'getNormalBounds'
  | 'hide'
  | 'isDestroyed'
  | 'isMaximized'
  | 'isMinimized'
  | 'isVisible'
  | 'loadURL'
  | 'maximize'
  | 'restore'
  | 'setBounds'
  | 'setContentSize'
  | 'setVisibleOnAllWorkspaces'
  | 'show';

const open = new Set<BrowserWindow>();

export class BrowserWindow extends EventEmitter implements Pick<ElectronWindow, Used> {
  hangs = false;
  readonly webContents: WebContents;
  /** macOS: shown, it does not make the app the active one (`NativeWindowMac::Show` and `Focus`). */
  readonly isPanel: boolean;
  readonly hasIcon: boolean;
  #bounds: Rectangle;
  #visible: boolean;
  #destroyed = false;
  #maximized = false;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    const { x = 0, y = 0, width = 800, height = 600, show = true, webPreferences } = options;
    this.isPanel = system === 'darwin' && options.type === 'panel';
    this.hasIcon = options.icon !== undefined;
    this.#bounds = { x, y, width, height };
    this.#visible = show;
    this.webContents = new WebContents(webPreferences?.preload ?? '');
    this.webContents.once('painted', () => this.emit('ready-to-show'));
    void this.webContents.resize(this.#bounds);
    open.add(this);
    app.windows.add(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  static getAllWindows = (): BrowserWindow[] => [...open];
  static fromWebContents = (contents: WebContents): BrowserWindow | null =>
    [...open].find((window) => window.webContents === contents) ?? null;

  loadURL = (url: string): Promise<void> => this.webContents.load(url);

  show(): void {
    this.#visible = true;
    this.emit('show');
    this.focus();
  }
  hide(): void {
    this.#visible = false;
    this.#giveUpKeys();
    this.emit('hide');
  }
  close(): void {
    // A page that hangs is asked in vain.
    if (this.hangs) return;
    let isPrevented = false;
    this.emit('close', {
      preventDefault: () => {
        isPrevented = true;
      },
    });
    if (isPrevented) app.closeCancelled();
    else this.destroy();
  }
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#visible = false;
    open.delete(this);
    this.#giveUpKeys();
    this.webContents.destroy();
    this.emit('closed');
    app.windows.delete(this);
    if (app.windows.size === 0) app.allWindowsClosed();
  }
  focus(): void {
    if (!this.#visible || focus.window === this) return;
    const before = focus.window;
    focus.window = this;
    if (!this.isPanel) focus.isActive = true;
    before?.emit('blur');
    this.emit('focus');
  }

  /**
   * The keys go to the next window of the app, if it is the active one. macOS leaves it active even without a window
   * (electron/electron#2640); elsewhere the program behind it gets them.
   */
  #giveUpKeys(): void {
    if (focus.window !== this) return;
    focus.window = null;
    if (!this.#destroyed) this.emit('blur');
    const next = focus.isActive ? [...open].find((window) => window.isVisible()) : undefined;
    if (next !== undefined) next.focus();
    else if (system !== 'darwin') focus.isActive = false;
  }

  /** Shows it too, as Electron's. */
  maximize(): void {
    this.#maximized = true;
    this.#visible = true;
  }
  restore(): void {}
  isDestroyed = () => this.#destroyed;
  isMaximized = () => this.#maximized;
  isMinimized = () => false;
  isVisible = () => this.#visible;
  getBounds = () => this.#bounds;
  getNormalBounds = () => this.#bounds;

  /** Windows measures a hidden window by the display that it comes from. */
  setBounds(bounds: Partial<Rectangle>): void {
    const wanted = { ...this.#bounds, ...bounds };
    const [from, to] = [screen.scaleAt(centreOf(this.#bounds)), screen.scaleAt(centreOf(wanted))];
    const factor = system === 'win32' && !this.#visible ? from / to : 1;
    this.#bounds = {
      ...wanted,
      width: Math.round(wanted.width * factor),
      height: Math.round(wanted.height * factor),
    };
    void this.webContents.resize(this.#bounds);
  }
  setContentSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }
  setVisibleOnAllWorkspaces(): void {}
}
