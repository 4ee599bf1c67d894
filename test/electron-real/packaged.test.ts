import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fusesIn } from '../packaging/stand-in-runtime.ts';
import { freePort, isWrapped, program, startProgram } from './program.ts';
import { environment, isDemanded } from './runtime.ts';

// A program that electron-builder made, with Electron's own runtime in it: FUELGAUGE_PACKAGED names it. each-package.ts
// runs this on each package.

if (program === null)
  process.stderr.write('\n*** No packaged program is tested: FUELGAUGE_PACKAGED names none. ***\n\n');

it.runIf(isDemanded)('is given a packaged program, as FUELGAUGE_REAL_ELECTRON demands', () => {
  expect(program).not.toBeNull();
});

const framework = '../Frameworks/Electron Framework.framework/Electron Framework';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function start(args: string[], env: Record<string, string>) {
  const started = startProgram(program ?? '', args, env);
  closing.push(started.kill);
  return started;
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
    expect(fusesIn(file)).toMatch(/^00001100/);
  });

  it('opens its pages from the archive, shows its icon, and will not be used as Node', async () => {
    const home = mkdtempSync(join(tmpdir(), 'fuelgauge-packaged-'));
    // Windows lets go of the profile's files a moment after the program has ended.
    closing.push(async () => rmSync(home, { recursive: true, force: true, maxRetries: 20 }));
    const env = environment({ TZ: 'UTC', FUELGAUGE_HOME: join(home, 'data') });
    const args = [`--user-data-dir=${join(home, 'profile')}`, '--demo'];
    const port = await freePort();
    start([...args, `--remote-debugging-port=${port}`], env);
    await expect
      .poll(() => pages(port), aMinute)
      .toContainEqual({
        url: expect.stringMatching(/^app:\/\/fuelgauge\/index\.html/),
        title: expect.stringContaining('Fuelgauge'),
      });
    if (isLinux) await expect.poll(statusIcons, aMinute).toContain('StatusNotifierItem');
    // As Node it would write; as the app it finds that it runs already, and ends.
    const asNode = start([...args, '-e', `process.stdout.write('node')`], {
      ...env,
      ELECTRON_RUN_AS_NODE: '1',
    });
    expect(await asNode.ended).toBe(0);
    expect(asNode.output()).toBe('');
  }, 180_000);
});
