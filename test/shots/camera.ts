import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual, stripVTControlCharacters } from 'node:util';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';
import type { AppState } from '../../shared/model/index.ts';
import { openBrowser } from '../e2e/app.ts';
import { layBridge } from './bridge.ts';
import { useOwnFont } from './own-font.ts';
import { type Part, partsSchema } from './parts.ts';
import { type Shot, sizes, themes } from './view.ts';
import { type StillWorld, startStillWorld } from './world.ts';

const inPage = readFileSync(join(import.meta.dirname, 'in-page.js'), 'utf8');

/** A browser before the still world. What it rejects with says which view cannot be reached, and why. */
export interface Camera {
  /** The picture as PNG, and what the browser complained of. */
  take(shot: Shot): Promise<{ png: Buffer; problems: string[] }>;
  /** The parts of the page in the tests' own font; `change` is done to the page before. */
  measure(
    shot: Shot,
    change?: (page: Page) => Promise<unknown>,
  ): Promise<{ parts: Part[]; problems: string[] }>;
  close(): Promise<void>;
}

export interface CameraOptions {
  /** The built pages; this checkout's own if missing. */
  rendererDir?: string;
  /** Of the browser, beside the usual ones. */
  args?: readonly string[];
}

export async function openCamera({ rendererDir, args }: CameraOptions = {}): Promise<Camera> {
  const world = await startStillWorld(rendererDir);
  const browser = await openBrowser(args);
  const session = await letIn(browser, world.address);
  return {
    take: (shot) =>
      visit({ browser, world, session, shot, ownFont: false }, async ({ page, fit, problems }) => {
        const photograph = () => page.screenshot({ animations: 'disabled', caret: 'hide' });
        return { png: await steady(page, fit, photograph), problems };
      }),
    measure: (shot, change) =>
      visit({ browser, world, session, shot, ownFont: true }, async ({ page, fit, problems }) => {
        await change?.(page);
        await page.evaluate(layOutAll);
        const list = async () =>
          partsSchema.parse(await page.evaluate(`${inPage}partsOf('${heldRoot(shot)}')`));
        return { parts: await steady(page, fit, list), problems };
      }),
    async close() {
      await browser.close();
      await world.close();
    },
  };
}

type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

async function letIn(browser: Browser, address: string): Promise<Session> {
  const context = await browser.newContext();
  const page = await context.newPage();
  // The page answers once the server has let it in.
  await Promise.all([
    page.waitForResponse((answer) => answer.url().endsWith('/session')),
    page.goto(address),
  ]);
  const state = await context.storageState();
  await context.close();
  return state;
}

interface Visit {
  browser: Browser;
  world: StillWorld;
  session: Session;
  shot: Shot;
  ownFont: boolean;
}
interface Visited {
  page: Page;
  /** Makes the window as high as what is seen asks for. */
  fit(): Promise<void>;
  problems: string[];
}

/** Goes to a view, and to what `use` makes of the page then. */
async function visit<T>(
  { browser, world, session, shot, ownFont }: Visit,
  use: (visited: Visited) => Promise<T>,
): Promise<T> {
  const { view, size, theme } = shot;
  const { width, height, scale } = sizes[size];
  const context = await browser.newContext({
    storageState: session,
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    viewport: { width, height },
    deviceScaleFactor: scale,
    ...themes[theme],
  });
  try {
    if (ownFont) await useOwnFont(context);
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
    const fit = async () => {
      const told = isWhole ? Math.max(height, await lengthOf(page)) : (wanted ?? height);
      if (page.viewportSize()?.height !== told) await page.setViewportSize({ width, height: told });
    };
    return await use({ page, fit, problems });
  } catch (error) {
    const [why = ''] = stripVTControlCharacters(String(error)).split('\nCall log:');
    throw new Error(`${shot.name} could not be taken: ${why}`, { cause: error });
  } finally {
    await context.close();
  }
}

/** The sidebar is the same on every page: the overview holds it. */
const heldRoot = ({ view }: Shot) => (view.window === 'popover' || view.path === '#/' ? 'body' : 'main');

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

/** What is laid out only when it comes near would be measured now or later. Set from a script, which the page's policy allows. */
const layOutAll = `for (const element of document.querySelectorAll('*'))
  if (getComputedStyle(element).contentVisibility === 'auto') element.style.contentVisibility = 'visible';`;

/** As high as a window would have to be for nothing to scroll; CSS pixels. */
const lengthOf = async (page: Page): Promise<number> =>
  z.number().parse(await page.evaluate('document.documentElement.scrollHeight'));

const mostTries = 30;

/** Looks until what it sees is like what it saw before: nothing is still being laid out or drawn. */
async function steady<T>(page: Page, fit: () => Promise<void>, look: () => Promise<T>): Promise<T> {
  let last: T | null = null;
  for (let tries = 0; tries < mostTries; tries++) {
    await fit();
    // Two frames: what was decided in the first is drawn in the second.
    await page.evaluate(
      'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(true))))',
    );
    const seen = await look();
    if (isDeepStrictEqual(seen, last)) return seen;
    last = seen;
  }
  throw new Error(`It is never at rest: ${mostTries} looks, and no two alike in a row.`);
}
