import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, BrowserWindow as ElectronWindow, Rectangle } from 'electron';
import type { Page } from 'playwright-core';
import { app } from './app.ts';
import { newPage, onWindowOpen, toApp, toReal } from './chromium.ts';
import { ipcMain } from './ipc-main.ts';
import { session } from './session.ts';

type OpenHandler = (details: { url: string }) => { action: 'deny' | 'allow' };

/** A page of the real Chromium, as Electron's web contents. */
export class WebContents extends EventEmitter {
  readonly mainFrame = { url: '', frameToken: randomUUID() };
  readonly session = session.defaultSession;
  /** What the page said on its console as an error or a warning, and what it could not load. */
  readonly complaints: string[] = [];
  #page: Page | null = null;
  #open: OpenHandler = () => ({ action: 'allow' });
  #destroyed = false;
  #size = { width: 800, height: 600 };

  async load(url: string, preload: string): Promise<void> {
    if (this.#page === null) {
      this.#page = await this.#create(preload);
      await this.resize(this.#size);
    }
    await this.#page.goto(toReal(url));
    if (this.#destroyed) return;
    this.emit('did-finish-load');
  }

  async #create(preload: string): Promise<Page> {
    const from = { sender: this, senderFrame: this.mainFrame };
    const page = await newPage(preload, {
      invoke: (channel, parameters) => ipcMain.invoke(from, channel, parameters),
      send: (channel, parameters) => void ipcMain.emit(channel, from, ...parameters),
      permits: (permission) => this.session.permits(this, permission, this.mainFrame.url),
    });
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.mainFrame.url = toApp(frame.url());
    });
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    await onWindowOpen(page, (url) => this.#open({ url }));
    return page;
  }

  /** The page is as large as its window. */
  async resize({ width, height }: { width: number; height: number }): Promise<void> {
    this.#size = { width, height };
    if (this.#page !== null && !this.#page.isClosed())
      await this.#page.setViewportSize(this.#size).catch(() => {});
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#open = handler;
  }

  /** As Electron: through a structured clone, and without an answer. */
  send(channel: string, ...parameters: unknown[]): void {
    if (this.#page === null || this.#destroyed) return;
    const message: [string, unknown[]] = [channel, structuredClone(parameters)];
    const receive = 'message => window.__receive?.(...message)';
    // A page that goes away meanwhile hears nothing more.
    this.#page.evaluate(`(${receive})(${JSON.stringify(message)})`).catch(() => {});
  }

  isDevToolsOpened = () => false;
  isDestroyed = () => this.#destroyed;

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.emit('destroyed');
    void this.#page?.close();
  }
}

type Used =
  | 'close'
  | 'destroy'
  | 'focus'
  | 'getBounds'
  | 'getNormalBounds'
  | 'hide'
  | 'isDestroyed'
  | 'isMinimized'
  | 'isVisible'
  | 'loadURL'
  | 'restore'
  | 'setBounds'
  | 'setContentSize'
  | 'setVisibleOnAllWorkspaces'
  | 'show';

const open = new Set<BrowserWindow>();

export class BrowserWindow extends EventEmitter implements Pick<ElectronWindow, Used> {
  readonly webContents = new WebContents();
  hangs = false;
  readonly #preload: string;
  #bounds: Rectangle;
  #visible: boolean;
  #destroyed = false;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    const { x = 0, y = 0, width = 800, height = 600, show = true, webPreferences } = options;
    this.#bounds = { x, y, width, height };
    this.#visible = show;
    this.#preload = webPreferences?.preload ?? '';
    void this.webContents.resize(this.#bounds);
    open.add(this);
    app.windows.add(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  static getAllWindows = (): BrowserWindow[] => [...open];
  static fromWebContents = (contents: WebContents): BrowserWindow | null =>
    [...open].find((window) => window.webContents === contents) ?? null;

  async loadURL(url: string): Promise<void> {
    const isFirst = this.webContents.mainFrame.url === '';
    await this.webContents.load(url, this.#preload);
    if (isFirst) this.emit('ready-to-show');
  }

  show(): void {
    this.#visible = true;
    this.emit('show');
  }
  hide(): void {
    this.#visible = false;
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
    this.webContents.destroy();
    this.emit('closed');
    app.windows.delete(this);
    if (app.windows.size === 0) app.allWindowsClosed();
  }
  focus(): void {
    this.emit('focus');
  }
  restore(): void {}
  isDestroyed = () => this.#destroyed;
  isMinimized = () => false;
  isVisible = () => this.#visible;
  getBounds = () => this.#bounds;
  getNormalBounds = () => this.#bounds;
  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    void this.webContents.resize(this.#bounds);
  }
  setContentSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }
  setVisibleOnAllWorkspaces(): void {}
}
