import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MockProvider, startMockProvider } from '../helpers/mock-provider.ts';
import { openBrowser, type RunningApp, startApp, stateOf, type Visit, visit } from './app.ts';
import { faults } from './axe.ts';

let app: RunningApp;
let browser: Browser;
let receiver: MockProvider;
/** A page that goes from test to test: opening one costs more than most of them. */
let visitor: Visit;

beforeAll(async () => {
  receiver = await startMockProvider({ body: {} });
  app = await startApp(['--demo']);
  browser = await openBrowser();
  visitor = await visit(browser, app.address);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  await receiver?.close();
});

async function open(path: string): Promise<Visit> {
  await go(visitor.page, path);
  return visitor;
}
async function go(page: Page, path: string) {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.evaluate(`location.hash = ${JSON.stringify(path)}`);
  await page.getByRole('navigation', { name: 'Alerts' }).waitFor();
}

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it('has no accessibility fault on either page, and none that the browser complains about', async () => {
    const { page, problems } = await open('#/alerts');
    await page.emulateMedia({ colorScheme });
    const found: string[] = [];
    for (const path of ['#/alerts', '#/alerts/settings']) {
      await go(page, path);
      if (path === '#/alerts/settings') await page.getByRole('switch', { name: 'Burn spike' }).waitFor();
      found.push(...(await faults(page)).map((fault) => `${path} ${fault}`));
    }
    expect(found).toEqual([]);
    expect(problems).toEqual([]);
  });
});

it.each([380, 640, 700])('keeps both pages whole at %i px', async (width) => {
  const { page } = await open('#/alerts');
  await page.setViewportSize({ width, height: 800 });
  for (const path of ['#/alerts', '#/alerts/settings']) {
    await go(page, path);
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow, path).toBe(0);
  }
  await page.setViewportSize({ width: 1200, height: 850 });
});

describe('an active alert', () => {
  it('is put off with the keyboard alone, and that undone', async () => {
    const { page, problems } = await open('#/alerts');
    const snooze = page.getByRole('button', { name: /^Snooze: / }).first();
    await snooze.waitFor();
    const name = (await snooze.getAttribute('aria-label'))?.replace('Snooze: ', '') ?? '';
    await snooze.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menu').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page
      .getByText(/^Snoozed until/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: `Unsnooze: ${name}` }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: `Snooze: ${name}` }).waitFor();
    expect(problems).toEqual([]);
  });
});

describe('the settings', () => {
  it('are stored by the engine: another visit finds them', async () => {
    const { page } = await open('#/alerts/settings');
    await page.getByLabel('Hours ahead', { exact: true }).fill('96');
    await page.keyboard.press('Enter');
    await page.getByText('Saved').waitFor();
    const other = await visitor.context.newPage();
    await other.goto(new URL('/#/alerts/settings', app.address).href);
    await expect.poll(() => other.getByLabel('Hours ahead', { exact: true }).inputValue()).toBe('96');
    await other.close();
  });

  it('replay the history of the demo', async () => {
    const { page, problems } = await open('#/alerts/settings');
    await page.getByRole('button', { name: 'Run preview' }).click();
    await page.getByText(/alerts? in (the last )?30 days/).waitFor();
    expect(problems).toEqual([]);
  });

  it('take a webhook, test it, and take it back', async () => {
    const { page, problems } = await open('#/alerts/settings');
    await page.getByRole('button', { name: 'Add channel' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add channel' });
    await dialog.getByLabel('Label').fill('Pager');
    await dialog.getByLabel('Address', { exact: true }).fill(`${receiver.origin}/hook-invented`);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Test Pager' }).click();
    await page.getByText('Test notification sent. Check that it arrived.').waitFor();
    expect(receiver.requests.map(({ method, url }) => `${method} ${url}`)).toContain('POST /hook-invented');
    // The address is a secret, and stays in the vault.
    expect(await page.content()).not.toContain('hook-invented');
    expect(await stateOf(page)).not.toContain('hook-invented');

    receiver.answer({ status: 404, body: {} });
    await page.getByRole('button', { name: 'Test Pager' }).click();
    await page.getByText(/^The test failed: /).waitFor();
    receiver.answer({ body: {} });

    await page.getByRole('button', { name: 'Remove Pager' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove channel' }).click();
    await page.getByRole('switch', { name: 'Pager' }).waitFor({ state: 'hidden' });
    expect(problems).toEqual([]);
  });
});

describe('notifications of the browser', () => {
  /** Notes what would be shown, in place of the system's own notifications. */
  const note = `
    window.shown = [];
    window.Notification = class {
      static permission = 'granted';
      constructor(title, options) { window.shown.push({ title, ...options }); window.last = this; }
      close() {}
    };`;
  const shown = (page: Page) => page.evaluate('window.shown.length').then(Number);

  it('are shown by one of several open pages, and lead back to Fuelgauge', async () => {
    const { page, context } = await open('#/alerts');
    await context.addInitScript(note);
    const second = await context.newPage();
    await second.goto(new URL(app.address).origin);
    await go(second, '#/alerts/settings');
    await page.reload();
    await go(page, '#/alerts/settings');

    await page.getByRole('switch', { name: 'Open pages' }).click();
    const test = page.getByRole('button', { name: 'Test Open pages' });
    await test.waitFor();
    // The engine knows a page as soon as its stream is open; until then the test says that no page is.
    await expect
      .poll(
        async () => {
          await test.click();
          await page.getByText(/^(Test notification sent|The test failed)/).waitFor();
          return (await shown(page)) + (await shown(second));
        },
        { timeout: 15_000 },
      )
      .toBe(1);
    const shower = (await shown(page)) === 1 ? page : second;
    await shower.evaluate('window.last.onclick()');
    expect(await shower.evaluate('location.hash')).toBe('#/alerts');

    // The one that shows them closes, and the other takes over.
    const rest = shower === page ? second : page;
    await shower.close();
    await go(rest, '#/alerts/settings');
    await expect
      .poll(
        async () => {
          await rest.getByRole('button', { name: 'Test Open pages' }).click();
          await rest.getByText(/^(Test notification sent|The test failed)/).waitFor();
          return shown(rest);
        },
        { timeout: 15_000 },
      )
      .toBe(1);
    await rest.getByRole('switch', { name: 'Open pages' }).click();
  });
});
