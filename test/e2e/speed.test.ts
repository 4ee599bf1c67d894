import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../main/server/server.ts';
import { type House, openHouse } from '../server/helpers.ts';
import { openBrowser } from './app.ts';
import { countsOf, see, watchPages } from './watch-page.ts';

// The built pages in a real browser, on an engine whose clock stands still: nothing changes but what a test changes.

let house: House;
let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  house = openHouse();
  for (const label of ['first', 'second', 'third', 'fourth'])
    await house.engine.addAccount({
      provider: 'scraperapi',
      label,
      credential: { from: 'values', values: { key: `invented-key-of-the-${label}-account` } },
    });
  const started = await startServer({
    home: join(house.folder, 'home'),
    context: { engine: () => house.engine, demo: null },
    live: house.engine,
    shown: () => house.engine,
    rendererDir: join(import.meta.dirname, '..', '..', 'out', 'renderer'),
    port: 0,
    log: house.log,
  });
  if (!started.ok) throw new Error(started.error.message);
  server = started.value;
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await house?.close();
});

/** Opens a page of the app, in a browser of its own that is signed in; gives the scripts that it loaded, too. */
async function open(path: string): Promise<{ page: Page; scripts: () => Promise<string[]> }> {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  await watchPages(context);
  const signIn = await context.newPage();
  await signIn.goto(server.address);
  await signIn.getByText('second').first().waitFor();
  // A page of its own: what the first one still loads when it is left has no body that could be read.
  await signIn.close();
  const page = await context.newPage();
  const bodies: Promise<string>[] = [];
  page.on('response', (response) => {
    if (new URL(response.url()).pathname.endsWith('.js')) bodies.push(response.text());
  });
  await page.goto(new URL(path, server.address).href);
  await page.getByText('second').first().waitFor();
  return { page, scripts: () => Promise.all(bodies) };
}

/** Gives an account another label, and time enough for the news of it. */
async function rename(account: string, label: string): Promise<void> {
  const renamed = await house.engine.editAccount({ account, label });
  if (!renamed.ok) throw new Error(renamed.error.message);
  await house.time.advance(1000);
}

describe('the popover', () => {
  it('draws again only the row whose account changed', async () => {
    const { page } = await open('/popover.html');
    const before = await countsOf(page);
    await rename('second', 'renamed');
    await page.getByText('renamed').waitFor();
    const after = await countsOf(page);
    expect({ messages: after.messages - before.messages, rows: after.rows - before.rows }).toEqual({
      messages: 1,
      rows: 1,
    });
    await rename('renamed', 'second');
    await page.context().close();
  });

  it('loads no chart', async () => {
    const { page, scripts } = await open('/popover.html');
    const loaded = await scripts();
    expect(loaded.length).toBeGreaterThan(0);
    // A class name of uPlot's.
    expect(loaded.filter((code) => code.includes('u-cursor-pt'))).toEqual([]);
    await page.context().close();
  });
});

describe.each(['/popover.html', '/', '/#/account/a1', '/#/settings'])('a hidden page: %s', (path) => {
  it('has no timer and no stream, gets nothing, draws nothing, and is up to date when it is visible', async () => {
    const { page } = await open(path);
    expect((await countsOf(page)).streams).toBeGreaterThan(0);
    await see(page, false);
    // What was under way when the page was hidden may still end.
    await expect.poll(async () => (await countsOf(page)).timers).toBe(0);
    const before = await countsOf(page);
    expect(before.streams).toBe(0);
    await rename('second', 'seen later');
    expect(await countsOf(page)).toEqual(before);
    await see(page, true);
    await page.getByText('seen later').first().waitFor();
    expect((await countsOf(page)).streams).toBeGreaterThan(0);
    await rename('seen later', 'second');
    await page.context().close();
  });
});
