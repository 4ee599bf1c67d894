import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fusesIn } from '../packaging/stand-in-runtime.ts';
import { environment, isDemanded } from './runtime.ts';

// A program that electron-builder made, with Electron's own runtime in it: FUELGAUGE_PACKAGED names it. Its fuses keep
// Playwright's driver out, so it is looked at through Chromium's debugging port. each-package.ts runs this on each package.

const program = process.env.FUELGAUGE_PACKAGED ?? null;
if (program === null)
  process.stderr.write('\n*** No packaged program is tested: FUELGAUGE_PACKAGED names none. ***\n\n');

it.runIf(isDemanded)('is given a packaged program, as FUELGAUGE_REAL_ELECTRON demands', () => {
  expect(program).not.toBeNull();
});

/** An AppImage and a portable app hold the program compressed. */
const isWrapped = /\.AppImage$|-portable\.exe$/.test(program ?? '');
const framework = '../Frameworks/Electron Framework.framework/Electron Framework';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function startProgram(args: string[], env: Record<string, string>) {
  const child = spawn(program ?? '', args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  closing.push(async () => {
    // The portable app is a program that starts another.
    if (process.platform === 'win32') spawnSync('taskkill', ['/T', '/F', '/PID', String(child.pid)]);
    child.kill('SIGKILL');
    await ended;
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  return { ended, output: () => output };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  server.close();
  await once(server, 'close');
  return port;
}

/** Its pages; none while it is not ready. */
const pages = async (port: number) => {
  const answer = await fetch(`http://127.0.0.1:${port}/json/list`).catch(() => null);
  return answer === null
    ? []
    : z.array(z.object({ url: z.string(), title: z.string() })).parse(await answer.json());
};

/** The status icons that programs have announced on the session bus. */
function statusIcons(): string {
  const property = ['org.kde.StatusNotifierWatcher', 'RegisteredStatusNotifierItems'];
  const get = ['--method', 'org.freedesktop.DBus.Properties.Get', ...property];
  const watcher = ['--dest', 'org.kde.StatusNotifierWatcher', '--object-path', '/StatusNotifierWatcher'];
  return execFileSync('gdbus', ['call', '--session', ...watcher, ...get], { encoding: 'utf8' });
}

const isLinux = process.platform === 'linux';
const aMinute = { timeout: 60_000 };

describe.skipIf(program === null)('the packaged program', () => {
  it.skipIf(isWrapped)('has its fuses as electron-builder.yml says', () => {
    const file = process.platform === 'darwin' ? join(dirname(program ?? ''), framework) : (program ?? '');
    expect(fusesIn(file)).toMatch(/^01001100/);
  });

  it('opens its pages from the archive, shows its icon, and will not be used as Node', async () => {
    const home = mkdtempSync(join(tmpdir(), 'fuelgauge-packaged-'));
    // Windows lets go of the profile's files a moment after the program has ended.
    closing.push(async () => rmSync(home, { recursive: true, force: true, maxRetries: 20 }));
    const env = environment({ TZ: 'UTC', FUELGAUGE_HOME: join(home, 'data') });
    const args = [`--user-data-dir=${join(home, 'profile')}`, '--demo'];
    const port = await freePort();
    startProgram([...args, `--remote-debugging-port=${port}`], env);
    await expect
      .poll(() => pages(port), aMinute)
      .toContainEqual({
        url: expect.stringMatching(/^app:\/\/fuelgauge\/index\.html/),
        title: expect.stringContaining('Fuelgauge'),
      });
    if (isLinux) await expect.poll(statusIcons, aMinute).toContain('StatusNotifierItem');
    // As Node it would write; as the app it finds that it runs already, and ends.
    const asNode = startProgram([...args, '-e', `process.stdout.write('node')`], {
      ...env,
      ELECTRON_RUN_AS_NODE: '1',
    });
    expect(await asNode.ended).toBe(0);
    expect(asNode.output()).toBe('');
  });
});
