import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { appOrigin, realOrigin } from './origin.ts';
import type { Permission } from './session.ts';
import { clipboard } from './system.ts';
import { handlers } from './web.ts';

// Every request of the pages is answered from here.

export const toReal = (url: string): string => url.replace(appOrigin, realOrigin);
export const toApp = (url: string): string => url.replace(realOrigin, appOrigin);

let context: Promise<BrowserContext> | null = null;

/** The Chromium that the test started, over its debugging port. */
function shared(): Promise<BrowserContext> {
  context ??= (async () => {
    // Only here: it takes longer to load than all the rest, and an app in the tray has no page.
    const { chromium } = await import('playwright-core');
    const browser = await chromium.connectOverCDP(process.env.STAND_IN_CHROMIUM ?? '');
    const [first] = browser.contexts();
    if (first === undefined) throw new Error('Chromium has no context.');
    await first.route('**/*', async (route) => {
      const url = route.request().url();
      const handler = url.startsWith(`${realOrigin}/`) ? handlers.get('app') : undefined;
      if (handler === undefined) return await route.abort('blockedbyclient');
      const answer = await handler(new Request(toApp(url)));
      await route.fulfill({
        status: answer.status,
        headers: Object.fromEntries(answer.headers),
        body: Buffer.from(await answer.arrayBuffer()),
      });
    });
    first.on('page', (page) => {
      // Ours begin empty; one with an address was opened by a page.
      if (page.url() !== '' && page.url() !== 'about:blank') void page.close();
    });
    return first;
  })();
  return context;
}

/** A new page in which the built preload has run, in the isolated way that Electron would run it. */
export async function newPage(
  preload: string,
  carry: {
    invoke(channel: string, parameters: unknown[]): Promise<unknown>;
    send(channel: string, parameters: unknown[]): void;
    /** Whether the session's handlers let the page do it. */
    permits(permission: Permission): Promise<boolean>;
  },
): Promise<Page> {
  const page = await (await shared()).newPage();
  await page.exposeFunction('__invoke', (channel: string, parameters: unknown[]) =>
    carry.invoke(channel, parameters),
  );
  await page.exposeFunction('__send', (channel: string, parameters: unknown[]) =>
    carry.send(channel, parameters),
  );
  await page.exposeFunction('__permits', (permission: Permission) => carry.permits(permission));
  await page.exposeFunction('__copy', (text: string) => clipboard.writeText(text));
  await page.exposeFunction('__paste', () => clipboard.readText());
  await page.addInitScript({ content: permissions });
  await page.addInitScript({ content: world(readFileSync(preload, 'utf8')) });
  return page;
}

/** Tells each address that the page would open in a window of its own; none is left open. */
export async function onWindowOpen(page: Page, opened: (url: string) => void): Promise<void> {
  const session = await page.context().newCDPSession(page);
  // Unlike Playwright's `popup`, this comes for links without an opener too.
  session.on('Page.windowOpen', ({ url }) => opened(url));
  await session.send('Page.enable');
}

/** What a page may do is asked of the session's handlers, as in Electron, and not of Chromium's own rules. */
const permissions = `(() => {
  const { __permits, __copy, __paste } = window;
  for (const name of ['__permits', '__copy', '__paste']) delete window[name];
  const only = (permission, name, act) => async (...given) => {
    if (await __permits(permission)) return await act(...given);
    throw new DOMException(name + ' permission denied.', 'NotAllowedError');
  };
  // A blank page, which is no secure one, has no clipboard.
  if (navigator.clipboard) Object.assign(navigator.clipboard, {
    writeText: only('clipboard-sanitized-write', 'Write', __copy),
    readText: only('clipboard-read', 'Read', __paste),
  });
  Notification.requestPermission = async () => ((await __permits('notifications')) ? 'granted' : 'denied');
})();`;

/** The preload with stand-ins of the two modules that a sandboxed preload may ask for. */
function world(preload: string): string {
  return `(() => {
  const { __invoke, __send } = window;
  delete window.__invoke;
  delete window.__send;
  const listeners = new Map();
  window.__receive = (channel, parameters) => {
    for (const listener of [...(listeners.get(channel) ?? [])]) listener({}, ...parameters);
  };
  // Across the context bridge go copies: objects lose their prototype, functions are called from afar, and of an error
  // only its message is left.
  const copied = (value) => {
    if (typeof value === 'function') return (...given) => copied(value(...given.map(copied)));
    if (value instanceof Promise)
      return value.then(copied, (error) => { throw new Error(error?.message ?? String(error)); });
    if (Array.isArray(value)) return value.map(copied);
    if (Object.prototype.toString.call(value) !== '[object Object]') return structuredClone(value);
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, copied(one)]));
  };
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name, value) => {
        Object.defineProperty(window, name, { value: Object.freeze(copied(value)), enumerable: true });
      },
    },
    ipcRenderer: {
      invoke: (channel, ...parameters) => __invoke(channel, parameters),
      send: (channel, ...parameters) => void __send(channel, parameters),
      on: (channel, listener) => { listeners.set(channel, [...(listeners.get(channel) ?? []), listener]); },
      removeListener: (channel, listener) => {
        listeners.set(channel, (listeners.get(channel) ?? []).filter((one) => one !== listener));
      },
    },
  };
  const exports = {};
  const module = { exports };
  const require = (name) => { if (name === 'electron') return electron; throw new Error('A sandboxed preload has no ' + name); };
  (function (require, module, exports) {
    ${preload}
  })(require, module, exports);
})();`;
}
