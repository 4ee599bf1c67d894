import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { temporaryHome } from '../helpers/folder.ts';
import { type StandInApp, type StartAs, startStandIn } from './driver.ts';
import { closingAfterwards, patience } from './started.ts';
import { desktopOf } from './state.ts';
import { startUpdateServer } from './update-server.ts';

// electron-updater itself, from a server on this machine to its call of the installer. What the systems make of that call is
// not shown: Squirrel and the installers are stood in for.

const closing = closingAfterwards();

async function start(args: string[], as: StartAs): Promise<StandInApp> {
  const app = await startStandIn(args, {}, as);
  closing.push(() => app.close());
  await expect.poll(async () => (await app.look()).trays.length, patience).toBe(1);
  return app;
}

async function serve(...offered: Parameters<typeof startUpdateServer>) {
  const server = await startUpdateServer(...offered);
  closing.push(() => server.close());
  return server;
}

const labels = async (app: StandInApp) => {
  const [tray] = (await app.look()).trays;
  return tray?.menu.map(({ label }) => label) ?? [];
};
const choose = (app: StandInApp, label: string) => app.order({ do: 'choose', way: [label] });

const ask = (page: Page, command: string) =>
  page.evaluate(`window.fuelgauge.call('desktop.${command}', 'mutation')`);

const restart = 'Restart to update to 0.2.0';

/** What an AppImage of the new version does: it starts the app, with its own arguments and the environment it was given. */
const newAppImage = (node: string, args: string[], pidFile: string) =>
  `#!/bin/sh
echo $$ > '${pidFile}'
STAND_IN_VERSION=0.2.0 exec '${node}' ${args.map((arg) => `'${arg}'`).join(' ')} --hidden
`;

describe('an AppImage', () => {
  it('is replaced under its name, and the new version runs on alone', async () => {
    const user = temporaryHome();
    const mounted = join(user, '.mount');
    mkdirSync(mounted);
    const file = join(user, 'Fuelgauge-x86_64.AppImage');
    writeFileSync(file, 'the old one');
    const pidFile = join(user, 'pid');
    const root = join(import.meta.dirname, '..', '..');
    const args = ['--import', new URL('hooks.ts', import.meta.url).href, join(root, 'out/main/index.js')];
    const server = await serve(
      'latest-linux.yml',
      'Fuelgauge-x86_64.AppImage',
      newAppImage(process.execPath, args, pidFile),
    );
    const app = await start(['--hidden'], {
      user,
      resources: { 'app-update.yml': server.config },
      program: join(mounted, 'fuelgauge'),
      environment: { APPIMAGE: file, APPDIR: mounted },
    });
    await choose(app, 'Check for updates');
    await expect.poll(() => labels(app), patience).toContain(restart);
    expect((await app.look()).trays[0]?.tooltip).toContain(restart);
    await choose(app, restart);
    expect(await app.ended).toBe(0);
    expect(app.ending).toEqual(['lock released', 'before-quit', 'will-quit', 'quit']);

    const started = () => (existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : 0);
    await expect.poll(started, patience).not.toBe(0);
    const pid = started();
    closing.push(() => process.kill(pid, 'SIGKILL'));
    // It has the lock, and with it the tray.
    const holder = () => readLock(app);
    await expect.poll(holder, patience).toBe(pid);
    expect(readFileSync(file, 'utf8')).toMatch(/^#!/);
    expect(app.written).toEqual([]);
  });
});

const readLock = (app: StandInApp): number => {
  const lock = join(app.home, 'Chromium', 'SingletonLock');
  return existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
};

describe('Windows’ installer', () => {
  it('is run without its pages, and told to start the app again', async () => {
    const server = await serve('latest.yml', 'Fuelgauge-0.2.0-setup.exe', 'an installer');
    const user = temporaryHome();
    const called = join(user, 'called');
    // A file that came over the network cannot be run here, unlike on Windows. This program is what is tried next.
    const elevate = `#!/bin/sh\necho "$@" > '${called}'\n`;
    const app = await start([], {
      user,
      platform: 'win32',
      resources: { 'app-update.yml': server.config, 'elevate.exe': elevate },
      environment: { LOCALAPPDATA: join(user, 'AppData', 'Local') },
    });
    chmodSync(join(user, 'resources', 'elevate.exe'), 0o755);
    const page = await app.page('index.html');
    await ask(page, 'checkForUpdates');
    await expect.poll(async () => (await desktopOf(page))?.updates.state, patience).toBe('ready');
    // It ends before it answers.
    ask(page, 'restartToUpdate').catch(() => {});
    expect(await app.ended).toBe(0);
    await expect
      .poll(() => existsSync(called) && readFileSync(called, 'utf8'), patience)
      .toMatch(/Fuelgauge-0\.2\.0-setup\.exe --updated \/S --force-run\n$/);
    expect(app.ending).toEqual(['lock released', 'before-quit', 'windows closed', 'will-quit', 'quit']);
    expect(app.written).toEqual([]);
  });
});

/** electron-updater asks a program of macOS for the processor, which says here that it knows none. */
const isForeign = (line: string) => line.startsWith('sysctl:');

describe('on macOS', () => {
  const startMac = async (signed: boolean) => {
    const server = await serve('latest-mac.yml', 'Fuelgauge-0.2.0-universal-mac.zip', 'an archive');
    const app = await start([], {
      platform: 'darwin',
      signed,
      resources: { 'app-update.yml': server.config },
    });
    const page = await app.page('index.html');
    await ask(page, 'checkForUpdates');
    return { app, page };
  };

  it('hands a signed app’s update to Squirrel, and quits when that asks for it', async () => {
    const { app, page } = await startMac(true);
    await expect.poll(async () => (await desktopOf(page))?.updates.state, patience).toBe('ready');
    ask(page, 'restartToUpdate').catch(() => {});
    expect(await app.ended).toBe(0);
    expect(app.ending.filter((event) => event.includes('prevented'))).toEqual([]);
    expect(app.ending).toContain('lock released');
    expect(app.written.filter((line) => !isForeign(line))).toEqual([]);
  });

  it('says that it could not be installed where Squirrel refuses it', async () => {
    const { app, page } = await startMac(false);
    await expect
      .poll(async () => (await desktopOf(page))?.updates, patience)
      .toEqual({ state: 'failed', message: expect.stringMatching(/^Could not install the update\./) });
    expect(app.written.filter((line) => !isForeign(line))).toEqual([]);
  });
});
