import { existsSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { go, openBrowser, type RunningApp, startApp, startScript, type Visit, visit } from './app.ts';
import { faults } from './axe.ts';

let app: RunningApp;
let browser: Browser;
/** A page that goes from test to test: opening one costs more than most of them. */
let visitor: Visit;

beforeAll(async () => {
  app = await startApp(['--demo']);
  browser = await openBrowser();
  visitor = await visit(browser, app.address);
  await rows(visitor.page).first().waitFor();
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

const falling = [/crawler/, /production/];
/** What they had when this file began to watch them. */
const before: number[] = [];

describe('the demo', () => {
  it('shows all its providers', async () => {
    const { page, problems } = visitor;
    const all = (await rows(page).allTextContents()).join('\n');
    for (const provider of ['ScraperAPI', 'Crustdata', 'CapSolver', 'Spidra', 'Scrapio'])
      expect(all).toContain(provider);
    expect(await page.getByText('Demo data. Nothing here is real.').isVisible()).toBe(true);
    // The first readings come in a moment after the page.
    for (const name of falling) {
      await expect.poll(() => left(page, name), { timeout: 10_000 }).toBeGreaterThan(0);
      before.push(await left(page, name));
    }
    expect(problems).toEqual([]);
  });

  it('never draws a balance without a limit as a share of something', async () => {
    const row = rows(visitor.page).filter({ hasText: 'CapSolver' });
    expect(await row.getByRole('meter').count()).toBe(0);
    expect(await row.textContent()).not.toContain('%');
  });

  it('goes on after a reload without the token, and is closed to another profile', async () => {
    const { page } = visitor;
    expect(page.url()).not.toContain('token');
    await page.reload();
    await rows(page).first().waitFor();
    const other = await browser.newContext();
    const stranger = await other.newPage();
    await stranger.goto(new URL(app.address).origin);
    await stranger.getByText('This browser is not signed in to Fuelgauge.').waitFor();
    expect(await rows(stranger).count()).toBe(0);
    await other.close();
  });

  it('keeps the page whole on a narrow screen', async () => {
    const { page } = visitor;
    const size = page.viewportSize() ?? { width: 1200, height: 850 };
    await page.setViewportSize({ width: 380, height: 700 });
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    await page.setViewportSize(size);
    expect(overflow).toBe(0);
  });
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it('has no page with a serious accessibility fault, and none that the browser complains about', async () => {
    const { page, problems } = visitor;
    await page.emulateMedia({ colorScheme });
    await go(page, '#/');
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
  }, 180_000);

  it('has accessible dialogs', async () => {
    const { page, problems } = visitor;
    await page.emulateMedia({ colorScheme });
    await go(page, '#/');
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
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(problems).toEqual([]);
  });
});

it('has balances that fall while one watches', async () => {
  const { page, problems } = visitor;
  await go(page, '#/');
  await rows(page).first().waitFor();
  expect(before).toHaveLength(falling.length);
  for (const [at, name] of falling.entries())
    await expect
      .poll(() => left(page, name), { timeout: 55_000, interval: 500 })
      .toBeLessThan(before[at] ?? 0);
  expect(problems).toEqual([]);
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
