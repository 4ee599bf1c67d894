import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from '../e2e/chromium.ts';
import type { Look, Order } from './stand-in/control.ts';

const root = join(import.meta.dirname, '..', '..');

/** The built app on the stand-in, with a Chromium of its own. */
export interface StandInApp {
  order(order: Order): Promise<unknown>;
  look(): Promise<Look>;
  /** Resolves when a page whose address begins so is open, as Playwright's own. */
  page(start: string): Promise<Page>;
  /** What the main process wrote: nothing, when all is well. */
  written: string[];
  /** The data folder. */
  home: string;
  /** Resolves with the exit code. */
  ended: Promise<number | null>;
  /** Ends it and removes its data folder. */
  close(): Promise<void>;
}

export async function startStandIn(
  args: string[] = [],
  environment: Record<string, string> = {},
): Promise<StandInApp> {
  const home = mkdtempSync(join(tmpdir(), 'fuelgauge-electron-'));
  const browser = await startChromium(join(home, 'chromium'));
  const child = spawn(
    process.execPath,
    ['--import', new URL('hooks.ts', import.meta.url).href, join(root, 'out/main/index.js'), ...args],
    {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        HOME: home,
        TZ: 'UTC',
        FUELGAUGE_HOME: join(home, 'data'),
        STAND_IN_CHROMIUM: browser.endpoint,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  const written: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    if (stream) createInterface({ input: stream }).on('line', (line) => written.push(line));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const order = ordersTo(child);
  const isLook = (answer: unknown): answer is Look => typeof answer === 'object' && answer !== null;
  return {
    order,
    home: join(home, 'data'),
    written,
    ended,
    async look() {
      const answer = await order({ do: 'look' });
      if (!isLook(answer)) throw new Error('The stand-in gave no look.');
      return answer;
    },
    page: (start) => findPage(browser.client, start),
    async close() {
      child.kill('SIGKILL');
      await ended;
      await browser.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function ordersTo(child: ChildProcess): (order: Order) => Promise<unknown> {
  const waiting = new Map<number, (answer: unknown) => void>();
  child.on('message', (message: { id: number; answer: unknown }) => {
    waiting.get(message.id)?.(message.answer);
    waiting.delete(message.id);
  });
  child.once('exit', () => {
    for (const answer of waiting.values()) answer(null);
  });
  let last = 0;
  return (order) =>
    new Promise((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      child.send({ id: last, order });
    });
}

/** Chromium with a debugging port, so that the stand-in and the test can both hold its pages. */
async function startChromium(profile: string) {
  const executable = findChromium(process.env);
  if (!executable) throw new Error('No Chromium was found.');
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
  return {
    endpoint,
    client,
    async close() {
      // Asked to end, it ends its own processes first: none writes to the profile after it.
      const session = await client.newBrowserCDPSession();
      await session.send('Browser.close').catch(() => child.kill('SIGKILL'));
      await gone;
    },
  };
}

async function findPage(browser: Browser, start: string): Promise<Page> {
  const matches = (page: Page) => new URL(page.url()).pathname.slice(1).startsWith(start);
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('Chromium has no context.');
  const open = context.pages().find((page) => page.url().startsWith('https:') && matches(page));
  if (open) return open;
  const page = await context.waitForEvent('page', {
    predicate: async (made) => {
      await made.waitForURL((url) => url.protocol === 'https:');
      return matches(made);
    },
  });
  return page;
}
