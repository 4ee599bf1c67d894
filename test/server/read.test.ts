import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mostStreams } from '../../main/server/read/events.ts';
import { createScriptHost } from '../../main/server/scripts.ts';
import { dayMs, dayOf, hourMs, secondMs } from '../../shared/time/index.ts';
import { value } from '../helpers/alert-house.ts';
import { expectDocument } from '../helpers/printed-json.ts';
import { type House, openHouse } from './helpers.ts';

let house: House;
let app: ReturnType<typeof createScriptHost>;
let token: string;
const port = 4711;

beforeEach(async () => {
  house = openHouse();
  const { engine, time } = house;
  for (const label of ['production', 'spare'])
    value(
      await engine.addAccount({ provider: 'scrapio', label, credential: { from: 'values', values: {} } }),
    );
  const cycleStart = dayOf(time.clock.now() - 5 * dayMs);
  value(await engine.editAccount({ account: 'production', plan: 'free', cycleStart, tags: ['client'] }));
  for (const amount of [10, 20, 30]) {
    await time.advance(hourMs);
    value(await engine.logUsage({ account: 'production', amount }));
  }
  token = value(await engine.makeToken({ kind: 'read' })).token;
  app = createScriptHost({ live: engine, shown: () => engine, log: house.log }, port);
});
afterEach(() => house.close());

const ask = (path: string, { method = 'GET', bearer = token }: { method?: string; bearer?: string } = {}) =>
  app.request(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { host: `127.0.0.1:${port}`, authorization: `Bearer ${bearer}` },
  });
const json = async (path: string) => {
  const answer = await ask(path);
  return { status: answer.status, body: await answer.json() };
};
const messageOf = (body: unknown) =>
  z.object({ error: z.object({ message: z.string() }) }).parse(body).error.message;
const ids = z.object({ accounts: z.array(z.object({ id: z.string() })) });
const idsAt = async (path: string) => ids.parse((await json(path)).body).accounts.map(({ id }) => id);

describe('the read API', () => {
  it('tells every account, or those that are asked for', async () => {
    const { status, body } = await json('/v1/status');
    expect(status).toBe(200);
    expectDocument('status', body);
    expect(await idsAt('/v1/status?sort=name')).toEqual(['a1', 'a2']);
    expect(await idsAt('/v1/status?account=spare&account=a2')).toEqual(['a2']);
    expect(await idsAt('/v1/status?tag=client&provider=scrapio')).toEqual(['a1']);
    expect(await idsAt('/v1/status?problems=false&tag=client')).toEqual(['a1']);
  });

  it('tells one account, by any of its names', async () => {
    for (const name of ['a1', 'production', 'scrapio%2Fproduction']) {
      const { status, body } = await json(`/v1/accounts/${name}`);
      expect(status).toBe(200);
      expectDocument('account', body);
      expect(body).toMatchObject({ account: { id: 'a1' }, provider: { id: 'scrapio' }, pools: [{}] });
    }
  });

  it('tells its history as JSON and CSV, thinned to the points that are asked for', async () => {
    const { body } = await json('/v1/accounts/a1/history?points=2&to=2999-01-01&from=2020-01-01');
    expectDocument('history', body);
    const samples = z
      .object({
        accounts: z.tuple([z.object({ pools: z.tuple([z.object({ samples: z.array(z.unknown()) })]) })]),
      })
      .parse(body).accounts[0].pools[0].samples;
    expect(samples).toHaveLength(2);
    const csv = await ask('/v1/accounts/a1/history?format=csv');
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect((await csv.text()).split('\n')[0]).toBe('time,pool,remaining');
  });

  it('answers whether enough is left', async () => {
    const check = async (query: string) => (await json(`/v1/check?${query}`)).body;
    expect(await check('account=production&need=5')).toMatchObject({ answer: 'enough', need: 5 });
    expect(await check('account=production&need=1e9')).toMatchObject({ ok: false });
    const none = await check('account=production&need=999999999');
    expect(none).toMatchObject({ answer: 'not-enough', why: expect.stringMatching(/^Not enough: /) });
    expectDocument('check', none);
    expect(await check('account=spare&need=1')).toMatchObject({ answer: 'unknown' });
  });

  it('answers what is wrong with a sentence', async () => {
    const wrong: [path: string, status: number, kind: string][] = [
      ['/v1/nothing', 404, 'unknown-address'],
      ['/v1/accounts', 404, 'unknown-address'],
      ['/v1/accounts/nobody', 404, 'unknown-account'],
      ['/v1/accounts/nobody/history', 404, 'unknown-account'],
      ['/v1/accounts/scrapio', 400, 'ambiguous-account'],
      ['/v1/accounts/%zz', 404, 'unknown-account'],
      ['/v1/accounts/a1?x=1', 400, 'bad-input'],
      ['/v1/status?acount=a1', 400, 'bad-input'],
      ['/v1/status?account=nobody', 400, 'bad-input'],
      ['/v1/status?account=', 400, 'bad-input'],
      ['/v1/status?problems=maybe', 400, 'bad-input'],
      ['/v1/status?sort=luck', 400, 'bad-input'],
      [`/v1/status?account=${'x'.repeat(5000)}`, 414, 'too-large'],
      ['/v1/status?__proto__=1', 400, 'bad-input'],
      ['/v1/check', 400, 'bad-input'],
      ['/v1/check?account=a1', 400, 'bad-input'],
      ['/v1/check?account=a1&need=', 400, 'bad-input'],
      ['/v1/check?account=a1&need=-1', 400, 'bad-input'],
      ['/v1/check?account=a1&need=1&need=2', 400, 'bad-input'],
      ['/v1/check?account=nobody&need=1', 404, 'unknown-account'],
      ['/v1/accounts/a1/history?points=0', 400, 'bad-input'],
      ['/v1/accounts/a1/history?points=99999', 400, 'bad-input'],
      ['/v1/accounts/a1/history?from=yesterday', 400, 'bad-input'],
      ['/v1/accounts/a1/history?from=2026-11-21T09:00:00', 400, 'bad-input'],
      ['/v1/accounts/a1/history?from=2999-01-01', 400, 'bad-input'],
      ['/v1/accounts/a1/history?pool=nothing', 400, 'bad-input'],
      ['/v1/accounts/a1/history?format=xml', 400, 'bad-input'],
    ];
    for (const [path, status, kind] of wrong) {
      const answer = await json(path);
      expect(answer, path).toMatchObject({ status, body: { ok: false, error: { kind } } });
      expectDocument('error', answer.body);
      expect(messageOf(answer.body), path).toMatch(/^[A-Z`“].*[.)]$/);
    }
  });

  it('takes nothing but GET', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
      for (const path of ['/v1/status', '/v1/accounts/a1', '/v1/events', '/v1/check']) {
        const answer = await ask(path, { method });
        expect(answer.status).toBe(405);
        expect(answer.headers.get('allow')).toBe('GET');
      }
  });
});

describe('the calendar', () => {
  it('is read with its own token in the address, which opens nothing else', async () => {
    const made = value(await house.engine.makeToken({ kind: 'calendar' })).token;
    const answer = await ask(`/v1/calendar.ics?token=${made}&reminders`, { bearer: '' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/calendar/);
    expect(await answer.text()).toMatch(/^BEGIN:VCALENDAR[\s\S]*fuelgauge:\/\/account\/a1/);
    for (const path of ['/v1/status', '/v1/accounts/a1', '/v1/events', '/v1/check'])
      expect((await ask(`${path}?token=${made}`, { bearer: made })).status).toBe(401);
    const wrong = await Promise.all(
      ['/v1/calendar.ics', `/v1/calendar.ics?token=${token}`, '/v1/calendar.ics?token=x'].map((path) =>
        ask(path),
      ),
    );
    expect(wrong.map(({ status }) => status)).toEqual([401, 401, 401]);
  });
});

/** The events of a stream, as they come. */
function reading(answer: Response) {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  return {
    /** Null: it ended. */
    async next(): Promise<unknown> {
      for (;;) {
        const end = rest.indexOf('\n\n');
        const block = rest.slice(0, Math.max(0, end));
        if (end >= 0) rest = rest.slice(end + 2);
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (data !== undefined) return JSON.parse(data);
        if (end >= 0) continue;
        const read = await reader?.read();
        if (read === undefined || read.done) return null;
        rest += read.value;
      }
    },
    leave: () => reader?.cancel(),
  };
}

describe('docs/api.md', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/api.md'), 'utf8');
  const tableUnder = (head: string) =>
    (page.split(head)[1]?.split('\n\n')[0] ?? '')
      .split('\n')
      .flatMap((line) => /^\| `?([^ `]+)/.exec(line)?.[1] ?? []);

  it('has examples that work', async () => {
    const asked = [...page.matchAll(/^curl .*"http:\/\/127\.0\.0\.1:47615(\/v1\/[^"]+)"$/gm)];
    expect(asked).toHaveLength(7);
    for (const [, path = ''] of asked) {
      const answer = await ask(path);
      expect(answer.status, path).toBe(200);
      await answer.body?.cancel();
    }
  });

  it('names every address and every status', async () => {
    const { paths } = documentSchema.parse(await (await ask('/v1/openapi.json')).json());
    const told = tableUnder('| Address | Answers |').filter((cell) => cell.startsWith('/'));
    expect(told.map((path) => path.replace('ID', '{id}')).sort()).toEqual(Object.keys(paths).sort());
    const statuses = Object.entries(paths)
      .filter(([path]) => path !== '/v1/usage')
      .flatMap(([, { get }]) => Object.keys(z.object({ responses: z.looseObject({}) }).parse(get).responses));
    // 431 is answered before there is a request.
    expect(tableUnder('| Status | Why |').filter((cell) => /^\d/.test(cell))).toEqual(
      [...new Set([...statuses, '404', '431'])].filter((status) => status !== '200').sort(),
    );
  });
});

/** Changes are told together. */
const announced = () => house.time.advance(secondMs);

describe('events', () => {
  it('tell everything first, then what changed, until the token is revoked', async () => {
    const answer = await ask('/v1/events');
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    const events = reading(answer);
    const first = await events.next();
    expectDocument('event', first);
    expect(first).toMatchObject({
      whole: true,
      accounts: [{}, {}],
      order: [expect.any(String), expect.any(String)],
    });
    value(await house.engine.editAccount({ account: 'spare', label: 'second' }));
    await announced();
    const second = await events.next();
    expectDocument('event', second);
    expect(second).toMatchObject({ whole: false, accounts: [{ id: 'a2', label: 'second' }] });
    value(await house.engine.removeAccount({ account: 'a2' }));
    await announced();
    expect(await events.next()).toMatchObject({ accounts: [], order: ['a1'] });
    value(await house.engine.revokeToken({ label: 'read' }));
    await announced();
    expect(await events.next()).toBeNull();
  });

  it('have a limit, and a script that leaves makes room', async () => {
    const streams = await Promise.all(Array.from({ length: mostStreams }, () => ask('/v1/events')));
    const refused = await ask('/v1/events');
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('60');
    const [first] = streams.map(reading);
    await first?.next();
    await first?.leave();
    expect((await ask('/v1/events')).status).toBe(200);
  });
});

const documentSchema = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({}))),
  components: z.object({ schemas: z.record(z.string(), z.looseObject({})) }),
});

describe('the OpenAPI document', () => {
  const read = async () => documentSchema.parse(await (await ask('/v1/openapi.json', { bearer: '' })).json());

  it('names what the router answers, and nothing else', async () => {
    const { paths } = await read();
    const told = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const served = app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/v1'))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(told.sort()).toEqual([...new Set(served)].sort());
  });

  it('describes what is answered', async () => {
    const document = await read();
    const ajv = new Ajv2020({ strict: false });
    formats.default(ajv);
    ajv.addSchema({ ...document, $id: 'document' });
    const asked = {
      status: '/v1/status',
      account: '/v1/accounts/a1',
      history: '/v1/accounts/a1/history',
      check: '/v1/check?account=a1&need=1',
      error: '/v1/check',
    };
    for (const [name, path] of Object.entries(asked)) {
      const check = ajv.getSchema(`document#/components/schemas/${name}`);
      expect(check?.((await json(path)).body), `${name}: ${JSON.stringify(check?.errors)}`).toBe(true);
    }
  });
});
