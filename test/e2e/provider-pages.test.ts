import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, type RunningApp, startApp, visit } from './app.ts';
import { faultsOfProviderPages } from './provider-walk.ts';

// The page of every provider that ships, in one browser page: its address changes as by links.

let app: RunningApp;
let browser: Browser;

beforeAll(async () => {
  app = await startApp();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

it('shows each provider whole in a narrow window: nothing sticks out, is cut, empty or oddly worded', async () => {
  const { page, context, problems } = await visit(browser, app.address, {
    viewport: { width: 380, height: 800 },
  });
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await faultsOfProviderPages(page)).toEqual([]);
  expect(problems).toEqual([]);
  await context.close();
}, 60_000);
