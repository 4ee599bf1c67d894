import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { go, openBrowser, type RunningApp, startApp, type Visit } from './app.ts';
import { showState } from './pages.ts';
import { paths, worldOf } from './worlds.ts';

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

/** All that can be read or heard of a page: its texts, and what names and describes its elements. */
async function told(page: Page): Promise<string[]> {
  const texts: unknown = await page.evaluate(`(() => {
    const said = [document.title];
    const names = ['title', 'alt', 'placeholder', 'content'];
    for (const element of document.querySelectorAll('*')) {
      for (const { name, value } of element.attributes)
        if (names.includes(name) || name.startsWith('aria-value') || name === 'aria-label' || name === 'aria-description')
          said.push(name + ': ' + value);
      if (element.closest('script, style') !== null) continue;
      for (const node of element.childNodes)
        if (node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== '') said.push(node.textContent);
    }
    return said;
  })()`);
  if (!Array.isArray(texts)) throw new Error('The page told nothing.');
  return texts.map(String);
}

/** Opens everything on the page that shows amounts only then. */
async function unfold(page: Page, path: string): Promise<void> {
  // An answer comes with a price.
  if (path === '#/estimate') await page.getByLabel('Price of one call').fill('0.5');
  if (!path.startsWith('#/account/')) return;
  await page.getByRole('button', { name: 'Show as table' }).click();
  await page.getByRole('table', { name: /^Remaining over/ }).waitFor();
}

/** One page for each world, which goes from address to address. */
const opened = new Map<string, Promise<Visit>>();

/** What a page tells of the world at one scale. */
async function pageOf(scale: number, path: string, maskAmounts: boolean): Promise<string[]> {
  const world = `${scale} ${maskAmounts}`;
  const opening = opened.get(world) ?? showState(browser, app.address, worldOf(scale, { maskAmounts }), '#/');
  opened.set(world, opening);
  const { page, problems } = await opening;
  await go(page, path);
  await unfold(page, path);
  const texts = await told(page);
  expect(problems).toEqual([]);
  return texts;
}

// If no text depends on how large the amounts are, then none can be read from it.
describe('hidden amounts', () => {
  it.each(paths)('are nowhere on %s', async (path) => {
    expect(await pageOf(1.37, path, true)).toEqual(await pageOf(1, path, true));
  });

  it.each(['#/', '#/account/w1', '#/estimate'])('would be on %s otherwise', async (path) => {
    expect(await pageOf(1.37, path, false)).not.toEqual(await pageOf(1, path, false));
  });

  it('are not in the dialogs either, and what is typed is hidden as it is', async () => {
    const { page, context } = await showState(
      browser,
      app.address,
      worldOf(1, { maskAmounts: true }),
      '#/account/w1',
    );
    await page.getByRole('button', { name: 'Plan and cycle' }).click();
    const refill = page.getByRole('dialog').getByRole('textbox', { name: /^Refill/ });
    expect(await refill.inputValue()).toBe('50000');
    await refill.focus();
    expect(
      await page.evaluate(
        'getComputedStyle(document.activeElement).getPropertyValue("-webkit-text-security")',
      ),
    ).toBe('disc');
    expect((await told(page)).join('\n')).not.toMatch(/50[.,\s]?000|7[.,\s]?000/);
    await context.close();
  });

  it('come and go with M, on any page but not while one types', async () => {
    const { page, context } = await showState(browser, app.address, worldOf(1), '#/account/w1');
    await page.getByText('12,407.5').first().waitFor();
    await page.keyboard.press('m');
    await page.getByText('Amounts are hidden. Press M to show them.').waitFor();
    expect((await told(page)).join('\n')).not.toContain('12,407.5');
    await page.getByRole('button', { name: 'Plan and cycle' }).click();
    const dialog = page.getByRole('dialog', { name: 'Plan and cycle' });
    // Only what has the focus is typed into.
    await dialog.locator(':focus').waitFor();
    await page.keyboard.type('m');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.getByText('12,407.5').count()).toBe(0);
    await page.keyboard.press('m');
    await page.getByText('12,407.5').first().waitFor();
    await context.close();
  });
});
