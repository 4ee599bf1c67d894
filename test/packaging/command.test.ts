import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './packed.ts';

// The built command as npm installs it, away from the checkout and without a single package: what it needs is bundled.

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fuelgauge-command-'));
  for (const path of ['package.json', join('out', 'main'), join('out', 'renderer')])
    cpSync(join(root, path), join(folder, path), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fuelgauge(args: string[]) {
  return spawn(process.execPath, [join(folder, 'out', 'main', 'cli.js'), ...args], {
    env: {
      PATH: process.env.PATH,
      SystemRoot: process.env.SystemRoot,
      HOME: folder,
      TZ: 'UTC',
      FUELGAUGE_HOME: join(folder, 'data'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function outcome(args: string[]) {
  const child = fuelgauge(args);
  let [output, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const [code] = await once(child, 'close');
  return { code, output, errors };
}

describe('the built command', () => {
  it('tells its usage, and the status of no account', async () => {
    expect(await outcome(['--help'])).toMatchObject({
      code: 0,
      output: expect.stringContaining('Usage: fuelgauge'),
      errors: '',
    });
    const { code, output, errors } = await outcome(['status', '--json']);
    expect([code, errors]).toEqual([0, '']);
    expect(JSON.parse(output)).toMatchObject({ schemaVersion: 1, accounts: [], errors: [] });
  });

  it('serves the demo', async () => {
    const child = fuelgauge(['serve', '--demo', '--port', '0']);
    const ended = once(child, 'exit');
    try {
      const [address] = await Promise.race([
        once(createInterface({ input: child.stdout }), 'line'),
        ended.then(() => Promise.reject(new Error('It ended before it was ready.'))),
      ]);
      const letIn = await fetch(String(address), { redirect: 'manual' });
      const cookie = letIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      const page = await fetch(new URL('/', String(address)), { headers: { cookie } });
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('<div id="root"');
    } finally {
      child.kill('SIGTERM');
      await ended;
    }
  });
});
