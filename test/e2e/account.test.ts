import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MockProvider, startMockProvider } from '../helpers/mock-provider.ts';
import { openBrowser, type RunningApp, startApp, stateOf, type Visit, visit } from './app.ts';

const key = 'invented-scraperapi-key-5d21';
const passphrase = 'an invented passphrase';

let provider: MockProvider;
let app: RunningApp;
let browser: Browser;
let visitor: Visit;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
});
beforeEach(async () => {
  provider = await startMockProvider({
    body: {
      requestCount: '4321',
      requestLimit: '100000',
      failedRequestCount: '12',
      concurrencyLimit: 20,
      concurrentRequests: 3,
    },
  });
  app = await startApp([], { FUELGAUGE_ENDPOINT_SCRAPERAPI: provider.origin });
  visitor = await visit(browser, app.address);
  page = visitor.page;
  await page.getByRole('heading', { name: 'Know what is left before it runs out.' }).waitFor();
});
afterEach(async () => {
  await visitor?.context.close();
  await app?.stop();
  await provider?.close();
});

/** Adds the account through the dialog, with the passphrase that the first credential needs. */
async function addAccount() {
  await page.getByRole('button', { name: 'Add account' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'ScraperAPI' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add ScraperAPI' });
  await dialog.getByLabel('API key', { exact: true }).fill(key);
  await dialog.getByLabel('Label').fill('crawler');
  await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await dialog.getByLabel('Repeat passphrase').fill(passphrase);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}
const more = async (item: string) => {
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: item }).click();
};

describe('an account', () => {
  it('is added, read, renamed, paused, resumed and removed', async () => {
    await addAccount();
    await page
      .getByRole('row', { name: /ScraperAPI crawler.*95,679 of 100,000 credits left/ })
      .getByRole('link')
      .click();
    await page.getByRole('heading', { level: 1, name: 'ScraperAPI, crawler' }).waitFor();
    await page.getByText('95,679').first().waitFor();
    await page.getByText('3 of 20 at once').waitFor();

    await more('Name, tags and note');
    await page.getByRole('dialog').getByLabel('Label').fill('search team');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'ScraperAPI, search team' }).waitFor();

    await more('Pause');
    await page.getByText('Polling paused for ScraperAPI, search team.').waitFor();
    await more('Resume');
    await page.getByText('Polling resumed for ScraperAPI, search team.').waitFor();

    await more('Remove');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove account' }).click();
    await page.getByText('ScraperAPI, search team is removed.').waitFor();
    await page.evaluate(`location.hash = '#/'`);
    await page.getByRole('heading', { name: 'Know what is left before it runs out.' }).waitFor();
    expect(visitor.problems).toEqual([]);
    // Asked for its balance and nothing else.
    expect(new Set(provider.requests.map(({ method, url }) => `${method} ${url.split('?')[0]}`))).toEqual(
      new Set(['GET /account']),
    );
  });

  it('with a key that the provider rejects is not kept unless you say so, and asks once', async () => {
    await page.setViewportSize({ width: 380, height: 560 });
    provider.answer({ status: 401, body: { error: 'Unauthorized' } });
    await page.getByRole('button', { name: 'Add account' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'ScraperAPI' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add ScraperAPI' });
    await dialog.getByLabel('API key', { exact: true }).fill(key);
    await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await dialog.getByLabel('Repeat passphrase').fill(passphrase);
    for (const button of ['Test', 'Add']) {
      await dialog.getByRole('button', { name: button, exact: true }).click();
      await dialog.getByText('Not accepted').waitFor();
    }
    expect(await stateOf(page)).toContain('"accounts":[]');
    await dialog.getByRole('button', { name: 'Correct it' }).click();
    await dialog.locator('input[type=password]:focus').waitFor();
    await dialog.getByRole('button', { name: 'Keep it anyway' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await stateOf(page)).not.toContain('"accounts":[]');
    expect(provider.requests).toHaveLength(1);
  });

  it('keeps its credential out of the page, the state and every file', async () => {
    await addAccount();
    await page.getByRole('row', { name: /ScraperAPI crawler.*95,679/ }).waitFor();
    const state = await stateOf(page);
    const html = await page.content();
    for (const secret of [key, passphrase]) {
      expect(state).not.toContain(secret);
      expect(html).not.toContain(secret);
    }
    for (const path of globSync('**/*', { cwd: app.home })) {
      const file = join(app.home, path);
      if (!statSync(file).isFile()) continue;
      const content = readFileSync(file, 'latin1');
      expect(content, path).not.toContain(key);
      expect(content, path).not.toContain(passphrase);
    }
  });
});

describe('the keyboard alone', () => {
  /** Presses Tab until what has the focus is called so. */
  async function tabTo(name: RegExp) {
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab');
      const focused = page.locator(':focus');
      if ((await focused.count()) === 0) continue;
      if (name.test(await focused.ariaSnapshot())) return;
    }
    throw new Error(`Tab never came to ${name}.`);
  }

  it('is enough to add an account, open it and remove it', async () => {
    await tabTo(/button "Add account"/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Add accounts' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.locator(':focus', { hasText: 'Add account' }).waitFor();

    await page.keyboard.press('Enter');
    await page.locator('input[type=search]:focus').waitFor();
    await page.keyboard.type('scraper');
    await page.keyboard.press('Enter');
    await page.locator('input[type=password]:focus').waitFor();
    await page.keyboard.type(key);
    await tabTo(/textbox "Passphrase"/);
    await page.keyboard.type(passphrase);
    await tabTo(/textbox "Repeat passphrase"/);
    await page.keyboard.type(passphrase);
    await page.keyboard.press('Enter');

    await page.getByRole('dialog').waitFor({ state: 'hidden' });

    await page.getByRole('row', { name: /95,679 of 100,000 credits left/ }).waitFor();
    await tabTo(/link "ScraperAPI"/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'ScraperAPI', exact: true }).waitFor();
    await tabTo(/button "More actions"/);
    await page.keyboard.press('Enter');
    await page.getByRole('menu').waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.getByRole('alertdialog').waitFor();
    // The way back has the focus: removing takes a deliberate step.
    await page.locator(':focus', { hasText: 'Cancel' }).waitFor();
    await tabTo(/button "Remove account"/);
    await page.keyboard.press('Enter');
    await page.getByText(/ removed\.$/).waitFor();
    expect(visitor.problems).toEqual([]);
  });
});

describe('a restart', () => {
  it('shows what was known, locked, until the passphrase is given', async () => {
    await addAccount();
    await page.getByRole('row', { name: /ScraperAPI crawler.*95,679/ }).waitFor();
    const again = await startApp([], {
      FUELGAUGE_HOME: app.home,
      FUELGAUGE_ENDPOINT_SCRAPERAPI: provider.origin,
    });
    const second = await visit(browser, again.address);
    await second.page.getByText('Your keys are locked.').waitFor();
    await second.page.getByRole('row', { name: /ScraperAPI crawler.*95,679/ }).waitFor();
    await second.page.getByLabel('Passphrase').fill('a wrong one');
    await second.page.getByRole('button', { name: 'Unlock' }).click();
    await second.page
      .getByRole('alert')
      .or(second.page.getByText(/wrong|not the passphrase|does not/i))
      .first()
      .waitFor();
    await second.page.getByLabel('Passphrase').fill(passphrase);
    await second.page.getByRole('button', { name: 'Unlock' }).click();
    await second.page.getByText('Your keys are locked.').waitFor({ state: 'hidden' });
    await second.context.close();
    await again.stop();
  });
});
