import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLimit } from '../../main/server/bearer.ts';
import { startServer } from '../../main/server/server.ts';
import { statusJsonSchema } from '../../shared/model/status-json.ts';
import { value } from '../helpers/alert-house.ts';
import { filesWith } from '../helpers/folder.ts';
import { ask, type House, openHouse } from './helpers.ts';

let house: House;
let server: { origin: string; close(): Promise<void> };
let token: string;

beforeEach(async () => {
  house = openHouse();
  token = value(await house.engine.makeToken({ kind: 'read', label: 'bar' })).token;
  server = value(
    await startServer({
      home: `${house.folder}/home`,
      context: { engine: () => house.engine, demo: null },
      live: house.engine,
      shown: () => house.engine,
      rendererDir: house.rendererDir,
      port: 0,
      log: house.log,
    }),
  );
});
afterEach(async () => {
  await server.close();
  await house.close();
});

const status = (authorization: string, headers: Record<string, string> = {}) =>
  ask(server.origin, '/v1/status', { headers: { ...(authorization && { authorization }), ...headers } });

describe('a read token', () => {
  it('reads, and nothing keeps the token itself', async () => {
    const answer = await status(`Bearer ${token}`);
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(statusJsonSchema.parse(JSON.parse(answer.body)).accounts).toEqual([]);
    expect(filesWith(house.folder, token)).toEqual([]);
  });

  it('gets one answer whatever is wrong with it', async () => {
    const usage = value(await house.engine.makeUsageToken()).token;
    const calendar = value(await house.engine.makeToken({ kind: 'calendar' })).token;
    const revoked = value(await house.engine.makeToken({ kind: 'read', label: 'gone' })).token;
    value(await house.engine.revokeToken({ label: 'gone' }));
    const wrong = ['', 'Bearer', 'Basic abc', 'Bearer wrong', `Bearer ${usage}`, `Bearer ${calendar}`];
    const answers = await Promise.all(
      [...wrong, `Bearer ${revoked}`, `Bearer ${token}x`, `Bearer ${'x'.repeat(5000)}`].map((each) =>
        status(each),
      ),
    );
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } });
    const inUrl = await ask(server.origin, `/v1/status?token=${token}`);
    expect(inUrl.body).toBe(answers[0]?.body);
    // Nor is a path told that exists.
    expect((await ask(server.origin, '/v1/nothing')).body).toBe(answers[0]?.body);
  });

  it.each<Record<string, string>>([
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'cross-site' },
  ])('is not for web pages: %o', async (headers) => {
    const answer = await status(`Bearer ${token}`, headers);
    expect(answer.status).toBe(403);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('does not help under a foreign name', async () => {
    const answer = await status(`Bearer ${token}`, { host: 'evil.example' });
    expect(answer.status).toBe(421);
    expect(JSON.parse(answer.body)).toMatchObject({ ok: false, error: { kind: 'refused' } });
  });

  it('gets in while others try wrong ones by the thousand', async () => {
    const flood = await Promise.all(Array.from({ length: 400 }, () => status('Bearer wrong')));
    expect(new Set(flood.map((answer) => answer.status))).toEqual(new Set([401, 429]));
    expect(Number(flood.at(-1)?.headers['retry-after'])).toBe(1);
    expect((await status(`Bearer ${token}`)).status).toBe(200);
  });
});

describe('a limit', () => {
  it('lets some through at once and more as time passes, also after the clock was set back', () => {
    let now = 1_000_000;
    const limit = createLimit(60, () => now);
    const passed = (calls: number) =>
      Array.from({ length: calls }, () => limit.allows()).filter(Boolean).length;
    expect(passed(100)).toBe(60);
    expect(limit.seconds()).toBe(1);
    now += 3000;
    expect(passed(100)).toBe(3);
    now -= 3_600_000;
    expect(passed(1)).toBe(0);
    now += 1000;
    expect(passed(100)).toBe(1);
    now += 3_600_000;
    expect(passed(100)).toBe(60);
  });
});
