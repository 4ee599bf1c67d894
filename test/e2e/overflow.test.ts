import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alert } from '../helpers/states.ts';
import { go, openBrowser, type RunningApp, startApp, type Visit } from './app.ts';
import { showState } from './pages.ts';
import { worldOf } from './worlds.ts';

// Nothing scrolls sideways, whatever a label is: neither the page nor any part of it.

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

const long = 'a-label-of-sixty-characters-without-any-place-to-break-a-line';
const world = () => {
  const state = worldOf(1);
  return {
    ...state,
    accounts: state.accounts.map((account, at) => ({
      ...account,
      label: `${long.slice(0, 58)}-${at}`,
      tags: [long.slice(0, 30), 'a client'],
      alerts: [...account.alerts, alert('low', 'critical')],
    })),
  };
};

/** Every part that could be scrolled sideways. */
const wide = (page: Page) =>
  page.evaluate<string[]>(`[document.documentElement, ...document.querySelectorAll('body *')]
    .filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0)
    .filter((part) => part === document.documentElement || /auto|scroll/.test(getComputedStyle(part).overflowX))
    .map((part) => part.tagName + '.' + part.className + ' ' + part.scrollWidth + ' in ' + part.clientWidth)`);

const pages = [
  '#/',
  '#/account/w1',
  '#/timeline',
  '#/estimate',
  '#/alerts',
  '#/providers',
  '#/hosts',
  '#/settings',
];

describe.each([1280, 700, 380])('at %i pixels', (width) => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await showState(browser, app.address, world(), '#/', { viewport: { width, height: 800 } });
  });
  afterAll(() => visit?.context.close());

  it.each(pages)('%s does not scroll sideways', async (path) => {
    await go(visit.page, path);
    expect(await wide(visit.page)).toEqual([]);
  });

  it('no dialog does, either', async () => {
    const { page } = visit;
    await go(page, '#/');
    await page.getByRole('button', { name: 'Add account' }).first().click();
    await page.getByRole('dialog').waitFor();
    expect(await wide(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Shift+?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    expect(await wide(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
});

it('the tab counts what needs attention, and Back finds its place', async () => {
  const state = world();
  const many = Array.from({ length: 8 }, (_, copy) =>
    state.accounts.map((account) => ({ ...account, id: `${account.id}${copy || ''}` })),
  ).flat();
  const { page, context } = await showState(browser, app.address, { ...state, accounts: many }, '#/', {
    viewport: { width: 1280, height: 600 },
  });
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.title()).toMatch(/^\(\d+\) Overview · Fuelgauge$/);
  await page.mouse.move(600, 400);
  await page.mouse.wheel(0, 900);
  await expect.poll(() => page.evaluate<number>('window.scrollY')).toBe(900);
  await page.locator('main tbody a').nth(8).click();
  await page
    .getByRole('heading', { level: 1, name: /Crustdata|Spidra|CapSolver|ScraperAPI|Scrapio/ })
    .waitFor();
  expect(await page.evaluate('window.scrollY')).toBe(0);
  await page.goBack();
  await expect.poll(() => page.evaluate<number>('window.scrollY')).toBe(900);
  await context.close();
});
