import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { ensureBuilt } from '../../scripts/build.ts';
import { appStateSchema } from '../../shared/model/index.ts';
import { trayGauge } from '../../shared/tray/menu.ts';
import { isBarDark, type Platform, trayPictures } from '../../shared/tray/pictures.ts';
import { openBrowser } from '../e2e/app.ts';
import { endChromiums } from '../electron/chromium-pool.ts';
import { type StandInApp, startStandIn } from '../electron/driver.ts';
import { startMockProvider } from '../helpers/mock-provider.ts';
import { type Corner, cornerOfDesktop } from './first-hour-corner.ts';

// `node test/shots/first-hour.ts` draws the pictures of docs/first-hour/: the built app on the stand-in for Electron, told to be
// on each system. What a system would draw itself (its bar, the frame of a notification) is plain boxes around the
// app's own icon, popover, menu and words. Make them small afterwards, with pngquant for example.

const docs = join(import.meta.dirname, '..', '..', 'docs', 'first-hour');
const systems: readonly Platform[] = ['linux', 'darwin', 'win32'];
const names = { linux: 'linux', darwin: 'macos', win32: 'windows' };
const limit = 10_000;
/** Of the popover, until its page has told how high its content is. */
const firstHeight = 480;
const balance = (credits: number) => ({ body: { account: { credits, recurring_credits: 10_000 } } });

/** Asks until the answer is one. */
async function until<T>(ask: () => Promise<T | null>): Promise<T> {
  const end = performance.now() + 60_000;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() > end) throw new Error(`It never came to be: ${ask}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** A picture of a page at double density, as large as it is or as told. */
async function photograph(page: Page, size?: { width: number; height: number }): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const { width, height } = size ?? page.viewportSize() ?? { width: 380, height: 480 };
  const metrics = { width, height, deviceScaleFactor: 2, mobile: false };
  await session.send('Emulation.setDeviceMetricsOverride', metrics);
  await session.send('Emulation.setScrollbarsHidden', { hidden: true });
  await page.evaluate('document.fonts.ready.then(() => true)');
  const { data } = await session.send('Page.captureScreenshot', { format: 'png' });
  await session.send('Emulation.clearDeviceMetricsOverride');
  return Buffer.from(data, 'base64');
}

async function addFirstKey(dashboard: Page, draw: boolean): Promise<void> {
  const add = dashboard.getByRole('button', { name: 'Add account' });
  await dashboard.getByText('Firecrawl').first().waitFor();
  if (draw)
    writeFileSync(join(docs, 'first-window.png'), await photograph(dashboard, { width: 900, height: 560 }));
  await add.click();
  await dashboard.getByRole('dialog').getByRole('button', { name: 'Crustdata' }).click();
  const dialog = dashboard.getByRole('dialog', { name: 'Add Crustdata' });
  await dialog.getByLabel('API key', { exact: true }).fill('an-invented-key');
  await dialog.getByLabel('Label').fill('production');
  await dialog.getByRole('button', { name: 'Test', exact: true }).click();
  await dialog.getByText('7,240').first().waitFor();
  if (draw)
    writeFileSync(join(docs, 'first-key.png'), await photograph(dashboard, { width: 900, height: 730 }));
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

const stateOf = async (page: Page) =>
  appStateSchema.parse(
    await page.evaluate(`window.fuelgauge.call('state', 'query').then(({ data }) => data)`),
  );

/** The icon as the app draws it for a bar of that system, as a PNG. */
function iconOf(state: Awaited<ReturnType<typeof stateOf>>, platform: Platform, dark: boolean): string {
  const { pictures } = trayPictures(trayGauge(state), { platform, dark, scale: 2 });
  // The last is the densest.
  const picture = pictures.at(-1);
  if (picture === undefined) throw new Error('There is no icon.');
  const png = new PNG({ width: picture.size, height: picture.size });
  png.data.set(picture.rgba);
  return `data:image/png;base64,${PNG.sync.write(png).toString('base64')}`;
}

/** What the app says by itself once it has looked and found nothing left. */
async function nothingLeft(app: StandInApp, page: Page): Promise<{ title: string; body: string }> {
  return until(async () => {
    await page.evaluate(`window.fuelgauge.call('refresh', 'mutation', {})`);
    const [notification] = (await app.look()).notifications;
    return notification ?? null;
  });
}

async function firstHour(platform: Platform): Promise<Corner[]> {
  const provider = await startMockProvider(balance(7240));
  const app = await startStandIn(
    [],
    { FUELGAUGE_ENDPOINT_CRUSTDATA: provider.origin },
    { platform, resources: {} },
  );
  try {
    const dashboard = await app.page('index.html');
    dashboard.setDefaultTimeout(limit);
    await addFirstKey(dashboard, platform === 'linux');
    const read = await until(async () => {
      const state = await stateOf(dashboard);
      return state.accounts[0]?.pools[0]?.remaining === 7240 ? state : null;
    });
    await app.order({ do: 'clickTray' });
    const page = await app.page('popover.html');
    await page.getByText('production').first().waitFor();
    const bounds = await until(async () => {
      const popover = (await app.look()).windows.find((each) => each.page.startsWith('popover'));
      return popover?.visible && popover.bounds.height !== firstHeight ? popover.bounds : null;
    });
    const popover = `data:image/png;base64,${(await photograph(page, bounds)).toString('base64')}`;
    const [tray] = (await app.look()).trays;
    const dark = isBarDark({ platform, appsDark: false, systemDark: platform === 'win32', desktop: 'GNOME' });
    const bar = { platform, dark, icon: iconOf(read, platform, dark) };
    await app.order({ do: 'close', page: 'index.html' });
    provider.answer(balance(0));
    const notification = await nothingLeft(app, page);
    const later = iconOf(await stateOf(page), platform, dark);
    return [
      {
        name: `tray-${names[platform]}`,
        ...bar,
        popover: { image: popover, ...bounds },
        menu: (tray?.menu ?? []).map(({ label }) => label),
      },
      { name: `notification-${names[platform]}`, ...bar, icon: later, notification },
    ];
  } finally {
    await app.close();
    await provider.close();
  }
}

async function draw(): Promise<void> {
  const corners: Corner[] = [];
  for (const platform of systems) corners.push(...(await firstHour(platform)));
  await endChromiums();
  const browser = await openBrowser();
  try {
    for (const corner of corners) {
      const page = await browser.newPage({ deviceScaleFactor: 2, viewport: { width: 760, height: 200 } });
      await page.setContent(cornerOfDesktop(corner));
      await page.evaluate('document.fonts.ready.then(() => true)');
      writeFileSync(join(docs, `${corner.name}.png`), await page.locator('main').screenshot());
      await page.close();
    }
  } finally {
    await browser.close();
  }
}

if (await ensureBuilt()) await draw();
else process.exitCode = 3;
