import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { WebContents as ElectronContents, RenderProcessGoneDetails } from 'electron';
import type { Page } from 'playwright-core';
import { app } from './app.ts';
import { newPage, onWindowOpen, toApp, toReal } from './chromium.ts';
import { ipcMain } from './ipc-main.ts';
import { session } from './session.ts';

type OpenHandler = (details: { url: string }) => { action: 'deny' | 'allow' };

/** How the next pages load, as a test wants it: a slow machine, or a build that cannot be read. */
export const loading = {
  held: Promise.resolve(),
  release: () => {},
  failures: 0,
  hold(): void {
    loading.held = new Promise((resolve) => {
      loading.release = resolve;
    });
  },
};

/** As Electron rejects `loadURL`. */
function failed(code: 'ERR_ABORTED' | 'ERR_FAILED', errno: number, url: string): Error {
  return Object.assign(new Error(`${code} (${errno}) loading '${url}'`), { code, errno, url });
}

type Used = 'isCrashed' | 'getURL' | 'isDevToolsOpened' | 'isDestroyed' | 'reload';

/** A page of the real Chromium, as Electron's web contents. */
export class WebContents extends EventEmitter implements Pick<ElectronContents, Used> {
  readonly mainFrame = { url: '', frameToken: randomUUID() };
  readonly session = session.defaultSession;
  /** What the page said on its console as an error or a warning, and what it could not load. */
  readonly complaints: string[] = [];
  /** How often the page began anew; a change of the hash alone is none. */
  documents = 0;
  readonly #preload: string;
  #page: Page | null = null;
  #open: OpenHandler = () => ({ action: 'allow' });
  #destroyed = false;
  #crashed = false;
  #navigations = 0;
  /** The address in the bar: that of a navigation under way, too. */
  #visibleUrl = '';
  #painted = false;
  #size = { width: 800, height: 600 };

  constructor(preload: string) {
    super();
    this.#preload = preload;
  }

  /**
   * Electron loads as if the address had been typed, and Chromium reloads a typed address that is open already
   * (`ShouldTreatNavigationAsReload` in content/browser/renderer_host/navigation_controller_impl.cc). A newer navigation
   * ends an older one.
   */
  async load(url: string): Promise<void> {
    this.#navigations += 1;
    this.#visibleUrl = url;
    const mine = this.#navigations;
    const check = () => {
      if (this.#destroyed) throw failed('ERR_FAILED', -2, url);
      if (mine !== this.#navigations) throw failed('ERR_ABORTED', -3, url);
    };
    await loading.held;
    check();
    if (loading.failures > 0) {
      loading.failures -= 1;
      throw failed('ERR_FAILED', -2, url);
    }
    this.#page ??= await this.#create();
    check();
    this.#crashed = false;
    const isOpen = this.#page.url() === toReal(url);
    await (isOpen ? this.#page.reload() : this.#page.goto(toReal(url))).catch((error: unknown) => {
      check();
      throw error;
    });
    check();
    this.emit('did-finish-load');
    if (this.#painted) return;
    this.#painted = true;
    // Nothing says that it comes before the promise of the load is kept.
    setImmediate(() => this.emit('painted'));
  }

  reload(): void {
    this.load(this.mainFrame.url).catch(() => {});
  }

  async #create(): Promise<Page> {
    const from = { sender: this, senderFrame: this.mainFrame };
    const page = await newPage(this.#preload, {
      invoke: (channel, parameters) => ipcMain.invoke(from, channel, parameters),
      send: (channel, parameters) => void ipcMain.emit(channel, from, ...parameters),
      permits: (permission) => this.session.permits(this, permission, this.mainFrame.url),
    });
    page.on('framenavigated', (frame) => {
      if (frame !== page.mainFrame()) return;
      this.mainFrame.url = toApp(frame.url());
      this.#visibleUrl = this.mainFrame.url;
    });
    page.on('domcontentloaded', () => {
      this.documents += 1;
    });
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('crash', () => this.#fall(page));
    await onWindowOpen(page, (url) => this.#open({ url }));
    await page.setViewportSize(this.#size).catch(() => {});
    return page;
  }

  /** Ends the process of the page, as the system or a fault in Chromium would. */
  async crash(): Promise<void> {
    if (this.#page === null) return;
    const session = await this.#page.context().newCDPSession(this.#page);
    // The page that is to answer is gone.
    session.send('Page.crash').catch(() => {});
  }

  /** Nothing is painted any more; the next load starts another process. */
  #fall(page: Page): void {
    this.#page = null;
    this.#crashed = true;
    this.#painted = false;
    void page.close().catch(() => {});
    const details: RenderProcessGoneDetails = { reason: 'crashed', exitCode: 5 };
    app.emit('render-process-gone', {}, this, details);
    this.emit('render-process-gone', {}, details);
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

  getURL = () => this.#visibleUrl;
  isCrashed = () => this.#crashed;
  isPainted = () => this.#painted;
  isDevToolsOpened = () => false;
  isDestroyed = () => this.#destroyed;

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.emit('destroyed');
    void this.#page?.close();
  }
}
