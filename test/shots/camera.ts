import { stripVTControlCharacters } from 'node:util';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';
import type { AppState } from '../../shared/model/index.ts';
import { openBrowser } from '../e2e/app.ts';
import { layBridge } from './bridge.ts';
import { type Shot, sizes, themes } from './view.ts';
import { type StillWorld, startStillWorld } from './world.ts';

/** A browser before the still world. */
export interface Camera {
  browser: Browser;
  world: StillWorld;
  /** The picture as PNG, and what the browser complained of. Rejects where the view cannot be reached. */
  take(shot: Shot): Promise<{ png: Buffer; problems: string[] }>;
  close(): Promise<void>;
}

export async function openCamera(): Promise<Camera> {
  const world = await startStillWorld();
  const browser = await openBrowser();
  const close = async () => {
    await browser.close();
    await world.close();
  };
  const cookies = await letIn(browser, world.address);
  return { browser, world, take: (shot) => take(browser, world, cookies, shot), close };
}

type Cookies = Awaited<ReturnType<BrowserContext['storageState']>>;

async function letIn(browser: Browser, address: string): Promise<Cookies> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address);
  const state = await context.storageState();
  await context.close();
  return { ...state, origins: [] };
}

async function take(browser: Browser, world: StillWorld, storageState: Cookies, shot: Shot) {
  const { view, size, theme } = shot;
  const { width, height, scale } = sizes[size];
  const context = await browser.newContext({
    storageState,
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    viewport: { width, height },
    deviceScaleFactor: scale,
    ...themes[theme],
  });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const state = view.of ?? world.state;
    await page.clock.setFixedTime(state.at);
    const problems = complaints(page);
    const loading = underWay(page);
    let wanted: number | null = null;
    if (view.of !== undefined || view.window === 'popover')
      await layBridge(page, state, view, (told) => {
        wanted = told;
      });
    await page.goto(`${world.origin}/${pathOf(shot, world.state)}`);
    const { steps, ready = (seen: Page) => seen.getByRole('heading', { level: 1 }) } = view;
    if (steps === undefined) await ready(page).first().waitFor();
    else {
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await steps(page);
      await ready(page).first().waitFor();
    }
    await page.mouse.move(0, 0);
    await loading.ended();
    await page.evaluate('document.fonts.ready.then(() => true)');
    const isWhole = view.window === 'dashboard' && !view.windowOnly;
    const png = await steady(page, async () => {
      const told = isWhole ? Math.max(height, await lengthOf(page)) : (wanted ?? height);
      if (page.viewportSize()?.height !== told) await page.setViewportSize({ width, height: told });
    });
    return { png, problems };
  } catch (error) {
    const [why = ''] = stripVTControlCharacters(String(error)).split('\nCall log:');
    throw new Error(`${shot.name} could not be taken: ${why}`, { cause: error });
  } finally {
    await context.close();
  }
}

function pathOf({ view }: Shot, demo: AppState): string {
  if (view.window === 'popover') return 'popover.html';
  return (typeof view.path === 'function' ? view.path(demo) : view.path) ?? '#/';
}

function complaints(page: Page): string[] {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  return problems;
}

/** The page's requests that are not answered yet; the state's stream, which never is, apart. */
function underWay(page: Page) {
  const open = new Set<unknown>();
  let told = () => {};
  page.on('request', (request) => {
    if (!request.url().includes('/trpc/onState') && !request.url().includes('onNotification'))
      open.add(request);
  });
  const end = (request: unknown) => {
    open.delete(request);
    if (open.size === 0) told();
  };
  page.on('requestfinished', end);
  page.on('requestfailed', end);
  return {
    ended: () =>
      new Promise<void>((resolve) => {
        told = resolve;
        if (open.size === 0) resolve();
      }),
  };
}

/** As high as a window would have to be for nothing to scroll; CSS pixels. */
const lengthOf = async (page: Page): Promise<number> =>
  z.number().parse(await page.evaluate('document.documentElement.scrollHeight'));

const mostTries = 30;

/** Takes pictures until one is like the one before: nothing is still being laid out or drawn. */
async function steady(page: Page, fit: () => Promise<void>): Promise<Buffer> {
  let last: Buffer | null = null;
  for (let tries = 0; tries < mostTries; tries++) {
    await fit();
    // Two frames: what was decided in the first is drawn in the second.
    await page.evaluate(
      'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(true))))',
    );
    const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
    if (last?.equals(png)) return png;
    last = png;
  }
  throw new Error(`It is never at rest: ${mostTries} pictures, and no two alike in a row.`);
}
