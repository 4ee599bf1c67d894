import type { RequestListener } from 'node:http';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Meter, startMeter } from '../../main/meter/start.ts';
import type { MeterCounts } from '../../shared/model/index.ts';
import { ask, type House, openHouse } from '../server/helpers.ts';
import { startUpstream } from './helpers.ts';

let upstream: Awaited<ReturnType<typeof startUpstream>>;
let house: House;
let meter: Meter;

const none = { from: 'values' as const, values: {} };
const addAccount = async (label: string) => {
  const added = await house.engine.addAccount({ provider: 'scrapio', label, credential: none });
  if (!added.ok) throw new Error(added.error.message);
  await house.engine.editAccount({ account: label, plan: 'free', cycleStart: '2026-11-01' });
  return added.value.id;
};

beforeEach(async () => {
  upstream = await startUpstream();
  house = openHouse({ scrapio: upstream.origin });
  await addAccount('news');
  const started = await startMeter({
    engine: house.engine,
    log: house.log,
    port: 0,
    environment: {},
    now: house.time.clock.now,
  });
  if (!started.ok) throw new Error(started.error.message);
  meter = started.value;
});
afterEach(async () => {
  await meter.close();
  await house.close();
  await upstream.close();
});

const json = { 'content-type': 'application/json' };
const answering =
  (body: unknown, headers: Record<string, string> = {}, status = 200): RequestListener =>
  (_, response) => {
    const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
    response.writeHead(status, { ...json, ...headers }).end(isRaw ? body : JSON.stringify(body));
  };
const pool = (at = 0) => house.engine.state().accounts[at]?.pools[0];
const left = (at = 0) => pool(at)?.remaining;
/** Asks once, waits until the meter has read and logged the answer, and tells what it counted. */
async function counted(answer: RequestListener, path = '/v1/fetch'): Promise<MeterCounts> {
  upstream.answer(answer);
  await ask(meter.origin, path, { method: 'POST' });
  await meter.close();
  return meter.counts();
}
const reasons = ({ unread }: MeterCounts) =>
  Object.entries(unread).map(([reason, { answers }]) => [reason, answers]);

describe('the meter counts', () => {
  it('what an inline answer cost, once for each of its ids', async () => {
    upstream.answer(answering({ request_id: 'r1', content: 'x', usage: { credits: 2.5 } }));
    await ask(meter.origin, '/v1/fetch', { method: 'POST' });
    await ask(meter.origin, '/v1/fetch', { method: 'POST' });
    const counts = await counted(answering({ request_id: 'r2', usage: { credits: 4 } }));
    expect(counts).toMatchObject({ requests: 3, logged: { a1: 6.5 }, unread: {} });
    expect(left()).toBe(1000 - 6.5);
    // A script that reports the same answer itself does not count it twice.
    await house.engine.logUsage({ account: 'news', amount: 4, id: 'r2' });
    expect(left()).toBe(1000 - 6.5);
  });

  it('a job once, when it is over, however often it is asked for', async () => {
    const job = (status: string, more: object = {}) =>
      answering({ request_id: `r${Math.random()}`, job_id: 'j1', status, ...more });
    const over = { usage: { credits: 30 }, completed_at: '2026-11-21T08:30:00Z' };
    for (const answer of [
      job('queued'),
      job('running', { usage: { credits: 10 } }),
      job('completed', over),
      job('completed', over),
    ]) {
      upstream.answer(answer);
      await ask(meter.origin, '/v1/jobs/j1');
    }
    const counts = await counted(job('completed', over), '/v1/jobs/j1');
    expect(counts).toMatchObject({ requests: 5, logged: { a1: 30 }, unread: {} });
    const listed = await house.engine.listUses({ account: 'news' });
    expect(listed.ok && listed.value.entries).toMatchObject([
      { id: 'j1', amount: 30, at: Date.parse('2026-11-21T08:30:00Z') },
    ]);
  });

  it('errors that tell of the balance, and no others', async () => {
    const error = (code: string, status: number) =>
      answering({ request_id: code, error: { code, message: 'x' } }, {}, status);
    for (const answer of [
      error('unauthorized', 401),
      error('rate_limited', 429),
      error('job_not_found', 404),
    ]) {
      upstream.answer(answer);
      await ask(meter.origin, '/v1/fetch');
    }
    expect(await counted(error('credits_exhausted', 402))).toMatchObject({ unread: {}, logged: { a1: 0 } });
    const listed = await house.engine.listUses({ account: 'news' });
    expect(listed.ok && listed.value.entries).toMatchObject([{ error: 'credits_exhausted', amount: 0 }]);
    expect(left()).toBe(0);
    expect(house.engine.state().accounts[0]?.alerts.map(({ kind }) => kind)).toContain('exhausted');
  });

  const plain = Buffer.from(
    JSON.stringify({ request_id: 'r', content: 'é'.repeat(9999), usage: { credits: 3 } }),
  );
  it.each([
    ['gzip', gzipSync(plain)],
    ['x-gzip', gzipSync(plain)],
    ['br', brotliCompressSync(plain)],
    ['zstd', zstdCompressSync(plain)],
    ['deflate', deflateSync(plain)],
    ['deflate', deflateRawSync(plain)],
    ['gzip, br', brotliCompressSync(gzipSync(plain))],
    ['identity', plain],
  ])('what is packed with %s', async (encoding, body) => {
    expect(await counted(answering(body, { 'content-encoding': encoding }))).toMatchObject({
      logged: { a1: 3 },
      unread: {},
    });
  });

  it('a large answer, and other forms of JSON', async () => {
    const large = { request_id: 'r', content: 'x'.repeat(9_000_000), usage: { credits: 3 } };
    upstream.answer(answering(large));
    await ask(meter.origin, '/');
    upstream.answer(answering('\ufeff{"usage":{"credits":2}}'));
    await ask(meter.origin, '/');
    const headers = { 'content-type': 'application/vnd.scrapio+json; charset=utf-8' };
    expect(await counted(answering({ usage: { credits: 1 } }, headers))).toMatchObject({
      logged: { a1: 6 },
      unread: {},
    });
  });

  it('2,000 requests at once, as one after the other, and loses none', async () => {
    let id = 0;
    upstream.answer((_, response) => {
      id += 1;
      response.writeHead(200, json).end(JSON.stringify({ request_id: `r${id}`, usage: { credits: 0.25 } }));
    });
    const runs = Array.from({ length: 20 }, async () => {
      for (let time = 0; time < 100; time += 1)
        await fetch(`${meter.origin}/v1/fetch`).then((got) => got.text());
    });
    await Promise.all(runs);
    await meter.close();
    expect(meter.counts()).toMatchObject({ requests: 2000, logged: { a1: 500 }, unread: {} });
    expect(left()).toBe(500);
  });
});

describe('the meter passes on and says what it did not count:', () => {
  it.each<[string, RequestListener]>([
    ['not-json', answering('<h1>x</h1>', { 'content-type': 'text/html' })],
    ['not-json', answering('{"usage":{"credits":2}}\n', { 'content-type': 'application/x-ndjson' })],
    ['broken', answering('{"usage":{"credits":2}')],
    ['broken', answering('{"usage":{"credits":2}} trailing')],
    ['broken', answering('')],
    ['packed', answering('{"usage":{"credits":2}}', { 'content-encoding': 'gzip' })],
    ['packed', answering('{"usage":{"credits":2}}', { 'content-encoding': 'unheard-of' })],
    ['too-large', answering(`"${'x'.repeat(17_000_000)}"`)],
    ['too-large', answering(gzipSync(`"${'x'.repeat(17_000_000)}"`), { 'content-encoding': 'gzip' })],
    ['unknown-form', answering({ usage: { credits: '2' } })],
    ['unknown-form', answering({ usage: { credits: -2 } })],
    ['unknown-form', answering({ usage: 2 })],
    ['unknown-form', answering('{"usage":{"credits":1e400}}')],
    ['untold', answering({ job_id: 'j', status: 'completed' })],
    ['old-job', answering({ job_id: 'j', usage: { credits: 2 }, completed_at: '2026-11-18T00:00:00Z' })],
    ['not-stored', answering({ usage: { credits: 1e15 }, request_id: 'r' })],
    ['cut', ({ socket }) => void socket.destroy()],
  ])('%s', async (reason, answer) => {
    await house.engine.logUsage({ account: 'news', amount: 5 });
    upstream.answer(answer);
    await ask(meter.origin, '/').catch(() => null);
    await meter.close();
    expect(reasons(meter.counts())).toEqual([[reason, 1]]);
    expect(left()).toBe(995);
  });

  it('nothing, where there is nothing to count', async () => {
    for (const body of [{ status: 'ok' }, [], null, 'null', 2, { usage: null }, { error: 'plain' }]) {
      upstream.answer(answering(body));
      await ask(meter.origin, '/');
    }
    expect(await counted(answering({ job_id: 'j', status: 'queued' }, {}, 202))).toMatchObject({
      requests: 8,
      logged: {},
      unread: {},
    });
  });

  it('what several accounts share, unless the path says whose it is', async () => {
    const second = await addAccount('prices');
    upstream.answer(answering({ request_id: 'r1', usage: { credits: 2 } }));
    await ask(meter.origin, '/v1/fetch');
    await ask(meter.origin, `/${second}/v1/fetch`);
    await meter.close();
    expect(meter.counts().logged).toEqual({ [second]: 2 });
    expect(reasons(meter.counts())).toEqual([['whose', 1]]);
    expect([left(0), left(1)].toSorted()).toEqual([1000, 998].toSorted());
  });

  it('the account that was removed', async () => {
    await house.engine.removeAccount({ account: 'news' });
    expect((await ask(meter.origin, '/v1/fetch')).status).toBe(404);
  });
});
