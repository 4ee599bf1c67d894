import { globSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { temporaryHome } from '../helpers/folder.ts';
import { type StandInApp, type StartAs, startStandIn } from './driver.ts';
import { closingAfterwards, patience } from './started.ts';
import { desktopOf } from './state.ts';

// Start at login, as each system keeps it.

const closing = closingAfterwards();

async function start(as: StartAs): Promise<{ app: StandInApp; page: Page }> {
  const app = await startStandIn([], {}, as);
  closing.push(() => app.close());
  await expect.poll(async () => (await app.look()).trays.length, patience).toBe(1);
  return { app, page: await app.page('index.html') };
}

const loginItem = async (page: Page) => (await desktopOf(page))?.loginItem;

const setLaunchAtLogin = (page: Page, on: boolean) =>
  page.evaluate(`window.fuelgauge.call('desktop.setLaunchAtLogin', 'mutation', { on: ${on} })`);

/** The programs that the session starts. */
const started = (user: string): string[] =>
  globSync('.config/autostart/*.desktop', { cwd: user }).map(
    (file) => /^Exec=(.*)$/m.exec(readFileSync(join(user, file), 'utf8'))?.[1] ?? '',
  );

/** An AppImage, mounted where its runtime says. */
function image(user: string, name: string): StartAs {
  const mounted = join(user, '.mount');
  mkdirSync(mounted, { recursive: true });
  return {
    user,
    resources: {},
    program: join(mounted, 'fuelgauge'),
    environment: { APPIMAGE: join(user, name), APPDIR: mounted },
  };
}

describe('an AppImage', () => {
  it('is started by its file, and after it was renamed by its new one', async () => {
    const user = temporaryHome();
    const before = await start(image(user, 'Fuelgauge-0.1.0.AppImage'));
    expect(await loginItem(before.page)).toBe('off');
    await setLaunchAtLogin(before.page, true);
    expect(await loginItem(before.page)).toBe('on');
    expect(started(user)).toEqual([`"${user}/Fuelgauge-0.1.0.AppImage" --hidden`]);
    await before.app.close();

    const after = await start(image(user, 'Fuelgauge.AppImage'));
    expect(started(user)).toEqual([`"${user}/Fuelgauge.AppImage" --hidden`]);
    expect(await loginItem(after.page)).toBe('on');
    await setLaunchAtLogin(after.page, false);
    expect(started(user)).toEqual([]);
    expect(after.app.written).toEqual([]);
  });
});

describe('an installed package', () => {
  it('is started by its own program, also in the terminal of an AppImage', async () => {
    const user = temporaryHome();
    const { app, page } = await start({
      user,
      resources: { 'app-update.yml': 'provider: generic\n' },
      environment: { APPIMAGE: join(user, 'Terminal.AppImage'), APPDIR: '/tmp/.mount_Terminal' },
    });
    await setLaunchAtLogin(page, true);
    expect(started(user)).toEqual(['"/opt/Fuelgauge/fuelgauge" --hidden']);
    expect((await desktopOf(page))?.updates).toMatchObject({
      state: 'off',
      reason: expect.stringMatching(/package manager/),
    });
    expect(app.written).toEqual([]);
  });
});

describe.each(['darwin', 'win32'] as const)('on %s', (platform) => {
  it('asks the system, and reads back what it made of it', async () => {
    const { page } = await start({ platform, resources: {} });
    expect(await loginItem(page)).toBe('off');
    await setLaunchAtLogin(page, true);
    expect(await loginItem(page)).toBe('on');
    await setLaunchAtLogin(page, false);
    expect(await loginItem(page)).toBe('off');
  });
});
