import { existsSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { go, openBrowser, type RunningApp, startApp, startScript, visit } from './app.ts';
import { faults } from './axe.ts';

let app: RunningApp;
let browser: Browser;

beforeAll(async () => {
  app = await startApp(['--demo']);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

const rows = (page: Page) =>
  page
    .getByRole('table', { name: 'Accounts, most urgent first' })
    .getByRole('row')
    .filter({ has: page.getByRole('link') });

/** The amount that a row of the overview shows as left. */
async function left(page: Page, name: RegExp): Promise<number> {
  const text = await rows(page).filter({ hasText: name }).first().textContent();
  const amount = /([\d,]+(?:\.\d+)?)\sof\s[\d,]+/.exec(text ?? '')?.[1];
  return Number(amount?.replaceAll(',', ''));
}

describe('the demo', () => {
  it('shows all its providers, and balances that fall while one watches', async () => {
    const { page, context, problems } = await visit(browser, app.address);
    await rows(page).first().waitFor();
    const all = (await rows(page).allTextContents()).join('\n');
    for (const provider of ['ScraperAPI', 'Crustdata', 'CapSolver', 'Spidra', 'Scrapio'])
      expect(all).toContain(provider);
    expect(await page.getByText('Demo data. Nothing here is real.').isVisible()).toBe(true);

    // The first readings come in a moment after the page.
    for (const name of [/crawler/, /production/])
      await expect.poll(() => left(page, name), { timeout: 10_000 }).toBeGreaterThan(0);
    const before = { crawler: await left(page, /crawler/), production: await left(page, /production/) };
    await expect
      .poll(
        async () =>
          (await left(page, /crawler/)) < before.crawler &&
          (await left(page, /production/)) < before.production,
        {
          timeout: 55_000,
          interval: 500,
        },
      )
      .toBe(true);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('never draws a balance without a limit as a share of something', async () => {
    const { page, context } = await visit(browser, app.address);
    await rows(page).first().waitFor();
    const row = rows(page).filter({ hasText: 'CapSolver' });
    expect(await row.getByRole('meter').count()).toBe(0);
    expect(await row.textContent()).not.toContain('%');
    await context.close();
  });

  it('goes on after a reload without the token, and is closed to another profile', async () => {
    const { page, context } = await visit(browser, app.address);
    await rows(page).first().waitFor();
    expect(page.url()).not.toContain('token');
    await page.reload();
    await rows(page).first().waitFor();
    const other = await browser.newContext();
    const stranger = await other.newPage();
    await stranger.goto(new URL(app.address).origin);
    await stranger.getByText('This browser is not signed in to Fuelgauge.').waitFor();
    expect(await rows(stranger).count()).toBe(0);
    await other.close();
    await context.close();
  });

  it('keeps the page whole on a narrow screen', async () => {
    const { page, context } = await visit(browser, app.address, { viewport: { width: 380, height: 700 } });
    await rows(page).first().waitFor();
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBe(0);
    await context.close();
  });
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it('has no page with a serious accessibility fault, and none that the browser complains about', async () => {
    const { page, context, problems } = await visit(browser, app.address, { colorScheme });
    await rows(page).first().waitFor();
    const paths = await rows(page)
      .getByRole('link')
      .evaluateAll((links) =>
        links.map((link) => link.getAttribute('href') ?? '').filter((href) => href.startsWith('#')),
      );
    const found: string[] = [];
    // The alerts of the demo are looked at in alerts.test.ts.
    for (const path of ['#/', '#/timeline', '#/estimate', '#/providers', '#/hosts', '#/settings', ...paths]) {
      await go(page, path);
      // An account that has nothing but caps has no history.
      if (path.startsWith('#/account/'))
        await page
          .getByRole('heading', { name: /^(History|Caps)/ })
          .first()
          .waitFor();
      const serious = (await faults(page)).filter((fault) => /^\S+ \((serious|critical)\)/.test(fault));
      found.push(...serious.map((fault) => `${path} ${fault}`));
    }
    expect(found).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  }, 180_000);

  it('has accessible dialogs', async () => {
    const { page, context, problems } = await visit(browser, app.address, { colorScheme });
    await page.getByRole('button', { name: 'Add account' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await faults(page)).toEqual([]);
    for (const provider of ['ScraperAPI', 'Scrapio']) {
      await page.getByRole('dialog').getByRole('button', { name: provider }).click();
      await page.getByRole('dialog', { name: `Add ${provider}` }).waitFor();
      expect(await faults(page)).toEqual([]);
      await page.getByRole('button', { name: 'Another provider' }).click();
    }
    await page.keyboard.press('Escape');
    expect(problems).toEqual([]);
    await context.close();
  });
});

it('ends at Ctrl-C with an open page, and leaves nothing behind', async () => {
  // As `npm start -- --demo` of the README runs it.
  const own = await startScript(['scripts/start.mjs', '--demo', '--port', '0'], {
    FUELGAUGE_SHELL: 'browser',
  });
  const { page, context } = await visit(browser, own.address);
  await rows(page).first().waitFor();
  await page.evaluate(`location.hash = '#/settings'`);
  const folder = await page.getByRole('textbox', { name: 'Data folder' }).inputValue();
  expect(existsSync(folder)).toBe(true);
  expect(await own.stop()).toBe(0);
  expect(existsSync(folder)).toBe(false);
  await context.close();
});
