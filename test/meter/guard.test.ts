import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Meter } from '../../main/meter/start.ts';
import { type Way, wayOf } from '../../main/meter/way.ts';
import { ask } from '../server/helpers.ts';
import { meteredAt, startTestMeter, startUpstream, talk } from './helpers.ts';

let upstream: Awaited<ReturnType<typeof startUpstream>>;
let meter: Meter;
let asked: string[];

beforeEach(async () => {
  asked = [];
  upstream = await startUpstream();
  upstream.answer(({ url = '' }, response) => {
    asked.push(url);
    response.end('reached');
  });
  meter = (await startTestMeter([meteredAt(upstream.origin)])).meter;
});
afterEach(async () => {
  await meter.close();
  await upstream.close();
});

describe('the meter', () => {
  it.each<[string, Record<string, string>, number]>([
    ['a name that leads here', { host: 'evil.example' }, 421],
    ['a page', { origin: 'https://evil.example' }, 403],
    ['a page without an origin', { origin: 'null' }, 403],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }, 403],
  ])('is not for %s', async (_, headers, status) => {
    for (const method of ['GET', 'POST', 'OPTIONS']) {
      const answer = await ask(meter.origin, '/v1/fetch', { method, headers });
      expect(answer.status).toBe(status);
      expect(JSON.parse(answer.body).error.code).toMatch(/^fuelgauge_/);
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
    expect(asked).toEqual([]);
    expect(meter.counts().requests).toBe(0);
  });

  it('is for a program that calls it by either name', async () => {
    expect((await ask(meter.origin, '/', { headers: { host: `localhost:${meter.port}` } })).status).toBe(200);
    expect((await fetch(meter.origin)).status).toBe(200);
  });

  it.each([
    'GET http://evil.example/ HTTP/1.1',
    'GET https://api.scrapio.dev/v1/fetch HTTP/1.1',
    'OPTIONS * HTTP/1.1',
    'CONNECT evil.example:443 HTTP/1.1',
    'GET evil.example/ HTTP/1.1',
  ])('is no proxy: %s', async (line) => {
    const head = `${line}\r\nHost: 127.0.0.1:${meter.port}\r\nConnection: close\r\n\r\n`;
    expect((await talk(meter.port, head)).text).not.toContain('200 OK');
    expect(asked).toEqual([]);
  });

  it.each(['GARBAGE\r\n\r\n', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`])(
    'refuses what is no request: %.20s…',
    async (text) => {
      expect((await talk(meter.port, text)).text).toMatch(/^HTTP\/1\.1 4\d\d /);
    },
  );

  it('says so if its port is taken', async () => {
    await expect(startTestMeter([], { port: meter.port })).rejects.toThrow(
      `Port ${meter.port} is in use by another program.`,
    );
  });

  it('cannot take a SOCKS proxy, nor one that is none', async () => {
    for (const [value, sentence] of [
      ['socks5://127.0.0.1:1', 'cannot use a SOCKS proxy'],
      ['gopher://x', 'is not the address of a proxy'],
    ] as const) {
      const environment = { HTTPS_PROXY: value };
      const other = await startTestMeter([meteredAt('https://api.scrapio.dev')], { environment });
      const answer = await ask(other.meter.origin, '/');
      expect(answer.status).toBe(502);
      expect(answer.body).toContain(sentence);
      await other.meter.close();
    }
  });
});

describe('the way of a request', () => {
  const one = [meteredAt('https://api.scrapio.dev')];
  const two = [...one, meteredAt('https://api.scrapio.dev', 'a2')];
  const apart = [...one, meteredAt('https://other.example', 'a2')];
  const told = (way: Way) =>
    way.to === 'provider' ? [way.account.id, way.path, way.isCounted] : [way.status, way.code];

  it.each([
    [one, '/v1/fetch?url=%2F', ['a1', '/v1/fetch?url=%2F', true]],
    [one, '/a1/v1/fetch', ['a1', '/v1/fetch', true]],
    [one, '/a1', ['a1', '/', true]],
    [one, '/a1?x=/y', ['a1', '/?x=/y', true]],
    [one, '/a12/x', ['a1', '/a12/x', true]],
    [one, '//a1/x', ['a1', '//a1/x', true]],
    [two, '/a2/v1/jobs', ['a2', '/v1/jobs', true]],
    [two, '/v1/jobs', ['a1', '/v1/jobs', false]],
    [apart, '/a2//x', ['a2', '//x', true]],
    [apart, '/v1/jobs', [404, 'which_account']],
    [[], '/v1/jobs', [404, 'no_account']],
    [one, 'https://api.scrapio.dev/', [400, 'not_a_path']],
    [one, '*', [400, 'not_a_path']],
    [one, '', [400, 'not_a_path']],
  ] as const)('%#: %s', (accounts, target, way) => {
    expect(told(wayOf(target, accounts))).toEqual(way);
  });
});
