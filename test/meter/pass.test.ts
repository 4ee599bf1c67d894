import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Meter } from '../../main/meter/start.ts';
import { meteredAt, startTestMeter, startUpstream, talk } from './helpers.ts';

let upstream: Awaited<ReturnType<typeof startUpstream>>;
let meter: Meter;

beforeEach(async () => {
  upstream = await startUpstream();
  meter = (await startTestMeter([meteredAt(upstream.origin)])).meter;
});
afterEach(async () => {
  await meter.close();
  await upstream.close();
});

const megabyte = 1024 * 1024;
/** Many megabytes that are never in memory at one time. */
function* pieces(count: number) {
  for (let piece = 0; piece < count; piece += 1) yield randomBytes(megabyte);
}
async function hashOf(stream: AsyncIterable<Uint8Array>, hash = createHash('sha256')): Promise<string> {
  for await (const chunk of stream) hash.update(chunk);
  return hash.digest('hex');
}
const hashed = (count: number) => {
  const hash = createHash('sha256');
  const stream = Readable.from(pieces(count)).map((piece: Buffer) => {
    hash.update(piece);
    return piece;
  });
  return { stream, digest: () => hash.digest('hex') };
};

/** Opens a request; what it answers is left to the test. */
const open = (path: string, options: object = {}) => request(`${meter.origin}${path}`, options);
const answerTo = async (sent: ReturnType<typeof open>): Promise<IncomingMessage> => {
  const [answer] = await once(sent, 'response');
  return answer;
};
const exchange = async (path: string, options: object = {}) => {
  const answer = await answerTo(open(path, options).end());
  let body = '';
  for await (const chunk of answer.setEncoding('utf8')) body += chunk;
  return { answer, body };
};

describe('the meter passes on, byte by byte,', () => {
  it('large bodies in both directions at once', async () => {
    let received = '';
    const down = hashed(40);
    upstream.answer((incoming, response) => {
      const whole = hashOf(incoming).then((digest) => {
        received = digest;
      });
      response.writeHead(200, { 'content-type': 'application/octet-stream' });
      down.stream.pipe(response, { end: false });
      down.stream.once('end', () => whole.then(() => response.end()));
    });
    const up = hashed(40);
    const sent = open('/v1/fetch', { method: 'POST' });
    up.stream.pipe(sent);
    const got = await hashOf(await answerTo(sent));
    expect(got).toBe(down.digest());
    expect(received).toBe(up.digest());
  });

  it('what packs the body, without opening it', async () => {
    const body = randomBytes(50_000);
    upstream.answer((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' }).end(body),
    );
    expect(await hashOf(await answerTo(open('/').end()))).toBe(
      createHash('sha256').update(body).digest('hex'),
    );
  });

  it('method, path, query and headers as they were written', async () => {
    let seen: { method?: string; url?: string; rawHeaders: string[] } = { rawHeaders: [] };
    upstream.answer(({ method, url, rawHeaders }, response) => {
      seen = { rawHeaders, ...(method && { method }), ...(url && { url }) };
      response.writeHead(299, 'Fine by me', ['X-One', 'a', 'Set-Cookie', 'b', 'x-one', 'c']);
      response.end('x');
    });
    const { text } = await talk(
      meter.port,
      `PURGE //v1/../%2e%2E/a%20b?q=%C3%A9&q=2 HTTP/1.1\r\nHost: 127.0.0.1:${meter.port}\r\nAuthorization: Bearer k\r\n` +
        'X-Many: 1\r\nx-many: 2\r\nAccept-Encoding: br;q=1\r\nX-Hop: gone\r\nConnection: close, X-Hop\r\nTE: trailers\r\n\r\n',
    );
    expect(seen).toMatchObject({ method: 'PURGE', url: '//v1/../%2e%2E/a%20b?q=%C3%A9&q=2' });
    expect(seen.rawHeaders.join('|')).toBe(
      `Host|${new URL(upstream.origin).host}|Authorization|Bearer k|X-Many|1|x-many|2|Accept-Encoding|br;q=1|Content-Length|0|Connection|keep-alive`,
    );
    expect(text).toMatch(/^HTTP\/1\.1 299 Fine by me\r\nX-One: a\r\nSet-Cookie: b\r\nx-one: c\r\n/);
  });

  it('trailers and lengths: chunks stay chunks, a length stays one', async () => {
    let seen: IncomingMessage['headers'] = {};
    upstream.answer((incoming, response) => {
      seen = incoming.headers;
      incoming.resume();
      incoming.once('end', () => {
        response.writeHead(200, { trailer: 'x-sum' });
        response.write('abc');
        response.addTrailers([['X-Sum', `of ${incoming.trailers['x-body'] ?? 'nothing'}`]]);
        response.end();
      });
    });
    const chunked = open('/', { method: 'POST', headers: { trailer: 'x-body' } });
    chunked.write('a');
    chunked.addTrailers([['X-Body', 'b']]);
    const answer = await answerTo(chunked.end());
    for await (const _ of answer);
    expect(seen).toMatchObject({ 'transfer-encoding': 'chunked' });
    expect(answer.headers['transfer-encoding']).toBe('chunked');
    expect(answer.trailers).toEqual({ 'x-sum': 'of b' });
    await exchange('/', { method: 'DELETE', headers: { 'content-length': 0 } });
    expect(seen['content-length']).toBe('0');
    await exchange('/');
    expect(Object.keys(seen)).toEqual(['host', 'connection']);
  });

  it.each([
    ['HEAD', 200, { 'content-length': '5', 'content-type': 'application/json' }],
    ['GET', 204, {}],
    ['GET', 304, { etag: '"a"', 'content-length': '5' }],
    ['GET', 307, { location: 'https://elsewhere.example/v1', 'content-length': '0' }],
    ['POST', 503, { 'retry-after': '7', 'content-length': '0' }],
  ] as const)('%s with %i', async (method, status, headers) => {
    upstream.answer((_, response) => response.writeHead(status, headers).end());
    const { answer, body } = await exchange('/', { method });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers).toMatchObject(headers);
    expect(body).toBe('');
    expect(meter.counts().unread).toEqual({});
  });

  it('the head of a stream before its first byte, and each part as it comes', async () => {
    let go = (_text: string) => {};
    upstream.answer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      go = (text) => response.write(text);
    });
    const answer = await answerTo(open('/').end());
    for (const part of ['data: 1\n\n', 'data: 2\n\n']) {
      go(part);
      const [chunk] = await once(answer, 'data');
      expect(String(chunk)).toBe(part);
    }
    answer.destroy();
  });

  it('the provider’s word before the body is sent, and other early words', async () => {
    upstream.answer((incoming, response) => {
      response.writeProcessing();
      if (incoming.url === '/refused') return void response.writeHead(413, { connection: 'close' }).end('no');
      response.writeContinue();
      incoming.pipe(response);
    });
    const early: number[] = [];
    const sent = open('/', { method: 'POST', headers: { expect: '100-continue' } });
    sent.on('information', ({ statusCode }) => early.push(statusCode));
    sent.on('continue', () => sent.end('the body'));
    const answer = await answerTo(sent);
    let body = '';
    for await (const chunk of answer.setEncoding('utf8')) body += chunk;
    expect(body).toBe('the body');
    expect(early).toEqual([102, 100]);
    const refused = open('/refused', { method: 'POST', headers: { expect: '100-continue' } });
    refused.flushHeaders();
    expect((await answerTo(refused)).statusCode).toBe(413);
    refused.destroy();
  });

  it('several requests over one connection, in their order', async () => {
    upstream.answer(({ url }, response) => void response.end(url));
    const head = `Host: 127.0.0.1:${meter.port}\r\n`;
    const { text } = await talk(
      meter.port,
      `GET /1 HTTP/1.1\r\n${head}\r\nGET /2 HTTP/1.1\r\n${head}\r\nGET /3 HTTP/1.1\r\n${head}Connection: close\r\n\r\n`,
    );
    expect(text.match(/(?<=\r\n)\/\d/g)).toEqual(['/1', '/2', '/3']);
  });

  it('an answer without a length to a client of HTTP/1.0, which ends with the connection', async () => {
    upstream.answer((_, response) => {
      response.write('first ');
      response.end('last');
    });
    const { text, isWhole } = await talk(
      meter.port,
      `GET / HTTP/1.0\r\nHost: 127.0.0.1:${meter.port}\r\n\r\n`,
    );
    expect(text).toMatch(/\r\n\r\nfirst last$/);
    expect(isWhole).toBe(true);
  });
});

describe('what breaks off', () => {
  it.each([
    ['with a length', { 'content-length': '1000', 'content-type': 'application/json' }],
    ['in chunks', { 'content-type': 'application/json' }],
  ])('at the provider %s breaks off at the client', async (_, headers) => {
    upstream.answer((incoming, response) => {
      response.writeHead(200, headers);
      response.write('{"usage":{"credits":2', () => incoming.socket.destroy());
    });
    const answer = await answerTo(open('/').end());
    let body = '';
    await expect(
      (async () => {
        for await (const chunk of answer.setEncoding('utf8')) body += chunk;
      })(),
    ).rejects.toThrow();
    expect(body).toBe('{"usage":{"credits":2');
    expect(answer.complete).toBe(false);
    await meter.close();
    expect(meter.counts().unread).toMatchObject({ cut: { answers: 1 } });
  });

  it('before any answer ends the connection, as the provider did', async () => {
    upstream.answer((incoming) => incoming.socket.destroy());
    await expect(answerTo(open('/').end())).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it.each(['before the answer', 'in the answer', 'in the body'])(
    'at the client, %s, breaks off at the provider',
    async (when) => {
      const gone = Promise.withResolvers<void>();
      const reached = Promise.withResolvers<void>();
      upstream.answer((incoming, response) => {
        incoming.on('error', () => {});
        response.once('close', () => gone.resolve());
        incoming.once('data', () => reached.resolve());
        if (when === 'in the answer') response.write('x');
        if (when === 'before the answer') reached.resolve();
      });
      const sent = open('/', { method: 'POST' });
      sent.on('error', () => {});
      sent.write('x');
      if (when !== 'in the body') sent.end();
      if (when === 'in the answer') await answerTo(sent);
      else await reached.promise;
      sent.destroy();
      await gone.promise;
    },
  );

  it('with an idle connection of the provider’s, ends the client’s, and nothing else does', async () => {
    upstream.answer((_, response) => void response.end('x'));
    const agent = new Agent({ keepAlive: true });
    const sent = open('/', { agent }).end();
    const [[kept]] = await Promise.all([once(sent, 'socket'), answerTo(sent).then((got) => got.toArray())]);
    await exchange('/', { agent });
    expect(kept.destroyed).toBe(false);
    const closed = once(kept, 'close');
    upstream.server.closeIdleConnections();
    await closed;
    expect((await exchange('/', { agent })).body).toBe('x');
    agent.destroy();
  });

  it('tells in its own words when nobody is there', async () => {
    await upstream.close();
    const { answer, body } = await exchange('/v1/fetch?key=sk_live_secret', {
      method: 'POST',
      headers: { authorization: 'Bearer sk_live_secret' },
    });
    expect(answer.statusCode).toBe(502);
    const { error } = JSON.parse(body);
    expect(error.code).toBe('fuelgauge_not_reached');
    expect(error.message).toMatch(/^Scrapio \(127\.0\.0\.1:\d+\) refused the connection\. Fuelgauge’s meter/);
    expect(body).not.toContain('secret');
    await expect(exchange('/', { method: 'HEAD' })).resolves.toMatchObject({ body: '' });
  });

  it('tells in its own words what is no HTTP', async () => {
    upstream.answer((incoming) => incoming.socket.end('SSH-2.0-OpenSSH\r\n\r\n'));
    const { answer, body } = await exchange('/');
    expect(answer.statusCode).toBe(502);
    expect(body).toContain('invalid HTTP response');
  });

  it('a slow reader holds the provider back instead of filling the memory', async () => {
    let written = 0;
    upstream.answer((_, response) => {
      const piece = Buffer.alloc(megabyte);
      const more = () => {
        while (written < 400) {
          written += 1;
          if (!response.write(piece)) return void response.once('drain', more);
        }
      };
      more();
    });
    const socket = connect(meter.port, '127.0.0.1');
    socket.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${meter.port}\r\n\r\n`);
    await once(socket, 'readable');
    // As many turns as it takes for the buffers on the way to fill.
    for (let before = -1; before !== written; ) {
      before = written;
      for (let turn = 0; turn < 200; turn += 1) await new Promise(setImmediate);
    }
    expect(written).toBeLessThan(100);
    socket.destroy();
  });
});
