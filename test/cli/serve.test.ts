import { mkdirSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { ensureBuilt } from '../../scripts/build.ts';
import { firstLine, runCli, startCli, temporaryHome } from '../helpers/run-cli.ts';

// The pages are built where they are older than the sources.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let folder: ReturnType<typeof temporaryHome>;
beforeAll(async () => {
  expect(await ensureBuilt()).toBe(true);
});
beforeEach(() => {
  folder = temporaryHome();
});
afterEach(() => folder.remove());

const ended = (child: ReturnType<typeof startCli>) => new Promise((resolve) => child.once('close', resolve));

it('prints one address, lets in who has it, and ends cleanly', async () => {
  const child = startCli(folder.home, ['serve', '--port', '0']);
  const address = (await firstLine(child)) ?? '';
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{20,}$/);
  const withToken = await fetch(address, { redirect: 'manual' });
  expect(withToken.status).toBe(303);
  expect((await fetch(new URL('/', address))).status).toBe(401);
  // The command line goes on working beside it.
  expect((await runCli(folder.home, ['add', 'scrapio', '--label', 'x'])).code).toBe(0);
  child.kill('SIGTERM');
  expect(await ended(child)).toBe(0);
});

it('shows the demo from a folder that goes away with it', async () => {
  const temporary = join(folder.home, 'tmp');
  mkdirSync(temporary);
  const child = startCli(folder.home, ['serve', '--demo', '--port', '0'], { env: { TMPDIR: temporary } });
  expect(await firstLine(child)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
  expect(readdirSync(temporary)).toHaveLength(1);
  child.kill('SIGINT');
  expect(await ended(child)).toBe(0);
  expect(readdirSync(temporary)).toEqual([]);
  expect((await runCli(folder.home, ['accounts', '--json'])).stdout).toContain('"accounts": []');
});

it('says when its port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const result = await runCli(folder.home, ['serve', '--port', String(port)]);
  other.close();
  expect(result).toMatchObject({ code: 2, stdout: '' });
  expect(result.stderr).toMatch(new RegExp(`^Port ${port} is in use by another program\\.`));
});
