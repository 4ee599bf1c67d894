import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { providers } from '../../main/providers/index.ts';
import { type MockProvider, startMockProvider } from '../helpers/mock-provider.ts';
import { openBrowser, type RunningApp, startApp, visit } from './app.ts';
import { faults } from './axe.ts';
import { faultsOfProviderPages } from './provider-walk.ts';

// From a pasted key to a balance, and through the catalogue that ships, in a real browser.

vi.setConfig({ testTimeout: 60_000 });

let browser: Browser;
let app: RunningApp;
let provider: MockProvider;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  provider = await startMockProvider({ body: { errorId: 0, balance: 31.2, packages: [] } });
  app = await startApp([], { FUELGAUGE_ENDPOINT_CAPSOLVER: provider.origin });
});
afterEach(async () => {
  await app.stop();
  await provider.close();
});

const isTooWide = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

describe.each([
  ['light', { width: 1200, height: 850 }],
  ['dark', { width: 380, height: 700 }],
] as const)('in the %s theme', (colorScheme, viewport) => {
  it('a pasted key becomes an account with its balance', async () => {
    const { page, context, problems } = await visit(browser, app.address, { colorScheme, viewport });
    await page.getByRole('button', { name: 'Add account' }).click();
    const search = page.getByRole('searchbox', { name: 'Search for a provider, or paste keys' });
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^CapSolver/ })
      .waitFor();
    expect(await faults(page)).toEqual([]);

    // Nobody’s by its look.
    await search.fill('0123456789abcdef0123456789abcdef');
    await page.getByText('Whose key is it?').waitFor();
    expect(await faults(page)).toEqual([]);
    expect(await page.content()).not.toContain('0123456789abcdef0123456789abcdef');
    await page.getByRole('button', { name: 'Forget the key' }).click();

    await search.fill('export CAPSOLVER_API_KEY="CAP-INVENTED0123456789"');
    await page.getByRole('dialog', { name: 'Add CapSolver' }).waitFor();
    expect(await page.getByLabel('Client key', { exact: true }).inputValue()).toBe('CAP-INVENTED0123456789');
    expect(await faults(page)).toEqual([]);
    expect(provider.requests).toEqual([]);
    await page.getByLabel('Passphrase', { exact: true }).fill('correct horse battery');
    await page.getByLabel('Repeat passphrase').fill('correct horse battery');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('main').getByText('$31.20').first().waitFor();
    expect(provider.requests[0]?.body).toBe('{"clientKey":"CAP-INVENTED0123456789"}');
    expect(problems).toEqual([]);
    await context.close();
  });

  it('the catalogue is searched with the keyboard, and each provider has a page', async () => {
    const { page, context, problems } = await visit(browser, app.address, { colorScheme, viewport });
    await page.evaluate(`location.hash = '#/providers'`);
    await page.getByRole('heading', { name: `${providers.length} providers` }).waitFor();
    expect(await isTooWide(page)).toBe(false);
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('/');
    await page.keyboard.type('SCRAPERAPI_API_KEY');
    // The list follows what is typed a moment later.
    await page.getByRole('status').getByText(`1 of ${providers.length} providers`).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'ScraperAPI' }).waitFor();
    expect(await faultsOfProviderPages(page)).toEqual([]);
    expect(await faults(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });
});
