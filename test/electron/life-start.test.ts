import { describe, expect, it } from 'vitest';
import { temporaryHome } from '../helpers/folder.ts';
import { type StandInApp, type StartAs, startStandIn } from './driver.ts';
import { closingAfterwards, patience, visible } from './started.ts';
import { desktopOf } from './state.ts';

// Starting: as which system, as an installed program, at login, once more.

const closing = closingAfterwards();

async function open(args: string[], as: StartAs = {}): Promise<StandInApp> {
  const app = await startStandIn(args, {}, as);
  closing.push(() => app.close());
  return app;
}

async function start(args: string[], as: StartAs = {}): Promise<StandInApp> {
  const app = await open(args, as);
  await expect.poll(async () => (await app.look()).trays.length, patience).toBe(1);
  return app;
}

/** Which windows there are after the popover was opened, which comes after all that a start opens. */
async function windowsBesidePopover(app: StandInApp): Promise<string[]> {
  await app.order({ do: 'clickTray' });
  await expect.poll(() => visible(app), patience).toContain('popover.html');
  return (await app.look()).windows.map(({ page }) => page).filter((page) => page !== 'popover.html');
}

describe('a second start', () => {
  it('hands over its link and ends, while the first one goes on', async () => {
    const app = await start(['--hidden']);
    expect(await app.startAgain(['fuelgauge://alerts'])).toBe(0);
    await expect.poll(() => visible(app), patience).toEqual(['index.html#/alerts']);
    expect((await app.look()).trays).toHaveLength(1);
    expect(app.written).toEqual([]);
  });

  it('opens nothing with --hidden, as at login while the app runs', async () => {
    const app = await start(['--hidden']);
    expect(await app.startAgain(['--hidden'])).toBe(0);
    await expect.poll(async () => (await app.look()).laterStarts, patience).toBe(1);
    expect((await app.look()).windows).toEqual([]);
    expect(app.written).toEqual([]);
  });
});

describe.each(['linux', 'darwin', 'win32'] as const)('on %s', (platform) => {
  it('starts as an installed program and registers its links', async () => {
    const app = await start(['--hidden'], { platform, resources: {} });
    const look = await app.look();
    expect(look.schemes).toEqual(['fuelgauge']);
    expect(look.windows).toEqual([]);
    expect(look.errorBoxes).toEqual([]);
    expect(look.questions).toEqual([]);
    expect(app.written).toEqual([]);
  });
});

describe('on macOS', () => {
  const mac: StartAs = { platform: 'darwin', resources: {} };

  it('stays in the menu bar when it was started at login, which passes no arguments on', async () => {
    const app = await start([], { ...mac, openedAtLogin: true });
    expect(await windowsBesidePopover(app)).toEqual([]);
    expect(app.written).toEqual([]);
  });

  it('opens its window when you started it', async () => {
    const app = await start([], mac);
    await app.page('index.html');
    expect(app.written).toEqual([]);
  });

  it('opens its window for a click in the Dock and its page for a link', async () => {
    const app = await start(['--hidden'], mac);
    await app.order({ do: 'activate' });
    await expect.poll(() => visible(app), patience).toEqual(['index.html']);
    await app.order({ do: 'openUrl', url: 'fuelgauge://alerts' });
    await expect.poll(() => visible(app), patience).toEqual(['index.html#/alerts']);
  });

  const diskImage = '/Volumes/Fuelgauge/Fuelgauge.app/Contents/MacOS/Fuelgauge';
  it('moves to the Applications folder from a disk image, if you like', async () => {
    const app = await open([], { ...mac, program: diskImage, choice: 0 });
    expect(await app.ended).toBe(0);
    expect(app.ending).toEqual(['moved', 'before-quit', 'will-quit', 'quit']);
    expect(app.written).toEqual([]);
  });

  it('asks that once, and loads no update that it could not install from there', async () => {
    const user = temporaryHome();
    const as = { ...mac, user, program: diskImage, resources: { 'app-update.yml': 'provider: generic\n' } };
    const first = await start([], as);
    expect((await first.look()).questions).toEqual(['Move Fuelgauge to the Applications folder?']);
    expect((await desktopOf(await first.page('index.html')))?.updates).toEqual({
      state: 'off',
      reason: 'Move Fuelgauge to your Applications folder, so that it can update itself.',
    });
    await first.close();
    const second = await start([], as);
    expect((await second.look()).questions).toEqual([]);
    expect(second.written).toEqual([]);
  });

  it('says that a build without a signature has no updates', async () => {
    const app = await start([], mac);
    expect((await desktopOf(await app.page('index.html')))?.updates).toMatchObject({
      state: 'off',
      reason: expect.stringMatching(/not signed/),
    });
  });
});

describe('a release that cannot update itself', () => {
  const page = 'https://example.com/fuelgauge';
  /** What the release workflow puts into the package. */
  const release: StartAs = { platform: 'darwin', resources: {}, homepage: page };

  it('leads to the page of its project, and opens it', async () => {
    const app = await start([], release);
    const dashboard = await app.page('index.html');
    expect((await desktopOf(dashboard))?.updates).toMatchObject({ state: 'off', download: page });
    for (const url of [page, 'https://example.org/'])
      await dashboard.evaluate(`void window.open(${JSON.stringify(url)}, '_blank', 'noopener')`);
    await expect.poll(async () => (await app.look()).opened, patience).toEqual([page]);
    expect(app.written).toEqual([]);
  });

  it('leads nowhere where the page is a placeholder, as in a checkout', async () => {
    const app = await start([], { platform: 'darwin', resources: {} });
    expect((await desktopOf(await app.page('index.html')))?.updates).not.toHaveProperty('download');
  });
});

describe('the portable program for Windows', () => {
  const portable: StartAs = {
    platform: 'win32',
    resources: { 'app-update.yml': 'provider: generic\n' },
    environment: { PORTABLE_EXECUTABLE_DIR: 'C:\\Users\\you\\Downloads' },
  };

  it('leaves the scheme and start at login alone, and is not updated', async () => {
    const app = await start([], portable);
    const desktop = await desktopOf(await app.page('index.html'));
    expect(desktop).toMatchObject({ loginItem: 'unsupported', updates: { state: 'off' } });
    expect((await app.look()).schemes).toEqual([]);
    expect(app.written).toEqual([]);
  });
});
