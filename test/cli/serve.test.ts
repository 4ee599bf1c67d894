import { mkdirSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { ensureBuilt } from '../../scripts/build.ts';
import { sessionHeader } from '../../shared/browser-session.ts';
import { filesWith } from '../helpers/folder.ts';
import { firstLine, runCli, startCli, temporaryHome } from '../helpers/run-cli.ts';
import { signIn } from '../server/helpers.ts';

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
  const { session, status } = await signIn(address);
  expect(status).toBe(204);
  const state = new URL('/trpc/state', address);
  expect((await fetch(state, { headers: { [sessionHeader]: session } })).status).toBe(200);
  expect((await fetch(state)).status).toBe(401);
  // The command line goes on working beside it.
  expect((await runCli(folder.home, ['add', 'scrapio', '--label', 'x'])).code).toBe(0);
  child.kill('SIGTERM');
  expect(await ended(child)).toBe(0);
});

it('counts what a script reports with the token that was made for it', async () => {
  await runCli(folder.home, ['add', 'scrapio', '--label', 'free plan']);
  await runCli(folder.home, ['edit', 'free plan', '--plan', 'free-daily']);
  const made = await runCli(folder.home, ['token']);
  expect(made).toMatchObject({ code: 0, stderr: '' });
  const token = made.stdout.trim();

  const child = startCli(folder.home, ['serve', '--port', '0']);
  const usage = new URL('/v1/usage', (await firstLine(child)) ?? '');
  const report = async (body: unknown, bearer = token) => {
    const answer = await fetch(usage, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  };
  expect(await report({ account: 'free plan', credits: 640 })).toEqual({
    status: 200,
    body: { ok: true, remaining: 360 },
  });
  expect(await report({ account: 'free plan', credits: 1 }, 'another')).toMatchObject({
    status: 401,
    body: { ok: false },
  });
  expect(await report({ account: 'nobody', credits: 1 })).toMatchObject({ status: 404 });
  expect(await report({ account: 'free plan', error: 'daily_credit_cap_exceeded' })).toMatchObject({
    body: { remaining: 0 },
  });
  child.kill('SIGTERM');
  await ended(child);
  const { code, stdout } = await runCli(folder.home, ['status', '--json']);
  const status = JSON.parse(stdout);
  expect(code, 'a cap is no failure').toBe(0);
  expect(status.errors).toEqual([]);
  expect(status.accounts[0]).toMatchObject({
    health: { state: 'ok', error: null },
    alerts: [{ kind: 'cap-reached' }],
    pools: [{ remaining: 0 }],
    caps: [{ id: 'daily', limit: 1000, used: 1000 }],
  });
  expect(filesWith(folder.home, token)).toEqual([]);
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

it('lets other computers in only with a token, and says that TLS is yours', async () => {
  const listen = ['serve', '--port', '0', '--listen', '0.0.0.0'];
  const refused = await runCli(folder.home, listen);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toMatch(/make a token for them: fuelgauge token --read/);
  const made = await runCli(folder.home, ['token', '--read', '--label', 'bar']);
  const child = startCli(folder.home, listen);
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const origin = new URL((await firstLine(child)) ?? '').origin;
  const authorization = `Bearer ${made.stdout.trim()}`;
  const status = await fetch(`${origin}/v1/status`, { headers: { authorization } });
  expect(await status.json()).toMatchObject({ schemaVersion: 1, accounts: [] });
  // What another process revokes is revoked at once.
  expect(await runCli(folder.home, ['token', '--revoke', 'bar'])).toMatchObject({ code: 0 });
  expect((await fetch(`${origin}/v1/status`, { headers: { authorization } })).status).toBe(401);
  child.kill('SIGTERM');
  await ended(child);
  expect(said).toMatch(/^Note: Other computers can reach Fuelgauge now\. Put your own TLS in front/);
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
