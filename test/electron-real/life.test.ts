import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { desktopOf } from '../electron/state.ts';
import { startUpdateServer } from '../electron/update-server.ts';
import { freePort, isWrapped, program, startProgram } from './program.ts';
import { environment, isDemanded } from './runtime.ts';

// Start at login and an update, with the packaged program: electron-updater and the system's own login item.

const aMinute = { timeout: 60_000 };
const isLinux = process.platform === 'linux';
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

if (program === null)
  process.stderr.write(
    '\n*** Start at login and an update are NOT tested: FUELGAUGE_PACKAGED names no program. ***\n\n',
  );

function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'fuelgauge-life-')));
  closing.push(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20 }));
  return folder;
}

/** Starts a program with folders of its own, and finds its dashboard through the debugging port. */
async function start(file: string, folder: string, args: string[], ours: Record<string, string> = {}) {
  const port = await freePort();
  const env = environment({
    TZ: 'UTC',
    FUELGAUGE_HOME: join(folder, 'data'),
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    ...ours,
  });
  const started = startProgram(file, [`--remote-debugging-port=${port}`, ...args], env);
  closing.push(started.kill);
  const connect = () => chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => null);
  const found = async (): Promise<Page | null> => {
    const browser = await connect();
    const pages = browser?.contexts().flatMap((context) => context.pages()) ?? [];
    return pages.find((page) => page.url().startsWith('app://fuelgauge/index.html')) ?? null;
  };
  let page: Page | null = null;
  await expect
    .poll(async () => {
      page ??= await found();
      return page !== null;
    }, aMinute)
    .toBe(true);
  const call = (command: string, input = 'undefined') => {
    if (page === null) throw new Error('The dashboard is not open.');
    return page.evaluate(`window.fuelgauge.call('desktop.${command}', 'mutation', ${input})`);
  };
  const desktop = async () => (page === null ? null : await desktopOf(page));
  return { ended: started.ended, call, desktop };
}

// On macOS and Windows it is the user's own login item that changes.
describe.skipIf(program === null || isWrapped || !(isLinux || isDemanded))('start at login', () => {
  it('is what the system says it is, on and off', async () => {
    const app = await start(program ?? '', temporaryFolder(), []);
    expect((await app.desktop())?.loginItem).toBe('off');
    await app.call('setLaunchAtLogin', '{ on: true }');
    // macOS asks the user about an app without a signature.
    expect((await app.desktop())?.loginItem).toMatch(process.platform === 'darwin' ? /on|blocked/ : /on/);
    await app.call('setLaunchAtLogin', '{ on: false }');
    expect((await app.desktop())?.loginItem).toBe('off');
  });
});

describe.skipIf(program === null || isWrapped || !isLinux)('an update of an AppImage', () => {
  it('comes from a server, takes the place of the file and is started, while the app ends', async () => {
    const folder = temporaryFolder();
    // Its files as an AppImage has them once it is mounted, with an update address of ours.
    const mounted = join(folder, 'mounted');
    cpSync(dirname(program ?? ''), mounted, { recursive: true });
    const trace = join(folder, 'started');
    const name = 'Fuelgauge-x86_64.AppImage';
    const content = `#!/bin/sh\necho "$APPIMAGE" > '${trace}'\n`;
    const server = await startUpdateServer('latest-linux.yml', name, content);
    closing.push(() => server.close());
    writeFileSync(join(mounted, 'resources', 'app-update.yml'), server.config);
    rmSync(join(mounted, 'resources', 'package-type'), { force: true });
    const image = join(folder, name);
    writeFileSync(image, 'the old one');
    chmodSync(image, 0o755);
    // A copy has no AppArmor profile and no SUID helper for the sandbox.
    const app = await start(join(mounted, basename(program ?? '')), folder, ['--no-sandbox'], {
      APPIMAGE: image,
      APPDIR: mounted,
    });
    await app.call('checkForUpdates');
    await expect.poll(async () => (await app.desktop())?.updates.state, aMinute).toBe('ready');
    app.call('restartToUpdate').catch(() => {});
    expect(await app.ended).toBe(0);
    await expect.poll(() => existsSync(trace), aMinute).toBe(true);
    expect(readFileSync(image, 'utf8')).toBe(content);
  });
});
