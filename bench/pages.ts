import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createLog } from '../main/engine/log.ts';
import { startServer } from '../main/server/server.ts';
import { openBrowser } from '../test/e2e/app.ts';
import { findChromium } from '../test/e2e/chromium.ts';
import { countsOf, scroll, see, watchPages } from '../test/e2e/watch-page.ts';
import { must, openBenchEngine } from './engine.ts';
import { startProvider } from './provider.ts';
import { median, report, skip } from './report.ts';

/** 500 accounts and a browser to look at them. */
interface Scene {
  browser: Browser;
  address: string;
  /** Changes one visible account, which keeps its place. Causes one push. */
  change(): Promise<void>;
}

/** Pages with 500 accounts in a real Chromium: repaints after a push, scrolling, and inactivity while hidden. */
export async function pages(renderer: string): Promise<void> {
  if (!findChromium(process.env)) return skip('pages with 500 accounts', 'because no Chromium was found');
  const provider = await startProvider(0);
  const home = mkdtempSync(join(tmpdir(), 'fuelgauge-bench-'));
  const engine = await openBenchEngine(home, { accounts: 500, origin: provider.origin });
  const log = createLog(home);
  const server = must(
    await startServer({
      home,
      context: { engine: () => engine, demo: null },
      live: engine,
      shown: () => engine,
      rendererDir: renderer,
      port: 0,
      log,
    }),
  );
  const browser = await openBrowser();
  await engine.refresh({});
  const { id: account = '' } = engine.state().accounts[2] ?? {};
  let intervalMs = 600_000;
  const change = async () => {
    intervalMs += 1000;
    must(await engine.editAccount({ account, intervalMs }));
  };
  try {
    const scene = { browser, address: server.address, change };
    for (const name of ['popover', 'dashboard'] as const) {
      await repaints(name, scene);
      await hidden(name, scene);
    }
    const plain = await plainList(browser);
    for (const name of ['popover', 'dashboard'] as const) await scrolling(name, scene, plain);
  } finally {
    await browser.close();
    await server.close();
    await engine.stop();
    provider.close();
    log.close();
    rmSync(home, { recursive: true });
  }
}

const views = {
  popover: { path: '/popover.html', viewport: { width: 380, height: 640 } },
  dashboard: { path: '/', viewport: { width: 1100, height: 780 } },
} as const;

async function open({ browser, address }: Scene, name: keyof typeof views): Promise<Page> {
  const { path, viewport } = views[name];
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  await watchPages(context);
  const page = await context.newPage();
  await page.goto(address);
  if (path !== '/') await page.goto(new URL(path, address).href);
  await page.locator('a[href*="#/account/"]').nth(5).waitFor();
  await settled(page);
  return page;
}

/** Waits until nothing has been drawn or pushed for a quarter of a second. */
async function settled(page: Page): Promise<void> {
  let before = '';
  for (;;) {
    const now = JSON.stringify(await countsOf(page));
    if (now === before) return;
    before = now;
    await page.waitForTimeout(250);
  }
}

/** Rows drawn per push of one visible account. It should be only that account's rows. */
async function repaints(name: keyof typeof views, scene: Scene): Promise<void> {
  const page = await open(scene, name);
  const rounds: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const before = await countsOf(page);
    await scene.change();
    await settled(page);
    const after = await countsOf(page);
    rounds.push((after.rows - before.rows) / (after.messages - before.messages));
  }
  // The dashboard has it in the table and in the sidebar.
  const shown = name === 'popover' ? 1 : 2;
  report(`rows of the ${name} drawn again by a push of one account of 500`, median(rounds), '', shown);
  await page.context().close();
}

/** Everything that happens on a hidden page while an account changes. */
async function hidden(name: keyof typeof views, scene: Scene): Promise<void> {
  const page = await open(scene, name);
  await see(page, false);
  const before = await countsOf(page);
  await scene.change();
  await page.waitForTimeout(1000);
  const after = await countsOf(page);
  const busy =
    after.timers + after.streams + (after.messages - before.messages) + (after.commits - before.commits);
  report(`timers, streams, pushes and repaints of the hidden ${name}`, busy, '', 0);
  await page.context().close();
}

const frames = 60;
const step = 60;

/** Milliseconds per frame while a list scrolls: the median of several runs down and up. */
async function frameTime(page: Page): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 3; run += 1) {
    const { gaps } = await scroll(page, frames, run % 2 === 0 ? step : -step);
    times.push(gaps.reduce((sum, gap) => sum + gap, 0) / frames);
  }
  return median(times);
}

async function scrolling(name: keyof typeof views, scene: Scene, plain: number): Promise<void> {
  const page = await open(scene, name);
  const { scrolled } = await scroll(page, frames, step);
  if (scrolled < (frames * step) / 2) throw new Error(`The ${name} did not scroll.`);
  const own = await frameTime(page);
  report(`frame time of the ${name} while 500 accounts scroll, against a plain list`, own / plain, '×', 1.5);
  await page.context().close();
}

/** The frame time of 500 lines of text without scripts. */
async function plainList(browser: Browser): Promise<number> {
  const context = await browser.newContext({ viewport: views.popover.viewport });
  await watchPages(context);
  const page = await context.newPage();
  // Init scripts run only when a page navigates.
  await page.goto('about:blank');
  const lines = Array.from(
    { length: 500 },
    (_, at) => `<p style="height: 70px">Account ${at}: 9,406.5 credits</p>`,
  );
  await page.setContent(`<ul>${lines.join('')}</ul>`);
  const time = await frameTime(page);
  await context.close();
  return time;
}
