import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../../main/sandbox/server.ts';
import { appStateSchema } from '../../shared/model/index.ts';
import { launch, type RealApp } from './launch.ts';
import { isDemanded, realElectron, root } from './runtime.ts';

// The built app on Electron itself, through Playwright's driver: wherever the runtime is, and in the public workflow on
// three systems. See docs/platforms.md for where it has been run.

const runtime = realElectron();
if (!runtime.ok)
  process.stderr.write(`\n*** The suite for the real Electron is NOT run: ${runtime.error}. ***\n\n`);

it.runIf(isDemanded)('has a runtime, as FUELGAUGE_REAL_ELECTRON demands', () => {
  expect(runtime).toMatchObject({ ok: true });
});

const patience = { timeout: 30_000 };
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(args: string[], ours: Record<string, string> = {}): Promise<RealApp> {
  const app = await launch(args, ours);
  closing.push(() => app.close());
  await expect.poll(async () => (await app.trays()).length, patience).toBe(1);
  return app;
}

const stateOf = async (page: Page) => {
  const answer: unknown = await page.evaluate(
    `window.fuelgauge.call('state', 'query').then(({ data }) => data)`,
  );
  return appStateSchema.parse(answer);
};

const visible = async (app: RealApp) =>
  (await app.windows()).filter((window) => window.visible).map(({ page }) => page);

/** Where the person has no tray, the app opens its window although it was to stay hidden. */
const hasTray = process.platform !== 'linux';

async function startWithSandbox(args: string[] = []): Promise<RealApp> {
  const sandbox = await startSandbox({ seed: 7, speed: 1, now: () => Date.now() });
  closing.push(() => sandbox.close());
  const endpoints = Object.entries(sandbox.endpoints).map(([id, origin]) => [
    `FUELGAUGE_ENDPOINT_${id.toUpperCase()}`,
    origin,
  ]);
  return start(args, Object.fromEntries(endpoints));
}

async function add(dashboard: Page, provider: string, key: string): Promise<void> {
  await dashboard.getByRole('button', { name: 'Add account' }).click();
  await dashboard.getByRole('dialog').getByRole('button', { name: provider }).click();
  const dialog = dashboard.getByRole('dialog', { name: `Add ${provider}` });
  await dialog.getByLabel('API key', { exact: true }).fill(key);
  await dialog.getByLabel('Label').fill('production');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** What a window with our preload and a page that is not ours is answered. */
const strangerIsTold = (app: RealApp, preload: string): Promise<unknown> =>
  app.electron.evaluate(async ({ BrowserWindow }, file) => {
    const stranger = new BrowserWindow({ show: false, webPreferences: { preload: file, sandbox: true } });
    await stranger.loadURL('data:text/html,<title>not ours</title>');
    const answer: unknown = await stranger.webContents.executeJavaScript(
      `window.fuelgauge.call('state', 'query', undefined)`,
    );
    stranger.destroy();
    return answer;
  }, preload);

describe.skipIf(!runtime.ok)('the app on Electron itself', () => {
  // Everything else goes through this check.
  it('hears its own page, and no other', async () => {
    const app = await start(['--demo']);
    const dashboard = await app.page('index.html');
    expect((await stateOf(dashboard)).accounts.length).toBeGreaterThan(0);
    expect(await strangerIsTold(app, join(root, 'out/preload/preload.cjs'))).toEqual({
      ok: false,
      message: 'This request was refused.',
    });
  });

  it('leaves no key on the disk, neither in its files nor in those of Chromium', async () => {
    const app = await startWithSandbox();
    // Its key is part of the address.
    await add(await app.page('index.html'), 'ScraperAPI', 'sandbox-scraperapi-1');
    await expect
      .poll(async () => (await app.trays())[0]?.tooltip, patience)
      .toMatch(/ScraperAPI production: [\d,.]+ of [\d,.]+ credits|ScraperAPI production: [\d,.]+ credits/);
    // Chromium writes its cache and cookies at the end at the latest.
    await app.quit();
    const files = readdirSync(app.home, { recursive: true, encoding: 'utf8' })
      .map((file) => join(app.home, file))
      .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true);
    expect(files.filter((file) => file.includes('Chromium'))).not.toEqual([]);
    for (const file of files)
      expect(readFileSync(file, 'latin1'), file).not.toContain('sandbox-scraperapi-1');
  });

  it('copies what you copy', async () => {
    const app = await start(['--demo']);
    const dashboard = await app.page('index.html');
    await dashboard.getByRole('heading', { level: 1 }).waitFor();
    await dashboard.evaluate(`location.hash = '#/settings'`);
    await dashboard.getByRole('button', { name: 'Copy data folder' }).click();
    await dashboard.getByText('Copied').first().waitFor();
    expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toContain('fuelgauge');
    expect(app.complaints).toEqual([]);
  });

  it('starts in the tray without a window, and without a renderer process', async () => {
    const app = await start(['--demo', '--hidden']);
    const [tray] = await app.trays();
    expect(tray?.tooltip).toMatch(/^Fuelgauge\n/);
    if (!hasTray) expect(tray?.labels).toContain('Quit Fuelgauge');
    if (hasTray) {
      expect(await app.windows()).toEqual([]);
      const processes = await app.processes();
      const megabytes = processes.reduce((sum, { kilobytes }) => sum + kilobytes, 0) / 1024;
      process.stdout.write(
        `with the popover closed: ${processes.length} processes (${processes.map(({ type }) => type).join(', ')}), ${Math.round(megabytes)} MB\n`,
      );
      expect(processes.filter(({ type }) => type === 'Tab')).toEqual([]);
    }
    expect(app.complaints).toEqual([]);
  });

  it('opens the popover at a click on the icon, with live balances, and the dashboard from it', async () => {
    const app = await start(['--demo', '--hidden']);
    await app.clickTray();
    const popover = await app.page('popover.html');
    await popover.getByText('Crustdata').first().waitFor();
    await popover.keyboard.press('ArrowDown');
    await popover.keyboard.press('Enter');
    const dashboard = await app.page('index.html');
    await dashboard.getByRole('heading', { name: 'History' }).waitFor();
    await expect.poll(() => visible(app), patience).toEqual([expect.stringContaining('#/account/')]);
    expect(app.complaints).toEqual([]);
  });

  it('gives its pages neither Node nor the network, and lets them go nowhere', async () => {
    const app = await start(['--demo']);
    const dashboard = await app.page('index.html');
    await dashboard.getByRole('heading', { level: 1 }).waitFor();
    expect(
      await dashboard.evaluate('[typeof require, typeof process, typeof window.fuelgauge.call]'),
    ).toEqual(['undefined', 'undefined', 'function']);
    const reached = `fetch('https://127.0.0.1:1/').then(() => 'reached', (error) => error.name)`;
    expect(await dashboard.evaluate(reached)).toBe('TypeError');
    expect(await dashboard.evaluate(`Notification.requestPermission()`)).toBe('denied');
    expect(await dashboard.evaluate(`window.open('https://example.com/') === null`)).toBe(true);
    const before = dashboard.url();
    await dashboard.evaluate(`void (location.href = 'https://example.com/')`);
    await dashboard.getByRole('heading', { level: 1 }).waitFor();
    expect(dashboard.url()).toBe(before);
    expect(await app.windows()).toHaveLength(1);
  });

  it('has its first reading soon after the start', async () => {
    const startedAt = performance.now();
    const app = await start(['--demo']);
    const dashboard = await app.page('index.html');
    await expect
      .poll(async () => (await stateOf(dashboard)).accounts.some(({ health }) => health.readAt !== null), {
        ...patience,
        interval: 20,
      })
      .toBe(true);
    process.stdout.write(
      `from start to first reading: ${Math.round(performance.now() - startedAt)} ms, Playwright’s own start included\n`,
    );
  });

  it('adds an account, reads its balance and shows it in the tray', async () => {
    const app = await startWithSandbox();
    await add(await app.page('index.html'), 'Crustdata', 'sandbox-crustdata-1');
    await expect
      .poll(async () => (await app.trays())[0]?.tooltip, patience)
      .toMatch(/Crustdata production: [\d,.]+ credits/);
    expect(app.complaints).toEqual([]);
  });

  it('is one app: a second start hands over its link and ends', async () => {
    const app = await start(['--demo', '--hidden']);
    const program = runtime.ok ? runtime.value : '';
    const second = spawn(program, [...app.args, 'fuelgauge://alerts'], { env: app.env, stdio: 'ignore' });
    expect(await new Promise((resolve) => second.once('exit', resolve))).toBe(0);
    await app.page('index.html');
    await expect.poll(() => visible(app), patience).toEqual(['app://fuelgauge/index.html#/alerts']);
    expect(await app.trays()).toHaveLength(1);
  });

  it('stays in the tray when its window is closed, and ends at Quit', async () => {
    const app = await start(['--demo']);
    const dashboard = await app.page('index.html');
    await dashboard.getByRole('heading', { level: 1 }).waitFor();
    await dashboard.close();
    await expect.poll(() => app.windows(), patience).toEqual([]);
    expect(await app.trays()).toHaveLength(1);
    closing.length = 0;
    await app.close();
  });
});
