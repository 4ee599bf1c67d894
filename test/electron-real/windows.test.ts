import { afterEach, describe, expect, it } from 'vitest';
import { launch, type RealApp } from './launch.ts';
import { realElectron } from './runtime.ts';

// What only Electron itself can show of windows: a page whose process is gone, and an address that is open already.

const runtime = realElectron();
if (!runtime.ok)
  process.stderr.write(`\n*** The windows on the real Electron are NOT tested: ${runtime.error}. ***\n\n`);

const patience = { timeout: 30_000 };
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function openDashboard(): Promise<RealApp> {
  const app = await launch([]);
  closing.push(() => app.close());
  const dashboard = await app.page('index.html');
  await dashboard.getByRole('heading', { level: 1 }).waitFor();
  return app;
}

/** The process of the dashboard's page; null: there is no such window, or its process is gone. */
const processOf = (app: RealApp): Promise<number | null> =>
  app.electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return window === undefined || window.webContents.isCrashed()
      ? null
      : window.webContents.getOSProcessId();
  });
const crash = (app: RealApp): Promise<void> =>
  app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );

describe.skipIf(!runtime.ok)('a window on Electron itself', () => {
  it('loads a page that crashed once more, and is made anew after a second crash', async () => {
    const app = await openDashboard();
    const first = await processOf(app);
    await crash(app);
    await expect.poll(() => processOf(app), patience).not.toBeNull();
    await expect.poll(() => processOf(app), patience).not.toBe(first);
    await crash(app);
    await expect.poll(() => app.windows(), patience).toEqual([]);
    await app.electron.evaluate(({ app: electron }) => electron.emit('activate'));
    const again = await app.page('index.html');
    await again.getByRole('heading', { level: 1 }).waitFor();
  });

  it('keeps a form half filled in when its page is chosen again', async () => {
    const app = await openDashboard();
    const choose = () =>
      app.electron.evaluate(({ app: electron }) =>
        electron.emit('second-instance', {}, ['fuelgauge', 'fuelgauge://alerts']),
      );
    const dashboard = await app.page('index.html');
    await choose();
    await dashboard.waitForURL(/#\/alerts$/);
    await dashboard.evaluate(`window.isTheSame = true`);
    await choose();
    expect(await dashboard.evaluate(`window.isTheSame`)).toBe(true);
  });
});
