import { describe, expect, it } from 'vitest';
import type { StandInApp } from './driver.ts';
import { patience, starter, visible, windowOf } from './started.ts';

// What each system expects of an icon and of windows.

const start = starter();

const iconOf = async (app: StandInApp) => {
  const [tray] = (await app.look()).trays;
  if (tray === undefined) throw new Error('There is no icon.');
  return tray;
};

describe('the icon', () => {
  it('is drawn in the pixels of a Windows display, whatever its scale', async () => {
    const app = await start({ platform: 'win32' });
    expect((await iconOf(app)).drawn).toEqual([16]);
    for (const [scale, width] of [
      [1.25, 20],
      [1.75, 28],
      [3, 48],
    ] as const) {
      await app.order({ do: 'scales', scales: [scale] });
      expect((await iconOf(app)).drawn).toEqual([width]);
    }
  });

  it('changes without its menu being set again, which may be open', async () => {
    const app = await start();
    const before = (await iconOf(app)).given;
    await app.order({ do: 'dark', on: true });
    const after = (await iconOf(app)).given;
    expect(after.image).toBe(before.image + 1);
    expect([after.menu, after.tooltip]).toEqual([before.menu, before.tooltip]);
  });

  it('keeps its place on macOS, by a GUID', async () => {
    expect((await iconOf(await start({ platform: 'darwin' }))).guid).toMatch(/^[0-9a-f-]{36}$/);
    expect((await iconOf(await start({ platform: 'win32' }))).guid).toBeNull();
  });

  it('opens its menu at a click with Ctrl on macOS, and no popover', async () => {
    const app = await start({ platform: 'darwin' });
    await app.order({ do: 'clickTray', held: { ctrlKey: true } });
    expect((await iconOf(app)).popped).toBe(1);
    expect((await app.look()).windows).toEqual([]);
  });

  it('hides the popover at a click with another modifier', async () => {
    const app = await start({ platform: 'darwin' });
    await app.order({ do: 'clickTray', held: { metaKey: true } });
    expect((await app.look()).windows).toEqual([]);
    await app.order({ do: 'clickTray' });
    await expect.poll(() => visible(app), patience).toEqual(['popover.html']);
    await app.order({ do: 'clickTray', held: { metaKey: true } });
    expect(await visible(app)).toEqual([]);
  });

  it.each(['darwin', 'win32'] as const)(
    'has the popover ready on %s once the pointer is on it',
    async (platform) => {
      const app = await start({ platform });
      expect((await app.look()).windows).toEqual([]);
      expect(await app.order({ do: 'hoverTray' })).toBe(true);
      await expect.poll(async () => (await windowOf(app, 'popover.html'))?.painted, patience).toBe(true);
      expect(await visible(app)).toEqual([]);
      await app.order({ do: 'clickTray' });
      await expect.poll(() => visible(app), patience).toEqual(['popover.html']);
      expect((await windowOf(app, 'popover.html'))?.documents).toBe(1);
    },
  );
});

describe('on macOS', () => {
  it('gives the keys back to the program in front once the popover is hidden', async () => {
    const app = await start({ platform: 'darwin' });
    await app.order({ do: 'clickTray' });
    const popover = await app.page('popover.html');
    await expect.poll(async () => (await app.look()).keyboard, patience).toBe('popover.html');
    await popover.getByRole('heading', { level: 1 }).waitFor();
    await popover.keyboard.press('Escape');
    await expect.poll(async () => (await app.look()).keyboard, patience).toBe('another program');
  });

  it('is in the Dock while the dashboard is open, and only then', async () => {
    const app = await start({ platform: 'darwin' });
    const policy = async () => (await app.look()).activationPolicy;
    expect(await policy()).toBe('accessory');
    await app.order({ do: 'clickTray' });
    await expect.poll(() => visible(app), patience).toEqual(['popover.html']);
    expect(await policy()).toBe('accessory');
    await app.order({ do: 'rightClickTray' });
    await app.order({ do: 'choose', way: ['Open Fuelgauge'] });
    await expect.poll(() => visible(app), patience).toEqual(['index.html#/']);
    expect(await policy()).toBe('regular');
    await app.order({ do: 'close', page: 'index.html' });
    expect(await policy()).toBe('accessory');
  });

  it('brings the about panel to the front', async () => {
    const app = await start({ platform: 'darwin' });
    await app.order({ do: 'rightClickTray' });
    await app.order({ do: 'choose', way: ['About Fuelgauge'] });
    const { aboutShown, aboutBehind } = await app.look();
    expect([aboutShown, aboutBehind]).toEqual([1, 0]);
  });

  it('opens the window where the system keeps the icon out of the menu bar, and says so', async () => {
    const app = await start({ platform: 'darwin' }, ['--hidden'], { STAND_IN_ICON: 'hidden' });
    await expect.poll(() => visible(app), patience).toEqual(['index.html']);
    await app.order({ do: 'rightClickTray' });
    await app.order({ do: 'choose', way: ['Settings…'] });
    const dashboard = await app.page('index.html');
    await dashboard
      .getByRole('paragraph')
      .filter({ hasText: /Allow Fuelgauge in System Settings, under Menu Bar/ })
      .waitFor();
  });
});

it('gives the popover its size on a Windows display of another scale', async () => {
  const app = await start({ platform: 'win32' });
  await app.order({ do: 'scales', scales: [1, 2] });
  await app.order({ do: 'moveIcon', display: 1 });
  await app.order({ do: 'clickTray' });
  await expect.poll(() => visible(app), patience).toEqual(['popover.html']);
  const bounds = (await windowOf(app, 'popover.html'))?.bounds;
  expect(bounds?.width).toBe(380);
  expect((bounds?.x ?? 0) + 380).toBeLessThanOrEqual(3840 - 8);
});
