import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppState } from '../../shared/model/index.ts';
import { account, appState, empty, now, pool, providers, seven, troubled } from '../helpers/states.ts';
import {
  complaintsOf,
  openBrowser,
  openEmpty,
  patience,
  type RunningApp,
  startApp,
  type Visit,
  visit,
} from './app.ts';
import { faults } from './axe.ts';

let app: RunningApp;
let browser: Browser;
/** The profile of the windows: in one that has loaded the page before, it costs less than half. */
let windows: BrowserContext;

beforeAll(async () => {
  app = await startApp(['--demo']);
  browser = await openBrowser();
  windows = (await openEmpty(browser)).context;
  await windows.clock.setFixedTime(now);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

type Options = Parameters<typeof visit>[2];

/** The popover as a page of browser mode. */
async function visitPopover(options: Options = {}): Promise<Visit> {
  // From the dashboard, which lets the browser in. What that was still loading breaks off.
  const seen = await visit(browser, app.address, options);
  await seen.page.goto(new URL('/popover.html', app.address).href);
  seen.problems.length = 0;
  await rows(seen.page).first().waitFor();
  return seen;
}

/** The popover as the desktop app's window shows it, with a state of its own and a fixed clock. */
async function openWindow(state: AppState, colorScheme: 'light' | 'dark' = 'light') {
  const page = await windows.newPage();
  page.setDefaultTimeout(patience);
  await page.setViewportSize({ width: 380, height: 640 });
  await page.emulateMedia({ colorScheme });
  const problems = complaintsOf(page);
  await page.addInitScript(`
    window.told = { opened: [], heights: [], hidden: 0 };
    window.fuelgauge = {
      call: async () => ({ ok: true, data: { ok: true, value: {} } }),
      onState(listener) { listener(${JSON.stringify({ kind: 'whole', state })}); return () => {}; },
      openDashboard: (path) => window.told.opened.push(path),
      hidePopover: () => { window.told.hidden += 1; },
      setPopoverHeight: (height) => window.told.heights.push(height),
      recordShortcut: () => {},
    };`);
  // With a bridge, the page asks the server for nothing but itself.
  await page.goto(new URL('/popover.html', app.address).href);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { page, problems };
}

const list = (page: Page) => page.getByRole('list', { name: 'Accounts, most urgent first' });
const rows = (page: Page) => list(page).locator('a[href^="./#/account/"]');
const told = (page: Page, what: string) => page.evaluate(`window.told.${what}`);
const overflow = (page: Page) => page.evaluate('document.documentElement.scrollWidth - innerWidth');

/** Whether the element with the focus lies wholly in the part that scrolls. */
const focusInSight = (page: Page) =>
  page.evaluate(`(() => {
    const row = document.activeElement.getBoundingClientRect();
    const part = document.activeElement.closest('ul').parentElement.parentElement.getBoundingClientRect();
    return row.top >= part.top - 1 && row.bottom <= part.bottom + 1;
  })()`);

const many = (count: number) =>
  appState(
    Array.from({ length: count }, (_, at) =>
      account(`m${at}`, providers[at % providers.length]?.id ?? '', `project ${at + 1}`, {
        pools: [pool(at * 7 + 0.5, { limit: 10_000 })],
      }),
    ),
  );

describe('the popover in a browser', () => {
  it('shows all five providers of the demo, and goes to an account by keyboard alone', async () => {
    const { page, context, problems } = await visitPopover();
    const all = (await rows(page).allTextContents()).join('\n');
    for (const provider of ['ScraperAPI', 'Crustdata', 'CapSolver', 'Spidra', 'Scrapio'])
      expect(all).toContain(provider);
    expect(await page.getByText('Demo data').isVisible()).toBe(true);
    // The engine tells the burn of the days that the demo's history holds.
    await expect.poll(() => list(page).locator('rect').count()).toBeGreaterThan(20);

    await page.keyboard.type('capsolver');
    await expect.poll(() => rows(page).count()).toBe(1);
    await page.keyboard.press('Escape');
    await expect.poll(() => rows(page).count()).toBeGreaterThan(4);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const wanted = await rows(page).nth(1).getAttribute('href');
    expect(await page.evaluate(`document.activeElement.getAttribute('href')`)).toBe(wanted);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/${wanted?.replace('./', '')}`);
    await page.getByRole('heading', { name: 'History' }).waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });

  it('asks the providers when R is pressed', async () => {
    const { page, context, problems } = await visitPopover();
    const asked = page.waitForRequest((request) => request.url().includes('/trpc/refresh'));
    await page.keyboard.press('r');
    await asked;
    await page.getByText(/^Checked/).waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it('has no accessibility fault of any kind, in any state', async () => {
    const live = await visitPopover({ colorScheme });
    const found = await faults(live.page);
    await live.page.keyboard.type('nobody');
    await live.page.getByText('No match for “nobody”').waitFor();
    found.push(...(await faults(live.page)));
    expect(live.problems).toEqual([]);
    await live.context.close();
    for (const [name, state] of Object.entries({ seven, empty, troubled, many: many(60) })) {
      const { page, problems } = await openWindow(state, colorScheme);
      found.push(...(await faults(page)).map((fault) => `${name} ${fault}`));
      expect(problems).toEqual([]);
      await page.close();
    }
    expect(found).toEqual([]);
  });
});

describe('the popover in its window', () => {
  it('reports the height of its content, up to 640', async () => {
    const { page } = await openWindow(appState(seven.accounts.slice(0, 2)));
    await expect.poll(() => told(page, 'heights.length')).toBe(1);
    const height = Number(await told(page, 'heights.at(-1)'));
    expect(height).toBeGreaterThan(200);
    await page.setViewportSize({ width: 380, height });
    expect(await page.evaluate('document.documentElement.scrollHeight')).toBe(height);
    expect(await rows(page).last().isVisible()).toBe(true);
    expect(await told(page, 'heights.length')).toBe(1);
    await page.close();
    const full = await openWindow(many(60));
    await expect.poll(() => told(full.page, 'heights.at(-1)')).toBe(640);
    await full.page.close();
  });

  it('reaches every one of 500 rows by keyboard, and draws only those near', async () => {
    const { page, problems } = await openWindow(many(500));
    const current = () => page.evaluate('document.activeElement.dataset.row');
    await page.keyboard.press('End');
    await expect.poll(current).toBe('m499');
    await expect.poll(() => focusInSight(page)).toBe(true);
    await page.keyboard.press('ArrowUp');
    await expect.poll(current).toBe('m498');
    await page.keyboard.press('Home');
    for (let row = 1; row <= 40; row += 1) {
      await page.keyboard.press('ArrowDown');
      expect(await current()).toBe(`m${row}`);
    }
    await expect.poll(() => focusInSight(page)).toBe(true);
    expect(await rows(page).count()).toBeLessThan(40);
    expect(await page.locator('li[aria-posinset="41"][aria-setsize="500"]').count()).toBe(1);
    expect(problems).toEqual([]);
    await page.close();
  });

  it('fits long labels, and the smallest and largest amounts', async () => {
    const label = 'x'.repeat(60);
    const money = { kind: 'money', code: 'USD' } as const;
    const amounts = [0.0004, 12_345_678_901].flatMap((amount) => [
      pool(amount, { limit: 20_000_000_000 }),
      pool(amount, { unit: money }),
    ]);
    const accounts = amounts.map((one, at) => account(`a${at}`, 'crustdata', label, { pools: [one] }));
    const { page } = await openWindow(appState(accounts));
    for (const words of ['0.0004', '$0.0004', '12,345,678,901', '$12,345,678,901.00'])
      expect(await page.getByText(words, { exact: true }).isVisible()).toBe(true);
    expect(await overflow(page)).toBe(0);
    const inside = await rows(page).evaluateAll((links) =>
      links.every((link) => link.scrollWidth <= link.clientWidth),
    );
    expect(inside).toBe(true);
    // As at 200 %.
    await page.setViewportSize({ width: 190, height: 320 });
    expect(await overflow(page)).toBe(0);
    await page.close();
  });
});
