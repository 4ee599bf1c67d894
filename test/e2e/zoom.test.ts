import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { empty, troubled } from '../helpers/states.ts';
import { go, openBrowser, type RunningApp, startApp, type Visit } from './app.ts';
import { faults } from './axe.ts';
import { type Look, showAgain, showState } from './pages.ts';
import { paths, worldOf } from './worlds.ts';

// Every page, one after the other, on whatever machine.
vi.setConfig({ testTimeout: 180_000 });

let app: RunningApp;
let browser: Browser;
/** Goes everywhere, in all looks: one after the other. */
let opened: Visit;

beforeAll(async () => {
  app = await startApp();
  browser = await openBrowser();
  opened = await showState(browser, app.address, world, '#/');
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

/** How far a page is wider than its window, in CSS pixels, with what sticks out. */
const overflow = (page: Page) =>
  page.evaluate(`(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return null;
    const widest = [...document.querySelectorAll('main *')].find((one) => one.getBoundingClientRect().right > clientWidth + 1);
    return scrollWidth - clientWidth + ' px: ' + (widest?.className ?? '');
  })()`);

const world = worldOf(1);
const visits = [
  ...paths.map((path) => ({ path, state: world })),
  ...['#/', '#/account/e1', '#/account/e5', '#/account/e6'].map((path) => ({ path, state: troubled })),
  { path: '#/', state: empty },
];

/** Goes to every page, and tells what `find` finds there. */
async function everywhere(
  look: Look,
  find: (page: Page) => Promise<string[]>,
  pages = visits,
): Promise<string[]> {
  const found: string[] = [];
  const { page, problems } = opened;
  for (const [state, ofState] of Map.groupBy(pages, ({ state }) => state)) {
    await showAgain(page, state, look);
    for (const { path } of ofState) {
      await go(page, path);
      if (path === '#/account/w1') await page.locator('canvas').first().waitFor();
      found.push(...[...(await find(page)), ...problems.splice(0)].map((what) => `${path} ${what}`));
    }
  }
  return found;
}

const size = (width: number, height: number) => ({ viewport: { width, height } });
/** Each pixel of it is drawn as four; what is where is the same as in a small window. */
const zoomed = size(640, 400);

describe('no page is wider than its window', () => {
  it.each([
    ['at 700 px', size(700, 600)],
    ['at 200 % of a window of 1280 px', zoomed],
    ['at 320 px', size(320, 600)],
  ])('%s', async (_, look) => {
    expect(
      await everywhere(look, async (page) => {
        const over = await overflow(page);
        return over === null ? [] : [String(over)];
      }),
    ).toEqual([]);
  });
});

describe('axe finds nothing at all', () => {
  it.each<[string, Look]>([
    ['in light', { colorScheme: 'light' }],
    ['in dark', { colorScheme: 'dark' }],
    ['in forced colours', { forcedColors: 'active' }],
  ])('%s', async (_, look) => {
    expect(await everywhere(look, faults)).toEqual([]);
  });

  // The same page with other colours or another width: one of each kind is enough.
  it.each<[string, Look]>([
    ['in light with more contrast', { colorScheme: 'light', contrast: 'more' }],
    ['in dark with more contrast', { colorScheme: 'dark', contrast: 'more' }],
    ['at 200 %', zoomed],
  ])('%s', async (_, look) => {
    const some = visits.filter(({ path }) =>
      ['#/', '#/account/w1', '#/account/e1', '#/settings'].includes(path),
    );
    expect(await everywhere(look, faults, some)).toEqual([]);
  });

  it.each<[string, Look]>([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['forced colours at 200 %', { forcedColors: 'active', ...zoomed }],
  ])('in any dialog of an account, in %s', async (_, look) => {
    const { page } = opened;
    await showAgain(page, world, look);
    await go(page, '#/account/w1');
    const found: string[] = [];
    for (const name of [
      'Name, tags and note',
      'Replace key',
      'Plan and cycle',
      'Add top-up',
      'Check interval',
      'Remove',
    ]) {
      await page.getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menuitem', { name }).click();
      const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'));
      await dialog.waitFor();
      found.push(...(await faults(page)).map((what) => `${name}: ${what}`));
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      // The menu that led to it has the focus again.
      await page.locator(':focus[aria-label="More actions"]').waitFor();
    }
    expect(found).toEqual([]);
  });
});

describe('the focus', () => {
  it.each<[string, Look]>([
    ['light', {}],
    ['dark', { colorScheme: 'dark' }],
    ['forced colours', { forcedColors: 'active' }],
  ])('can be seen wherever Tab leads, in %s', async (_, look) => {
    const unseen: string[] = [];
    const { page } = opened;
    await showAgain(page, world, look);
    for (const path of ['#/', '#/account/w1', '#/settings', '#/estimate']) {
      await go(page, path);
      for (let presses = 0; presses < 60; presses++) {
        await page.keyboard.press('Tab');
        // A choice drawn beside its input shows the ring there, and a row all around.
        const where = await page.evaluate(`(() => {
          const at = document.activeElement;
          if (at === null || at === document.body) return 'left';
          const isDrawn = ({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && outlineWidth !== '0px';
          const ring = (one) => isDrawn(getComputedStyle(one)) || isDrawn(getComputedStyle(one, '::after'));
          const drawn = [at, at.nextElementSibling, at.parentElement].filter((one) => one !== null);
          return drawn.some(ring) ? '' : at.outerHTML.slice(0, 120);
        })()`);
        if (where === 'left') break;
        if (where !== '') unseen.push(`${path} ${where}`);
      }
    }
    expect(unseen).toEqual([]);
  });
});

describe('the keyboard alone', () => {
  it('leads from the overview to an account, through its dialogs, and back to where it was', async () => {
    const { page, context, problems } = await showState(browser, app.address, world, '#/');
    const focus = page.locator(':focus');
    const tabTo = async (name: RegExp) => {
      for (let presses = 0; presses < 60; presses++) {
        await page.keyboard.press('Tab');
        if ((await focus.count()) > 0 && name.test(await focus.ariaSnapshot())) return;
      }
      throw new Error(`Tab never came to ${name}.`);
    };
    await page
      .locator('main')
      .getByRole('link', { name: /Crustdata production/ })
      .waitFor();
    // Past the same account in the sidebar, whose name does not begin with its label.
    await tabTo(/link "Crustdata production/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Crustdata, production' }).waitFor();
    // A new page is read from its start.
    await page.locator('main:focus').waitFor();

    await tabTo(/button "More actions"/);
    await page.keyboard.press('Enter');
    await page.getByRole('menu').waitFor();
    await page.keyboard.type('Plan');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Plan and cycle' }).waitFor();
    await page.locator('[role=dialog] :is(input, select):focus').waitFor();
    await tabTo(/button "Cancel"/);
    await page.keyboard.press('Enter');
    await page.locator(':focus[aria-label="More actions"]').waitFor();

    await tabTo(/radio "30 days"/);
    await page.keyboard.press('ArrowLeft');
    expect(await page.getByRole('radio', { name: '7 days' }).isChecked()).toBe(true);
    await tabTo(/button "Show as table"/);
    await page.keyboard.press('Space');
    await page.getByRole('table', { name: /^Remaining over the last 7 days/ }).waitFor();
    await page.locator(':focus', { hasText: 'Show as chart' }).waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });
});

describe('an alert', () => {
  it('is spoken when it begins, and no poll is', async () => {
    const { page, context } = await showState(browser, app.address, world, '#/account/w1');
    const region = page.getByRole('status', { name: 'Alerts' });
    await page.evaluate(
      `pushState((state) => { state.accounts[0].health.readAt += 1000; state.accounts[0].pools[0].remaining -= 5; })`,
    );
    await page.getByText('12,402.5').first().waitFor();
    expect(await region.textContent()).toBe('');
    await page.evaluate(
      `pushState((state) => state.accounts[0].alerts.push({ ...state.accounts[0].alerts[0], kind: 'burn-spike', text: 'Burn is 4 times the usual.' }))`,
    );
    await region.getByText('Crustdata, production: Burn is 4 times the usual.').waitFor();
    await context.close();
  });
});
