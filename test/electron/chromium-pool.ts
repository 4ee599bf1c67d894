import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from '../e2e/chromium.ts';
import { realOrigin } from './stand-in/origin.ts';

// Chromium starts slower than the app: one that an app has left serves the next, without what that left in it.

/** A Chromium with a debugging port, so that the stand-in and the test can both hold its pages. */
interface Chromium {
  endpoint: string;
  client: Browser;
  /** Closes its pages, forgets what they stored, and keeps it for the next app. */
  giveBack(): Promise<void>;
  end(): Promise<void>;
}

const idle: Chromium[] = [];

export const takeChromium = async (): Promise<Chromium> => idle.pop() ?? (await startChromium());

/** Ends those that no app uses. */
export async function endChromiums(): Promise<void> {
  await Promise.all(idle.splice(0).map((one) => one.end()));
}

async function startChromium(): Promise<Chromium> {
  const executable = findChromium(process.env);
  if (!executable) throw new Error('No Chromium was found.');
  const profile = mkdtempSync(join(tmpdir(), 'fuelgauge-chromium-'));
  const child = spawn(
    executable,
    [
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const endpoint = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const found = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => reject(new Error('Chromium ended before it was ready.')));
  });
  const client = await chromium.connectOverCDP(endpoint);
  const [context] = client.contexts();
  if (context === undefined) throw new Error('Chromium has no context.');
  context.on('page', (page) => page.once('crash', () => crashed.add(page)));
  const one: Chromium = {
    endpoint,
    client,
    async giveBack() {
      // The first page, an empty one, keeps it running.
      const [first, ...pages] = context.pages();
      await Promise.all(pages.map((page) => page.close()));
      if (first === undefined || first.url() !== 'about:blank') return await one.end();
      const session = await context.newCDPSession(first);
      await session.send('Storage.clearDataForOrigin', { origin: realOrigin, storageTypes: 'all' });
      await session.detach();
      idle.push(one);
    },
    async end() {
      // Asked to end, it ends its own processes first: none writes to the profile after it.
      const session = await client.newBrowserCDPSession();
      await session.send('Browser.close').catch(() => child.kill('SIGKILL'));
      await gone;
      rmSync(profile, { recursive: true, force: true });
    },
  };
  return one;
}

/** A page whose process is gone is still in the list. */
const crashed = new WeakSet<Page>();

/** Resolves when a page whose address begins so is open. */
export async function findPage(browser: Browser, start: string): Promise<Page> {
  const matches = (page: Page) => new URL(page.url()).pathname.slice(1).startsWith(start);
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('Chromium has no context.');
  const open = context
    .pages()
    .find((page) => page.url().startsWith('https:') && matches(page) && !crashed.has(page));
  if (open) return open;
  const page = await context.waitForEvent('page', {
    predicate: async (made) => {
      await made.waitForURL((url) => url.protocol === 'https:');
      return matches(made);
    },
  });
  return page;
}
