import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fusesIn } from '../packaging/stand-in-runtime.ts';
import { environment, isDemanded } from './runtime.ts';

// The program that electron-builder made, with Electron's own runtime in it. Its fuses keep Playwright's driver out, so it
// is looked at through Chromium's debugging port. FUELGAUGE_PACKAGED is the folder with the program in it, on macOS
// Fuelgauge.app.

const packaged = process.env.FUELGAUGE_PACKAGED ?? null;
if (packaged === null)
  process.stderr.write('\n*** No packaged program is tested: FUELGAUGE_PACKAGED names none. ***\n\n');

it.runIf(isDemanded)('is given a packaged program, as FUELGAUGE_REAL_ELECTRON demands', () => {
  expect(packaged).not.toBeNull();
});

const isMac = process.platform === 'darwin';
const framework = 'Contents/Frameworks/Electron Framework.framework/Electron Framework';
const program = join(
  packaged ?? '',
  isMac ? 'Contents/MacOS/Fuelgauge' : process.platform === 'win32' ? 'Fuelgauge.exe' : 'fuelgauge',
);

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function startProgram(args: string[], env: Record<string, string>) {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  closing.push(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const port = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const found = /DevTools listening on ws:\/\/(127\.0\.0\.1:\d+)/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`The program ended with code ${code}.`)));
  });
  // Not every test asks for it.
  port.catch(() => {});
  return { ended, port, output: () => output };
}

const pages = async (address: string) =>
  z
    .array(z.object({ url: z.string(), title: z.string() }))
    .parse(await (await fetch(`http://${address}/json/list`)).json());

describe.skipIf(packaged === null)('the packaged program', () => {
  it('has its fuses as electron-builder.yml says', () => {
    expect(fusesIn(isMac ? join(packaged ?? '', framework) : program)).toMatch(/^01001100/);
  });

  it('opens its pages from the archive, and will not be used as Node', async () => {
    const home = mkdtempSync(join(tmpdir(), 'fuelgauge-packaged-'));
    closing.push(async () => rmSync(home, { recursive: true, force: true }));
    const env = environment({ TZ: 'UTC', FUELGAUGE_HOME: join(home, 'data') });
    const args = [`--user-data-dir=${join(home, 'profile')}`, '--demo'];
    const app = startProgram([...args, '--remote-debugging-port=0'], env);
    const address = await app.port;
    await expect
      .poll(() => pages(address), { timeout: 30_000 })
      .toContainEqual({
        url: expect.stringMatching(/^app:\/\/fuelgauge\/index\.html/),
        title: expect.stringContaining('Fuelgauge'),
      });
    // As Node it would write; as the app it finds that it runs already, and ends.
    const asNode = startProgram([...args, '-e', `process.stdout.write('node')`], {
      ...env,
      ELECTRON_RUN_AS_NODE: '1',
    });
    expect(await asNode.ended).toBe(0);
    expect(asNode.output()).toBe('');
  });
});
