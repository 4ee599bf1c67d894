import { createHash, createHmac } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppRouter } from '../../main/engine/api/router.ts';
import { readRunning } from '../../main/server/running.ts';
import { type RunningServer, startServer } from '../../main/server/server.ts';
import { signOutAll } from '../../main/server/sessions.ts';
import { sessionHeader } from '../../shared/browser-session.ts';
import { filesWith } from '../helpers/folder.ts';
import { ask, type House, openHouse, signIn } from './helpers.ts';

let house: House;
let server: RunningServer;

const start = (port: number | undefined = 0, signInToken: string | null = null) =>
  startServer({
    home: join(house.folder, 'home'),
    context: { engine: () => house.engine, demo: null },
    live: house.engine,
    shown: () => house.engine,
    rendererDir: house.rendererDir,
    port,
    signInToken,
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

/** Goes in by the printed address and returns the headers to send from then on. */
async function goIn(): Promise<Record<string, string>> {
  return { [sessionHeader]: (await signIn(server.address)).session };
}
const home = () => join(house.folder, 'home');
const sessionsFile = () => join(home(), 'browser-sessions.json');
const json = { 'content-type': 'application/json' };
const pause = { method: 'POST', body: JSON.stringify({ paused: true }) };
const stateWith = (headers: Record<string, string>) => ask(server.origin, '/trpc/state', { headers });

async function restart(port?: number, signInToken?: string): Promise<void> {
  await server.close();
  const again = await start(port, signInToken);
  if (!again.ok) throw new Error(again.error.message);
  server = again.value;
}

describe('the way in', () => {
  it('is the printed address, and its token goes nowhere but to POST /session', async () => {
    expect(server.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
    const page = await ask(server.origin, server.address.slice(server.origin.length));
    expect(page).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
    expect(page.body).toContain('the page');
    expect(page.headers['set-cookie']).toBeUndefined();
    expect((await stateWith(await goIn())).status).toBe(200);
  });

  it('lets a second browser in with the same address', async () => {
    const [first, second] = [await goIn(), await goIn()];
    expect((await stateWith(first)).status).toBe(200);
    expect((await stateWith(second)).status).toBe(200);
  });

  it.each(['/trpc/state', '/trpc/onState', '/trpc/accounts', '/trpc/', '/trpc'])(
    'is closed for %s without the session',
    async (path) => {
      const answer = await ask(server.origin, path);
      expect(answer.status).toBe(401);
      expect(answer.body).toContain('fuelgauge open');
      expect(answer.headers['set-cookie']).toBeUndefined();
    },
  );

  it.each(['', 'A'.repeat(43), '../..', 'null'])('is closed for the token %j', async (token) => {
    const { session, status } = await signIn(`${server.origin}/?token=${token}`);
    expect(status).toBe(401);
    expect((await stateWith({ [sessionHeader]: session })).status).toBe(401);
  });

  it('is closed for the token, for the hash in the file, and for another secret with a known id', async () => {
    const { session } = await signIn(server.address);
    const token = new URL(server.address).searchParams.get('token') ?? '';
    const kept = JSON.parse(readFileSync(sessionsFile(), 'utf8'));
    const [id = ''] = session.split('.');
    for (const wrong of [
      token,
      kept.sessions[0].hash,
      `${id}.${kept.sessions[0].hash}`,
      `${id}.${'A'.repeat(43)}`,
      id,
    ])
      expect((await stateWith({ [sessionHeader]: wrong })).status).toBe(401);
    // Nor does any cookie let in.
    expect((await stateWith({ cookie: `fuelgauge-${server.port}=${session}` })).status).toBe(401);
  });

  it('stays open for a browser after a restart on the same port, and on no other', async () => {
    const browser = await goIn();
    const { port } = server;
    await restart(port);
    expect((await stateWith(browser)).status).toBe(200);
    await restart(0);
    expect(server.port).not.toBe(port);
    expect((await stateWith(browser)).status).toBe(401);
  });

  it('lets in with a token that you keep, at every start, and does not print it', async () => {
    const kept = 'a-token-that-you-keep_0123456789abcdef';
    const { port } = server;
    for (let starts = 0; starts < 2; starts += 1) {
      await restart(port, kept);
      expect(server.address).toBe(`http://127.0.0.1:${port}/`);
      const { session, status } = await signIn(`${server.address}?token=${kept}`);
      expect(status).toBe(204);
      expect((await stateWith({ [sessionHeader]: session })).status).toBe(200);
    }
    expect((await signIn(`${server.address}?token=${kept.slice(1)}`)).status).toBe(401);
    expect(filesWith(home(), kept)).toEqual([]);
    // Another token takes its place; browsers that are signed in stay so.
    const browser = { [sessionHeader]: (await signIn(`${server.address}?token=${kept}`)).session };
    await restart(port, `${kept}-new`);
    expect((await signIn(`${server.address}?token=${kept}`)).status).toBe(401);
    expect((await stateWith(browser)).status).toBe(200);
  });

  it('closes when every browser is signed out', async () => {
    const browser = await goIn();
    signOutAll(home());
    expect((await stateWith(browser)).status).toBe(401);
    expect((await stateWith(await goIn())).status).toBe(200);
  });

  it.each(['', '{', '[]', '{"version":1,"sessions":[{"id":1}]}', '\u0000'])(
    'asks to sign in again when its file holds %j',
    async (text) => {
      const browser = await goIn();
      writeFileSync(sessionsFile(), text);
      expect((await stateWith(browser)).status).toBe(401);
      expect((await stateWith(await goIn())).status).toBe(200);
    },
  );

  it('is open for `fuelgauge open` once, and for nobody after the stop', async () => {
    const told = readRunning(home());
    expect(told).toMatchObject({ pid: process.pid, origin: server.origin });
    const once = `${server.origin}/?token=${told?.token}`;
    expect((await signIn(once)).status).toBe(204);
    expect((await signIn(once)).status).toBe(401);
    expect((await signIn(`${server.origin}/?token=${readRunning(home())?.token}`)).status).toBe(204);
    expect(statSync(join(home(), 'browser-mode.json')).mode & 0o777).toBe(0o600);
    expect(statSync(sessionsFile()).mode & 0o777).toBe(0o600);
    await server.close();
    expect(readRunning(home())).toBeNull();
  });

  it('keeps no session in the data folder that could be used', async () => {
    const { session } = await signIn(server.address);
    expect(filesWith(home(), session.split('.')[1] ?? '')).toEqual([]);
  });

  it('proves that it knows a session before the page sends it', async () => {
    const { session } = await signIn(server.address);
    const [id = ''] = session.split('.');
    const nonce = 'ab'.repeat(32);
    const proof = (body: object) =>
      ask(server.origin, '/session/proof', {
        method: 'POST',
        headers: { ...json, origin: server.origin },
        body: JSON.stringify(body),
      });
    const key = createHash('sha256').update(session).digest();
    const expected = createHmac('sha256', key).update(nonce).digest('hex');
    expect(JSON.parse((await proof({ id, nonce })).body)).toEqual({ proof: expected });
    expect((await proof({ id: 'A'.repeat(12), nonce })).status).toBe(401);
    expect((await proof({ id, nonce: 'short' })).status).toBe(400);
  });
});

describe('what may ask', () => {
  it.each(['evil.example', 'evil.example:1', '127.0.0.1', '127.0.0.1:1', 'localhost.evil.example'])(
    'not a page that reaches us under the name %s',
    async (host) => {
      const session = await goIn();
      for (const path of ['/', '/trpc/state', '/session', '/v1/usage'])
        expect((await ask(server.origin, path, { headers: { host, ...session } })).status).toBe(421);
    },
  );

  it('anyone whether we answer, under any name, and learns nothing else', async () => {
    for (const host of [`127.0.0.1:${server.port}`, '10.1.2.3:47615', 'evil.example']) {
      const answer = await ask(server.origin, '/healthz', { headers: { host } });
      expect(answer).toMatchObject({ status: 200, body: 'ok', headers: { 'cache-control': 'no-store' } });
    }
    for (const method of ['POST', 'PUT'])
      expect((await ask(server.origin, '/healthz', { method })).status).toBeGreaterThanOrEqual(400);
  });

  it('a page under localhost as well', async () => {
    const host = `localhost:${server.port}`;
    expect((await ask(server.origin, '/', { headers: { host, ...(await goIn()) } })).status).toBe(200);
    // A name is the same in capitals (RFC 9110, section 4.2.3).
    expect((await ask(server.origin, '/', { headers: { host: host.toUpperCase() } })).status).toBe(200);
  });

  it.each<Record<string, string>>([
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    {},
  ])('not a command with the session and %o', async (headers) => {
    const session = await goIn();
    const answer = await ask(server.origin, '/trpc/setPreferences', {
      ...pause,
      headers: { ...json, ...headers, ...session },
    });
    expect(answer.status).toBe(403);
    expect(house.engine.state().preferences.paused).toBe(false);
  });

  it('a command from our own page', async () => {
    const headers = { ...json, ...(await goIn()), origin: server.origin, 'sec-fetch-site': 'same-origin' };
    const answer = await ask(server.origin, '/trpc/setPreferences', { ...pause, headers });
    expect(answer.status).toBe(200);
    expect(house.engine.state().preferences.paused).toBe(true);
  });

  it('nobody reads the state from another site', async () => {
    const headers = { ...(await goIn()), 'sec-fetch-site': 'cross-site' };
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
    const answer = await ask(server.origin, path, { headers: await goIn() });
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('not for the browser');
  });

  it('may be kept where the name holds a hash of the content, and never otherwise', async () => {
    const headers = await goIn();
    const asset = await ask(server.origin, '/assets/index-abc123.js', { headers });
    expect(asset.headers).toMatchObject({
      'cache-control': 'private, max-age=31536000, immutable',
      'content-type': 'text/javascript; charset=utf-8',
    });
    expect((await ask(server.origin, '/', { headers })).headers['cache-control']).toBe('no-store');
  });

  it.each(['/', '/nothing', '/trpc/state', '/healthz'])('carry the strict headers: %s', async (path) => {
    const visitors: Record<string, string>[] = [{}, await goIn()];
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

it('no answer may be stored: errors, refusals, data and streams', async () => {
  const session = await goIn();
  const own = { ...session, origin: server.origin };
  const paths: [path: string, options?: Parameters<typeof ask>[2]][] = [
    ['/', {}],
    ['/nothing', {}],
    ['/trpc/state', { headers: session }],
    ['/trpc/state', {}],
    ['/trpc/none', { headers: session }],
    ['/trpc/setPreferences', { method: 'POST', headers: { ...json, ...own }, body: '{' }],
    ['/trpc/setPreferences', { method: 'POST', headers: json, body: '{}' }],
    ['/trpc/setPreferences', { method: 'POST', headers: { ...json, ...own }, body: 'x'.repeat(70_000) }],
    ['/session', { method: 'POST', headers: own, body: '{}' }],
    ['/session/proof', { method: 'POST', headers: own, body: '{}' }],
    ['/v1/usage', { method: 'POST' }],
    ['/', { headers: { host: 'evil.example' } }],
    ['/', { method: 'DELETE', headers: own }],
  ];
  for (const [path, options] of paths)
    expect([path, (await ask(server.origin, path, options)).headers['cache-control']]).toEqual([
      path,
      'no-store',
    ]);
  const controller = new AbortController();
  const stream = await fetch(`${server.origin}/trpc/onState`, {
    headers: { ...session, accept: 'text/event-stream' },
    signal: controller.signal,
  });
  expect(stream.headers.get('cache-control')).toMatch(/no-store|no-cache/);
  controller.abort();
});

describe('commands', () => {
  it('arrive whole when their length is not announced', async () => {
    const answer = await fetch(`${server.origin}/trpc/setPreferences`, {
      method: 'POST',
      headers: { ...json, ...(await goIn()), origin: server.origin },
      body: new Blob(['{"theme":"dark"}']).stream(),
      duplex: 'half',
    });
    expect(answer.status).toBe(200);
    expect(house.engine.state().preferences.theme).toBe('dark');
  });

  const own = async () => ({ ...json, ...(await goIn()), origin: server.origin });

  it('larger than 64 KiB are refused', async () => {
    const body = JSON.stringify({ text: 'x'.repeat(64 * 1024) });
    const answer = await ask(server.origin, '/trpc/dismissNotice', {
      method: 'POST',
      headers: await own(),
      body,
    });
    expect(answer.status).toBe(413);
  });

  it('may be larger only to bring a backup', async () => {
    const headers = await own();
    const send = (bytes: number) =>
      ask(server.origin, '/trpc/importBackup', {
        method: 'POST',
        headers,
        body: JSON.stringify({ file: Buffer.alloc(bytes, ' ').toString('base64'), dryRun: true }),
      });
    const large = await send(1024 * 1024);
    expect(large.status).toBe(200);
    expect(large.body).toContain('not JSON');
    expect((await send(11 * 1024 * 1024)).status).toBe(413);
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
    const session = await goIn();
    const controller = new AbortController();
    const response = await fetch(`${server.origin}/trpc/onState`, {
      headers: { ...session, accept: 'text/event-stream' },
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
    const session = await goIn();
    const headers = { ...session, origin: server.origin };
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
