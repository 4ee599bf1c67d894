import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Listening } from '../../main/server/listen.ts';
import { startScriptListener } from '../../main/server/script-listener.ts';
import { createUsageApp, readUse } from '../../main/server/usage.ts';
import { ask, type House, openHouse } from './helpers.ts';

let house: House;
let server: Listening;
let token: string;

beforeEach(async () => {
  house = openHouse();
  const none = { from: 'values' as const, values: {} };
  const added = await house.engine.addAccount({ provider: 'scrapio', label: 'production', credential: none });
  if (!added.ok) throw new Error(added.error.message);
  const edited = await house.engine.editAccount({
    account: 'production',
    plan: 'free',
    cycleStart: '2026-11-01',
  });
  if (!edited.ok) throw new Error(edited.error.message);
  const made = await house.engine.makeUsageToken();
  const started = await startScriptListener({
    live: house.engine,
    shown: () => house.engine,
    port: 0,
    log: house.log,
  });
  if (!made.ok || !started.ok) throw new Error('The endpoint could not be started.');
  token = made.value.token;
  server = started.value;
});
afterEach(async () => {
  await server.close();
  await house.close();
});

async function report(body: unknown, options: { query?: string; headers?: Record<string, string> } = {}) {
  const answer = await ask(server.origin, `/v1/usage${options.query ?? ''}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...options.headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.status, headers: answer.headers, body: JSON.parse(answer.body) };
}
const remaining = () => house.engine.state().accounts[0]?.pools[0]?.remaining;

describe('POST /v1/usage', () => {
  it('records use and answers what is left', async () => {
    const before = remaining();
    expect(await report({ account: 'production', credits: 250 })).toMatchObject({
      status: 200,
      body: { ok: true, remaining: (before ?? 0) - 250 },
    });
    expect(remaining()).toBe((before ?? 0) - 250);
  });

  it('takes the provider’s own answer as it came', async () => {
    const before = remaining() ?? 0;
    const answer = { request_id: 'r1', usage: { credits: 2 }, markdown: '# page' };
    expect((await report(answer, { query: '?account=production' })).body).toEqual({
      ok: true,
      remaining: before - 2,
    });
    // The same answer reported twice is one use.
    expect((await report(answer, { query: '?account=production' })).body).toEqual({
      ok: true,
      remaining: before - 2,
    });
  });

  it('takes the provider’s refusal as the state it tells', async () => {
    const refusal = { request_id: 'r2', error: { code: 'credits_exhausted', message: 'No credits left.' } };
    expect((await report(refusal, { query: '?account=production' })).status).toBe(200);
    expect(house.engine.state().accounts[0]?.alerts.map(({ kind }) => kind)).toContain('exhausted');
  });

  it('records once what carries the same id', async () => {
    const before = remaining() ?? 0;
    await report({ account: 'production', credits: 5, id: 'job-1' });
    await report({ account: 'production', credits: 5, id: 'job-1' });
    expect(remaining()).toBe(before - 5);
  });

  it.each([{ authorization: 'Bearer wrong' }, { authorization: '' }, { authorization: 'Basic abc' }])(
    'asks for the token: %o',
    async (headers) => {
      const answer = await report({ account: 'production', credits: 1 }, { headers });
      expect(answer).toMatchObject({ status: 401, body: { ok: false, error: { kind: 'bad-credential' } } });
    },
  );

  it('refuses the old token once a new one was made', async () => {
    await house.engine.makeUsageToken();
    expect((await report({ account: 'production', credits: 1 })).status).toBe(401);
  });

  it.each([
    'no json',
    [],
    null,
    { account: 'production' },
    { credits: 1 },
    { account: 'production', credits: -1 },
    { account: 'production', credits: '2' },
    { account: 'production', credits: 1, at: 'yesterday' },
    { account: 'production', credits: 1, id: 'x'.repeat(201) },
  ])('says what it expects instead of %o', async (body) => {
    const before = remaining();
    const answer = await report(body);
    expect(answer).toMatchObject({ status: 400, body: { ok: false, error: { kind: 'bad-input' } } });
    expect(remaining()).toBe(before);
  });

  it('knows no other account', async () => {
    expect(await report({ account: 'elsewhere', credits: 1 })).toMatchObject({
      status: 404,
      body: { ok: false, error: { kind: 'unknown-account' } },
    });
  });

  it.each<Record<string, string>>([
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'same-origin' },
  ])('is not for web pages: %o', async (headers) => {
    const answer = await report({ account: 'production', credits: 1 }, { headers });
    expect(answer.status).toBe(403);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('refuses a foreign Host, a large body and other methods', async () => {
    expect(
      (await ask(server.origin, '/v1/usage', { method: 'POST', headers: { host: 'evil.example' } })).status,
    ).toBe(421);
    expect((await report({ account: 'production', credits: 1, note: 'x'.repeat(64 * 1024) })).status).toBe(
      413,
    );
    const get = await ask(server.origin, '/v1/usage', { headers: { authorization: `Bearer ${token}` } });
    expect(get).toMatchObject({ status: 405, headers: { allow: 'POST' } });
  });
});

describe('what a report means', () => {
  const at = Date.parse('2026-11-20T10:00:00Z');
  it.each([
    [{ account: 'a', credits: 2.5 }, undefined, { account: 'a', amount: 2.5 }],
    [{ credits: 2 }, 'b', { account: 'b', amount: 2 }],
    [{ account: 'a', credits: 2 }, 'b', { account: 'a', amount: 2 }],
    [{ account: 'a', credits: 2, at }, undefined, { account: 'a', amount: 2, at }],
    [
      { account: 'a', credits: 2, at: '2026-11-20T11:00:00+01:00' },
      undefined,
      { account: 'a', amount: 2, at },
    ],
    [
      { account: 'a', error: 'credits_exhausted' },
      undefined,
      { account: 'a', amount: 0, error: 'credits_exhausted' },
    ],
    [{ usage: { credits: 3 }, error: null }, 'a', { account: 'a', amount: 3 }],
    [{ usage: { credits: 3 } }, undefined, null],
    [{ usage: {} }, 'a', null],
    [{ account: 'a', credits: 2, at: '2026-11-20T11:00:00' }, undefined, null],
  ])('%o with ?account=%s', (body, account, use) => {
    expect(readUse(body, account, at)).toEqual(use);
  });
});

it('stops a loop run wild, and lets it go on in the next minute', async () => {
  const app = createUsageApp(house.engine, house.log, house.time.clock.now);
  const call = () =>
    app.request('/', { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: '{}' });
  let answer = await call();
  for (let calls = 0; answer.status === 400 && calls < 10_000; calls++) answer = await call();
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  await house.time.advance(60_000);
  expect((await call()).status).toBe(400);
});
