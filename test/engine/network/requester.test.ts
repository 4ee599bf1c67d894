import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createNodeFetch } from '../../../main/engine/network/fetch.ts';
import { proxyFor } from '../../../main/engine/network/proxy.ts';
import { createRequester, type Fetch } from '../../../main/engine/network/requester.ts';
import type { ProviderRequest } from '../../../main/providers/contract/provider.ts';
import { selfSigned } from '../../helpers/self-signed.ts';

const provider = { id: 'acme', name: 'Acme', hosts: ['api.acme.test'] };
const credential = 'acme-invented-credential-0001';
const nodeFetch = createNodeFetch({});
const now = () => Date.UTC(2026, 10, 21, 9);

const running: Server[] = [];
afterEach(() => {
  for (const server of running.splice(0)) {
    if ('closeAllConnections' in server && typeof server.closeAllConnections === 'function')
      server.closeAllConnections();
    server.close();
  }
});

async function listen(server: Server): Promise<number> {
  running.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
const serve = async (listener: RequestListener) => `http://127.0.0.1:${await listen(createServer(listener))}`;

const asking = (origin: string | null, options: { fetch?: Fetch; timeoutMs?: number } = {}) =>
  createRequester({ fetch: nodeFetch, now, endpoints: origin ? { acme: origin } : {}, ...options })(provider);
const balance: ProviderRequest = {
  method: 'GET',
  host: 'api.acme.test',
  path: '/v1/balance',
  query: { api_key: credential },
};

/** The error, which never quotes the credential or the query. */
async function errorOf(asked: ReturnType<ReturnType<typeof asking>>) {
  const result = await asked;
  if (result.ok) throw new Error(`unexpected answer ${result.value.status}`);
  expect(JSON.stringify(result.error)).not.toContain(credential);
  expect(result.error.message).not.toContain('api_key');
  return result.error;
}

describe('a request', () => {
  it('sends path, query, headers and JSON to the stand-in and returns the whole answer', async () => {
    const seen: unknown[] = [];
    const origin = await serve((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { accept, 'user-agent': agent, 'content-type': type, 'x-key': key } = request.headers;
        seen.push(request.method, request.url, accept, agent, type, key, Buffer.concat(chunks).toString());
        response.writeHead(201, { 'X-Left': '7' }).end('{"balance":"€ 7"}');
      });
    });
    const result = await asking(origin)({
      method: 'POST',
      host: 'api.acme.test',
      path: '/v1/balance',
      query: { team: 'a b&c' },
      headers: { 'X-Key': credential },
      json: { verbose: true },
    });
    expect(seen).toEqual([
      'POST',
      '/v1/balance?team=a+b%26c',
      'application/json',
      expect.stringMatching(/^Fuelgauge\/\d+\.\d+\.\d+/),
      'application/json',
      credential,
      '{"verbose":true}',
    ]);
    expect(result).toMatchObject({ ok: true, value: { status: 201, body: '{"balance":"€ 7"}' } });
    expect(result.ok && result.value.headers['x-left']).toBe('7');
  });

  it('hands on answers of 4xx and 5xx with their body', async () => {
    const origin = await serve((_, response) =>
      response.writeHead(503, { 'retry-after': '30' }).end('<html>'),
    );
    const result = await asking(origin)(balance);
    expect(result).toMatchObject({ ok: true, value: { status: 503, body: '<html>' } });
  });

  it('goes nowhere but to the provider’s own hosts, over https', async () => {
    const asked: string[] = [];
    const fetch: Fetch = async (url) => {
      asked.push(url);
      return new Response('{}');
    };
    const request = asking(null, { fetch });
    for (const host of [
      'evil.test',
      'api.acme.test.evil.test',
      'user@api.acme.test',
      'api.acme.test:8443',
      '',
    ])
      expect((await errorOf(request({ ...balance, host }))).kind).toBe('refused');
    for (const path of ['@evil.test/', '.evil.test/', ':8443/', ''])
      expect((await errorOf(request({ ...balance, path }))).kind).toBe('refused');
    expect(asked).toEqual([]);
    await request(balance);
    expect(asked).toEqual([`https://api.acme.test/v1/balance?api_key=${credential}`]);
  });

  it('calls a credential that cannot stand in a header bad, without quoting it', async () => {
    const error = await errorOf(
      asking('http://127.0.0.1:9')({ ...balance, headers: { 'x-key': `${credential}\n→` } }),
    );
    expect(error.kind).toBe('bad-credential');
  });
});

describe('a server on this computer', () => {
  it('is asked without https only if its address was entered', async () => {
    const host = new URL(await serve((_, response) => response.end('{}'))).host;
    const send = createRequester({ fetch: nodeFetch, now, endpoints: {} });
    const request: ProviderRequest = { ...balance, host };
    expect(await send({ ...provider, plainHosts: [host] }, [host])(request)).toMatchObject({
      ok: true,
      value: { body: '{}' },
    });
    expect(await send({ ...provider, hosts: [host] })(request)).toMatchObject({ ok: false });
  });
});

describe('redirects', () => {
  it('follows two to the same host, and drops the body of a POST at a 303', async () => {
    const seen: string[] = [];
    const origin = await serve((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers['content-type'] ?? '-'}`);
      if (request.url === '/a') response.writeHead(307, { location: '/b' }).end('moved');
      else if (request.url === '/b') response.writeHead(303, { location: `${origin}/c` }).end();
      else response.end('arrived');
    });
    const result = await asking(origin)({ method: 'POST', host: 'api.acme.test', path: '/a', json: {} });
    expect(result).toMatchObject({ ok: true, value: { status: 200, body: 'arrived' } });
    expect(seen).toEqual(['POST /a application/json', 'POST /b application/json', 'GET /c -']);
  });

  it('refuses a third', async () => {
    let count = 0;
    const origin = await serve((_, response) => {
      count += 1;
      response.writeHead(302, { location: '/again' }).end();
    });
    expect((await errorOf(asking(origin)(balance))).kind).toBe('refused');
    expect(count).toBe(3);
  });

  it('refuses another host, another port and another scheme, and asks nobody there', async () => {
    let elsewhere = 0;
    const other = await serve((_, response) => {
      elsewhere += 1;
      response.end('{}');
    });
    for (const location of [
      other,
      other.replace('127.0.0.1', 'localhost'),
      'https://evil.test/',
      'file:///etc/passwd',
    ]) {
      const origin = await serve((_, response) => response.writeHead(302, { location }).end());
      expect(await errorOf(asking(origin)(balance))).toMatchObject({ kind: 'refused' });
    }
    expect(elsewhere).toBe(0);
  });

  it('calls a redirect without an address malformed', async () => {
    const origin = await serve((_, response) => response.writeHead(302).end());
    expect((await errorOf(asking(origin)(balance))).kind).toBe('malformed');
  });
});

describe('limits', () => {
  it('reads a body of exactly 1 MiB, and no byte more', async () => {
    let size = 1024 * 1024;
    const origin = await serve((_, response) => response.end('x'.repeat(size)));
    const whole = await asking(origin)(balance);
    expect(whole.ok && whole.value.body.length).toBe(size);
    size += 1;
    expect(await errorOf(asking(origin)(balance))).toMatchObject({
      kind: 'malformed',
      message: 'Acme sent an answer of more than 1 MiB.',
    });
  });

  it('stops an endless body', async () => {
    let closed: () => void = () => {};
    const gone = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const origin = await serve((request, response) => {
      request.socket.on('close', closed);
      const pour = () => {
        while (!response.destroyed && response.write('y'.repeat(65_536)));
      };
      response.on('drain', pour);
      pour();
    });
    expect((await errorOf(asking(origin)(balance))).kind).toBe('malformed');
    await gone;
  });

  it('gives up on an answer that does not begin, and on a body that does not end', async () => {
    const silent = await serve(() => {});
    expect((await errorOf(asking(silent, { timeoutMs: 100 })(balance))).kind).toBe('timed-out');
    const slow = await serve((_, response) => {
      response.write('{"balance":');
    });
    expect(await errorOf(asking(slow, { timeoutMs: 100 })(balance))).toMatchObject({
      kind: 'timed-out',
      message: 'Acme (api.acme.test) did not answer within 0.1 seconds.',
    });
  });
});

describe('a failed connection', () => {
  it('is unavailable when the port is closed, the connection cut, or the body cut', async () => {
    const origin = await serve((_, response) => response.end());
    for (const server of running.splice(0)) await new Promise((resolve) => server.close(resolve));
    expect((await errorOf(asking(origin)(balance))).kind).toBe('unavailable');

    const cut = await serve((request) => request.socket.destroy());
    expect((await errorOf(asking(cut)(balance))).kind).toBe('unavailable');

    const half = await serve((request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"half":', () => request.socket.destroy());
    });
    expect((await errorOf(asking(half)(balance))).kind).toBe('unavailable');
  });

  it('is offline when the name cannot be resolved', async () => {
    const error = await errorOf(
      createRequester({ fetch: nodeFetch, now, endpoints: {} })({ ...provider, hosts: ['nowhere.invalid'] })({
        ...balance,
        host: 'nowhere.invalid',
      }),
    );
    expect(error.kind).toBe('offline');
  });

  it('is refused when the certificate does not hold', async () => {
    const port = await listen(createTlsServer(selfSigned, (_, response) => response.end('{}')));
    const host = `127.0.0.1:${port}`;
    const error = await errorOf(
      createRequester({ fetch: nodeFetch, now, endpoints: {} })({ ...provider, hosts: [host] })({
        ...balance,
        host,
      }),
    );
    expect(error).toMatchObject({
      kind: 'refused',
      message: expect.stringMatching(/self-signed\. .*NODE_EXTRA_CA_CERTS/),
    });
  });

  it('is malformed when the answer is not HTTP', async () => {
    const port = await listen(
      createTcpServer((socket) => {
        socket.on('error', () => {});
        socket.once('data', () => socket.write('SSH-2.0-OpenSSH\r\n\r\n'));
      }),
    );
    expect((await errorOf(asking(`http://127.0.0.1:${port}`)(balance))).kind).toBe('malformed');
  });

  it.each([
    ['net::ERR_INTERNET_DISCONNECTED', 'offline'],
    ['net::ERR_NAME_NOT_RESOLVED', 'offline'],
    ['net::ERR_CONNECTION_REFUSED', 'unavailable'],
    ['net::ERR_EMPTY_RESPONSE', 'unavailable'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'timed-out'],
    ['net::ERR_CERT_DATE_INVALID', 'refused'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'refused'],
    ['net::ERR_UNSAFE_REDIRECT', 'refused'],
    [`something new about ${credential}`, 'unavailable'],
  ])('understands Electron’s %s', async (message, kind) => {
    const fetch: Fetch = () => Promise.reject(new Error(message));
    expect((await errorOf(asking(null, { fetch })(balance))).kind).toBe(kind);
  });
});

describe('the system proxy', () => {
  it('is asked for other hosts, never for loopback', async () => {
    const through: string[] = [];
    const proxy = createServer();
    proxy.on('connect', (request, socket) => {
      through.push(request.url ?? '');
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    });
    const port = await listen(proxy);
    const fetch = createNodeFetch({
      HTTPS_PROXY: `http://127.0.0.1:${port}`,
      HTTP_PROXY: `http://127.0.0.1:${port}`,
    });
    expect(await errorOf(asking(null, { fetch })(balance))).toMatchObject({
      kind: 'refused',
      message: `The proxy 127.0.0.1:${port} (HTTPS_PROXY) wants a user name and a password, so Acme was not asked.`,
    });
    expect(through).toEqual(['api.acme.test:443']);
    const origin = await serve((_, response) => response.end('{}'));
    expect((await asking(origin, { fetch })(balance)).ok).toBe(true);
    expect(through).toHaveLength(1);
  });

  /** A proxy that answers every CONNECT with these bytes; null: that hangs up. */
  const answering = (bytes: string | null) =>
    listen(
      createTcpServer((socket) => {
        socket.on('error', () => {});
        socket.once('data', () => (bytes === null ? socket.destroy() : socket.end(bytes)));
      }),
    );
  const messageThrough = async (proxy: string) => {
    const error = await errorOf(asking(null, { fetch: createNodeFetch({ https_proxy: proxy }) })(balance));
    expect(error.kind).toBe('refused');
    return error.message;
  };

  it('is blamed for what it does, by name and variable, without its password', async () => {
    const again = await answering('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    expect(await messageThrough('http://127.0.0.1:9')).toBe(
      'The proxy 127.0.0.1:9 (https_proxy) can’t be reached, so Acme was not asked.',
    );
    expect(await messageThrough(`http://me:pa55word@127.0.0.1:${again}`)).toBe(
      `The proxy 127.0.0.1:${again} (https_proxy) answered 502 and did not connect to api.acme.test.`,
    );
    expect(await messageThrough(`127.0.0.1:${again}`)).toContain('answered 502');
    for (const bytes of [null, 'hello\r\n\r\n'])
      expect(await messageThrough(`http://127.0.0.1:${await answering(bytes)}`)).toContain(
        'does not speak as a proxy does',
      );
    expect(await messageThrough('http://nowhere.invalid:3128')).toContain('was not found');
  });

  it.each(['not a url', ':::', 'ftp://127.0.0.1:21', 'http://'])(
    'fails the request as %j',
    async (written) => {
      expect(await messageThrough(written)).toBe(
        'https_proxy is not the address of a proxy, so Acme was not asked. Write one such as http://127.0.0.1:3128.',
      );
    },
  );

  it('may be SOCKS, without a warning on the terminal', async () => {
    const warned = vi.spyOn(process, 'emitWarning');
    expect(await messageThrough('socks5://127.0.0.1:9')).toContain('127.0.0.1:9 (https_proxy)');
    expect(warned).not.toHaveBeenCalled();
  });

  it.each([
    ['*', false],
    ['acme.test', false],
    ['.acme.test', false],
    ['*.acme.test:443', false],
    ['other.test, api.acme.test', false],
    ['acme.test:8443', true],
    ['me.test', true],
    ['', true],
  ])('is left out where NO_PROXY is %j: not %s', (no_proxy, isUsed) => {
    const env = { HTTPS_PROXY: 'http://127.0.0.1:9', no_proxy };
    expect(proxyFor(new URL('https://api.acme.test/'), env) !== null).toBe(isUsed);
  });
});
