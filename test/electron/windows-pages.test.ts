import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { patience, starter, visible, windowOf } from './started.ts';

// Pages that crash, cannot be loaded, load slowly, or are open already.

const start = starter();

describe('a page that crashes', () => {
  it('takes the popover away, which the next click makes anew', async () => {
    const app = await start();
    await app.order({ do: 'clickTray' });
    await (await app.page('popover.html')).getByRole('heading', { level: 1 }).waitFor();
    await app.order({ do: 'crash', page: 'popover.html' });
    await expect.poll(async () => (await app.look()).windows, patience).toEqual([]);
    await expect
      .poll(async () => {
        if ((await app.look()).windows.length === 0) await app.order({ do: 'clickTray' });
        return await visible(app);
      }, patience)
      .toEqual(['popover.html']);
    await (await app.page('popover.html')).getByRole('heading', { level: 1 }).waitFor();
    expect(app.written).toEqual([]);
  });

  it('is loaded once more in the dashboard, but not over and over', async () => {
    const app = await start({}, []);
    await (await app.page('index.html')).getByRole('heading', { level: 1 }).waitFor();
    await app.order({ do: 'choose', way: ['Settings…'] });
    await app.order({ do: 'crash', page: 'index.html' });
    await expect.poll(async () => (await windowOf(app, 'index.html'))?.documents, patience).toBe(2);
    await (await app.page('index.html')).getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    expect(await visible(app)).toEqual(['index.html#/settings']);
    await app.order({ do: 'crash', page: 'index.html' });
    await expect.poll(async () => (await app.look()).windows, patience).toEqual([]);
    await app.order({ do: 'choose', way: ['Open Fuelgauge'] });
    await (await app.page('index.html')).getByRole('heading', { level: 1 }).waitFor();
    const log = readFileSync(join(app.home, 'fuelgauge.log'), 'utf8');
    const gone = log.split('\n').filter((line) => line.includes('page-gone'));
    expect(gone).toHaveLength(2);
    expect(gone[0]).toMatch(/"page":"\/index\.html","reason":"crashed"/);
    expect(app.written).toEqual([]);
  });
});

it('makes a window anew whose page could not be loaded', async () => {
  const app = await start();
  await app.order({ do: 'failLoading', times: 2 });
  await app.order({ do: 'clickTray' });
  await app.order({ do: 'choose', way: ['Open Fuelgauge'] });
  await expect.poll(async () => (await app.look()).windows, patience).toEqual([]);
  await app.order({ do: 'clickTray' });
  await expect.poll(() => visible(app), patience).toEqual(['popover.html']);
  await app.order({ do: 'choose', way: ['Open Fuelgauge'] });
  await expect.poll(() => visible(app), patience).toEqual(['index.html#/']);
  expect(app.written).toEqual([]);
});

it('leaves a page alone that is chosen while it is open', async () => {
  const app = await start({}, []);
  const dashboard = await app.page('index.html');
  await dashboard.getByRole('heading', { level: 1 }).waitFor();
  await app.order({ do: 'choose', way: ['Open Fuelgauge'] });
  await dashboard.getByRole('button', { name: 'Add account' }).click();
  await dashboard.getByRole('dialog').getByRole('button', { name: 'Crustdata' }).click();
  const key = dashboard.getByRole('dialog').getByLabel('API key', { exact: true });
  await key.fill('half of a k');
  await app.order({ do: 'choose', way: ['Open Fuelgauge'] });
  await app.order({ do: 'startAgain', argv: ['fuelgauge', 'fuelgauge://'] });
  await expect.poll(async () => (await app.look()).keyboard, patience).toBe('index.html#/');
  expect(await key.inputValue()).toBe('half of a k');
  expect((await windowOf(app, 'index.html'))?.documents).toBe(1);
});

describe('a popover that loads slowly', () => {
  it('does not come up over the dashboard that was opened meanwhile', async () => {
    const app = await start();
    await app.order({ do: 'holdLoading' });
    await app.order({ do: 'clickTray' });
    await app.order({ do: 'choose', way: ['Open Fuelgauge'] });
    await app.order({ do: 'releaseLoading' });
    await expect
      .poll(async () => (await app.look()).windows.map(({ page }) => page), patience)
      .toEqual(['popover.html', 'index.html#/']);
    await expect.poll(() => visible(app), patience).toEqual(['index.html#/']);
    await (await app.page('popover.html')).getByRole('heading', { level: 1 }).waitFor();
    expect(await visible(app)).toEqual(['index.html#/']);
  });

  it('shows no empty window to who clicks again, and is there once', async () => {
    const app = await start();
    await app.order({ do: 'holdLoading' });
    await app.order({ do: 'clickTray' });
    await app.order({ do: 'clickTray' });
    expect(await visible(app)).toEqual([]);
    await app.order({ do: 'releaseLoading' });
    await expect.poll(() => visible(app), patience).toEqual(['popover.html']);
    expect((await app.look()).windows).toHaveLength(1);
  });

  it('shows no empty dashboard either', async () => {
    const app = await start();
    await app.order({ do: 'holdLoading' });
    await app.order({ do: 'choose', way: ['Open Fuelgauge'] });
    await app.order({ do: 'choose', way: ['Settings…'] });
    expect(await visible(app)).toEqual([]);
    await app.order({ do: 'releaseLoading' });
    await expect.poll(() => visible(app), patience).toEqual(['index.html#/settings']);
    expect(app.written).toEqual([]);
  });
});

it('opens the dashboard as large as it was closed', async () => {
  const app = await start({}, []);
  await expect.poll(() => visible(app), patience).toHaveLength(1);
  await app.order({ do: 'maximize', page: 'index.html' });
  await app.order({ do: 'close', page: 'index.html' });
  await app.order({ do: 'choose', way: ['Open Fuelgauge'] });
  await expect.poll(() => visible(app), patience).toHaveLength(1);
  expect((await windowOf(app, 'index.html'))?.maximized).toBe(true);
});

it.each([
  ['linux', true],
  ['darwin', false],
  ['win32', false],
] as const)(
  'gives a window on %s an icon of its own only where the program has none',
  async (platform, icon) => {
    const app = await start({ platform }, []);
    await expect.poll(() => visible(app), patience).toHaveLength(1);
    expect((await windowOf(app, 'index.html'))?.icon).toBe(icon);
  },
);
