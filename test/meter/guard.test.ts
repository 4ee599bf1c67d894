import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Meter } from '../../main/meter/start.ts';
import { type Way, wayOf } from '../../main/meter/way.ts';
import { ask } from '../server/helpers.ts';
import { meteredAt, portOf, startTestMeter, startUpstream, talk } from './helpers.ts';

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

  it.each([
    ['GARBAGE\r\n\r\n', 400, 'bad_input'],
    ['GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 421, 'host'],
    [`GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`, 431, 'too_large'],
  ])('refuses what is no request, in its own form: %.20s…', async (text, status, code) => {
    const answer = (await talk(meter.port, text)).text;
    expect(answer).toContain(`HTTP/1.1 ${status} `);
    expect(JSON.parse(answer.slice(answer.indexOf('{'))).error.code).toBe(`fuelgauge_${code}`);
  });

  it('says so if its port is taken', async () => {
    await expect(startTestMeter([], { port: meter.port })).rejects.toThrow(
      `Port ${meter.port} is in use by another program.`,
    );
  });

  it('goes through an HTTP proxy, and says what that one did', async () => {
    const tunnels: string[] = [];
    const proxy = createServer().on('connect', ({ url = '' }, socket) => {
      tunnels.push(url);
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const through = async (port: number) => {
      const environment = { HTTPS_PROXY: `http://127.0.0.1:${port}` };
      const other = await startTestMeter([meteredAt('https://api.scrapio.dev')], { environment });
      const answer = await ask(other.meter.origin, '/v1/fetch');
      await other.meter.close();
      return answer;
    };
    const port = portOf(proxy);
    expect((await through(port)).body).toContain(
      'wants a user name and a password, so Scrapio was not asked.',
    );
    expect(tunnels).toEqual(['api.scrapio.dev:443']);
    await new Promise((resolve) => proxy.close(resolve));
    const gone = await through(port);
    expect(gone.status).toBe(502);
    expect(gone.body).toContain(`The proxy 127.0.0.1:${port} (HTTPS_PROXY) can’t be reached`);
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
