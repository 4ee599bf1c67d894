import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Packed, pack, root } from './packed.ts';

// The package's own files, away from the checkout and its packages, on the stand-in for Electron of test/electron.

const hooks = pathToFileURL(join(root, 'test', 'electron', 'hooks.ts')).href;
let packed: Packed;
let home: string;
beforeAll(async () => {
  packed = await pack('linux');
  home = mkdtempSync(join(tmpdir(), 'fuelgauge-started-'));
});
afterAll(() => {
  packed?.remove();
  rmSync(home, { recursive: true, force: true });
});

/** Runs Node in the package's folder. */
function node(args: string[]) {
  const child = spawn(process.execPath, ['--import', hooks, ...args], {
    cwd: packed.extracted,
    env: {
      PATH: process.env.PATH,
      SystemRoot: process.env.SystemRoot,
      HOME: home,
      TZ: 'UTC',
      FUELGAUGE_HOME: join(home, 'data'),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      written += text;
    });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, ended, written: () => written };
}

describe('the files of the package', () => {
  it('start, show the tray and end', async () => {
    const { child, ended, written } = node([
      join(packed.extracted, 'out', 'main', 'index.js'),
      '--demo',
      '--hidden',
    ]);
    let last = 0;
    const order = (wish: object) =>
      new Promise<unknown>((resolve) => {
        last += 1;
        const id = last;
        const hear = (message: unknown) => {
          if (typeof message !== 'object' || message === null || !('id' in message) || message.id !== id)
            return;
          child.off('message', hear);
          resolve('answer' in message ? message.answer : null);
        };
        child.on('message', hear);
        child.send({ id, order: wish });
      });
    await expect
      .poll(() => order({ do: 'look' }), { timeout: 50_000 })
      .toMatchObject({ trays: [expect.anything()], errorBoxes: [], complaints: [] });
    child.send({ id: 0, order: { do: 'quit' } });
    expect(await ended).toBe(0);
    expect(written()).toBe('');
  });

  it('load the updater', async () => {
    const script = `await import('electron-updater'); process.exit(0);`;
    const { ended, written } = node(['--input-type=module', '--eval', script]);
    expect(await ended, written()).toBe(0);
  });
});
