import { mkdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppRouter } from '../../main/engine/api/router.ts';
import { type RunningServer, startServer } from '../../main/server/server.ts';
import { ask, type House, openHouse } from './helpers.ts';

let house: House;
let server: RunningServer;

const start = (port: number | undefined = 0) =>
  startServer({
    context: { engine: () => house.engine, demo: null },
    usage: house.engine,
    rendererDir: house.rendererDir,
    port,
    log: house.log,
  });

beforeEach(async () => {
  house = openHouse();
  const started = await start();
  if (!started.ok) throw new Error(started.error.message);
  server = started.value;
});
afterEach(async () => {
  await server.close();
  await house.close();
});

const pathOf = (address: string) => address.slice(new URL(address).origin.length);

/** Goes in by the printed address and returns the cookie to send from then on. */
async function goIn(): Promise<string> {
  const { headers } = await ask(server.origin, pathOf(server.address));
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}
const json = { 'content-type': 'application/json' };
const pause = { method: 'POST', body: JSON.stringify({ paused: true }) };

describe('the way in', () => {
  it('is the printed address, which sets a cookie and leads to the page without the token', async () => {
    expect(server.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
    const first = await ask(server.origin, pathOf(server.address));
    expect(first).toMatchObject({ status: 303, headers: { location: '/', 'cache-control': 'no-store' } });
    const cookie = first.headers['set-cookie']?.[0] ?? '';
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Strict/);
    expect(cookie).not.toContain(new URL(server.address).searchParams.get('token'));
    const page = await ask(server.origin, '/', { headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(page.body).toContain('the page');
  });

  it('lets a second browser in with the same address', async () => {
    expect(await goIn()).toBe(await goIn());
  });

  it.each(['/', '/assets/index-abc123.js', '/trpc/state', '/?token=', `/?token=${'A'.repeat(43)}`])(
    'is closed for %s without the cookie, and the page says how to get in',
    async (path) => {
      const answer = await ask(server.origin, path);
      expect(answer.status).toBe(401);
      expect(answer.body).toContain('open the full address');
      expect(answer.headers['set-cookie']).toBeUndefined();
    },
  );

  it('is closed for the token in place of the cookie, and for the cookie of another start', async () => {
    const [name = ''] = (await goIn()).split('=');
    const token = new URL(server.address).searchParams.get('token') ?? '';
    expect((await ask(server.origin, '/', { headers: { cookie: `${name}=${token}` } })).status).toBe(401);
    const old = await goIn();
    await server.close();
    const again = await start();
    if (!again.ok) throw new Error(again.error.message);
    server = again.value;
    const renamed = `fuelgauge-${server.port}=${old.split('=')[1]}`;
    expect((await ask(server.origin, '/', { headers: { cookie: renamed } })).status).toBe(401);
  });
});

describe('what may ask', () => {
  it.each(['evil.example', 'evil.example:1', '127.0.0.1', '127.0.0.1:1', 'localhost.evil.example'])(
    'not a page that reaches us under the name %s',
    async (host) => {
      const cookie = await goIn();
      expect((await ask(server.origin, '/', { headers: { host, cookie } })).status).toBe(421);
      expect((await ask(server.origin, pathOf(server.address), { headers: { host } })).status).toBe(421);
    },
  );

  it('a page under localhost as well', async () => {
    const host = `localhost:${server.port}`;
    expect((await ask(server.origin, '/', { headers: { host, cookie: await goIn() } })).status).toBe(200);
  });

  it.each<Record<string, string>>([
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    {},
  ])('not a command with the cookie and %o', async (headers) => {
    const cookie = await goIn();
    const answer = await ask(server.origin, '/trpc/setPreferences', {
      ...pause,
      headers: { ...json, ...headers, cookie },
    });
    expect(answer.status).toBe(403);
    expect(house.engine.state().preferences.paused).toBe(false);
  });

  it('a command from our own page', async () => {
    const headers = { ...json, cookie: await goIn(), origin: server.origin, 'sec-fetch-site': 'same-origin' };
    const answer = await ask(server.origin, '/trpc/setPreferences', { ...pause, headers });
    expect(answer.status).toBe(200);
    expect(house.engine.state().preferences.paused).toBe(true);
  });

  it('nobody reads the state from another site', async () => {
    const headers = { cookie: await goIn(), 'sec-fetch-site': 'cross-site' };
    expect((await ask(server.origin, '/trpc/state', { headers })).status).toBe(403);
  });

  it('nobody over another address of this machine', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address && !address.internal && address.family === 'IPv4');
    if (!outside) return;
    const refused = await new Promise((resolve) => {
      const socket = connect(server.port, outside.address, () => resolve(false));
      socket.on('error', () => resolve(true));
    });
    expect(refused).toBe(true);
  });
});

describe('the pages', () => {
  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/%252e%252e/secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/link.txt',
    '/folder/secret.txt',
    '//secret.txt',
    '/assets',
    '/assets/',
    '/index.html%00',
    '/%',
    '/nothing.js',
  ])('give nothing for %s', async (path) => {
    const answer = await ask(server.origin, path, { headers: { cookie: await goIn() } });
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('not for the browser');
  });

  it('may be kept where the name holds a hash of the content, and never otherwise', async () => {
    const headers = { cookie: await goIn() };
    const asset = await ask(server.origin, '/assets/index-abc123.js', { headers });
    expect(asset.headers).toMatchObject({
      'cache-control': 'private, max-age=31536000, immutable',
      'content-type': 'text/javascript; charset=utf-8',
    });
    expect((await ask(server.origin, '/', { headers })).headers['cache-control']).toBe('no-store');
  });

  it.each(['/', '/nothing', '/trpc/state'])('carry the strict headers: %s', async (path) => {
    const visitors: Record<string, string>[] = [{}, { cookie: await goIn() }];
    for (const headers of visitors) {
      const answer = await ask(server.origin, path, { headers });
      expect(answer.headers).toMatchObject({
        'content-security-policy':
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
          "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      });
      expect(answer.headers['strict-transport-security']).toBeUndefined();
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
  });
});

describe('commands', () => {
  const own = async () => ({ ...json, cookie: await goIn(), origin: server.origin });

  it('larger than 64 KiB are refused', async () => {
    const body = JSON.stringify({ text: 'x'.repeat(64 * 1024) });
    const answer = await ask(server.origin, '/trpc/dismissNotice', {
      method: 'POST',
      headers: await own(),
      body,
    });
    expect(answer.status).toBe(413);
  });

  it.each([
    ['/trpc/setPreferences', '{"theme":"purple"}'],
    ['/trpc/setPreferences', '{'],
    ['/trpc/noSuchCommand', '{}'],
  ])('that are wrong get an answer without a stack trace: %s %s', async (path, body) => {
    const answer = await ask(server.origin, path, { method: 'POST', headers: await own(), body });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.body).not.toMatch(/stack|node_modules|\.ts:/);
  });
});

describe('the state stream', () => {
  it('brings each change, and its end lets the process end', async () => {
    const cookie = await goIn();
    const controller = new AbortController();
    const response = await fetch(`${server.origin}/trpc/onState`, {
      headers: { cookie, accept: 'text/event-stream' },
      signal: controller.signal,
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let seen = '';
    const until = async (text: string) => {
      while (!seen.includes(text)) {
        const more = await reader?.read();
        if (!more || more.done) throw new Error(`The stream ended before ${text}.`);
        seen += more.value;
      }
    };
    await until('"theme":"system"');
    await house.engine.setPreferences({ theme: 'dark' });
    await until('"theme":"dark"');
    await server.close();
    await expect(until('never')).rejects.toThrow();
  });

  it('works with the client that the pages use', async () => {
    const cookie = await goIn();
    const headers = { cookie, origin: server.origin };
    const client = createTRPCClient<AppRouter>({
      links: [
        splitLink({
          condition: (op) => op.type === 'subscription',
          true: httpSubscriptionLink({ url: `${server.origin}/trpc` }),
          false: httpLink({ url: `${server.origin}/trpc`, headers }),
        }),
      ],
    });
    expect((await client.state.query()).shell).toBe('browser');
    expect(await client.setPreferences.mutate({ theme: 'light' })).toEqual({ ok: true, value: {} });
  });
});

describe('starting', () => {
  it('says which port is in use', async () => {
    const second = await start(server.port);
    expect(second).toMatchObject({ ok: false, error: { kind: 'bad-input' } });
    if (!second.ok) expect(second.error.message).toContain(`Port ${server.port} is in use`);
  });

  it('says that there is no build', async () => {
    const rendererDir = join(house.folder, 'empty');
    mkdirSync(rendererDir);
    const started = await startServer({
      context: { engine: () => house.engine, demo: null },
      usage: house.engine,
      rendererDir,
      port: 0,
      log: house.log,
    });
    expect(started).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('npm run build') },
    });
  });

  it('writes neither the token nor the cookie into the log', async () => {
    const cookie = await goIn();
    await ask(server.origin, '/trpc/state', { headers: { cookie } });
    const log = readFileSync(join(house.folder, 'home', 'fuelgauge.log'), 'utf8');
    expect(log).not.toContain(cookie.split('=')[1]);
    expect(log).not.toContain(new URL(server.address).searchParams.get('token'));
  });
});
