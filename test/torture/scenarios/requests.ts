import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { startServer } from '../../../main/server/server.ts';
import { sessionHeader } from '../../../shared/browser-session.ts';
import { ask, openHouse, signIn } from '../../server/helpers.ts';
import type { Scenario, TortureContext } from '../scenario.ts';

// Hostile HTTP against the real server. A case is one request that must not get through.

const commands = [
  'setPreferences',
  'addAccount',
  'editAccount',
  'removeAccount',
  'addGrant',
  'logUsage',
  'unlock',
  'makeUsageToken',
  'makeToken',
  'listTokens',
  'revokeToken',
  'refresh',
  'dismissNotice',
  'alerts.addChannel',
  'alerts.testChannel',
  'state',
  'history',
];
const paths = [
  '/../home/settings.json',
  '/%2e%2e/home/settings.json',
  '/..%2f..%2fetc%2fpasswd',
  '//etc/passwd',
  '/assets/../../secret.txt',
  '/link.txt',
  '/folder/secret.txt',
  '/browser-sessions.json',
  '/browser-mode.json',
  '/token-uses.json',
  '/index.html%00.js',
  '/\\..\\secret.txt',
];
const hosts = ['evil.example', '127.0.0.1', '127.0.0.1:1', 'localhost.evil.example', '[::1]', 'a@127.0.0.1'];
const origins = ['http://evil.example', 'null', 'http://127.0.0.1:1', 'https://127.0.0.1', 'file://', ''];
const sites = ['cross-site', 'same-site', 'none', 'nonsense'];
const methods = ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'];

interface Attack {
  what: string;
  /** The status, or 0 if the connection was closed; and whether something came through. */
  run(): Promise<{ status: number; body: string }>;
}

export const requests: Scenario = {
  name: 'requests',
  about: 'hostile requests to browser mode: none gets through, and it goes on answering',
  tries: { quick: 400, full: 12_000 },
  async run(context) {
    const house = openHouse();
    const started = await startServer({
      home: house.folder,
      context: { engine: () => house.engine, demo: null },
      live: house.engine,
      shown: () => house.engine,
      rendererDir: house.rendererDir,
      port: 0,
      log: house.log,
    });
    if (!started.ok) return { failures: [started.error.message] };
    const { origin, port, close, address } = started.value;
    const { session } = await signIn(address);
    const before = JSON.stringify(house.engine.state().preferences);
    const failures: string[] = [];
    const began = process.memoryUsage().rss;
    let slowest = 0;
    try {
      for (let at = 0; at < context.tries; at += 1) {
        const attack = context.random.pick(makers)(context, { origin, port, session });
        const { status, body } = await attack.run();
        const passed = status >= 200 && status < 400;
        if (passed || body.includes('not for the browser') || body.includes('"accounts"'))
          failures.push(`${attack.what} got ${status}`);
        if (at % 100 !== 0) continue;
        const from = performance.now();
        const alive = await ask(origin, '/trpc/state', { headers: { [sessionHeader]: session } });
        slowest = Math.max(slowest, performance.now() - from);
        if (alive.status !== 200) failures.push(`after ${attack.what} the state answers ${alive.status}`);
        context.progress(`${at} requests`);
      }
      if (JSON.stringify(house.engine.state().preferences) !== before)
        failures.push('a preference was changed');
      if (house.engine.state().accounts.length > 0) failures.push('an account was added');
    } finally {
      await close();
      await house.close();
    }
    return {
      failures,
      figures: [
        { name: 'memory', value: (process.memoryUsage().rss - began) / 2 ** 20, unit: 'MiB more', most: 200 },
        { name: 'slowest answer meanwhile', value: slowest, unit: 'ms', most: 1000 },
      ],
    };
  },
};

interface Target {
  origin: string;
  port: number;
  session: string;
}

const json = { 'content-type': 'application/json' };
const body = '{"theme":"dark","paused":true,"provider":"scrapio","label":"x","account":"a1"}';

const makers: readonly ((context: TortureContext, target: Target) => Attack)[] = [
  // Another name that leads here.
  ({ random }, { origin, session }) => {
    const [host, path] = [random.pick(hosts), random.pick(['/', '/trpc/state', '/session', '/v1/usage'])];
    return sent(origin, path, { headers: { host, [sessionHeader]: session } }, `Host ${host} for ${path}`);
  },
  // A page of another origin, even with the session.
  ({ random }, { origin, session }) => {
    const command = random.pick(commands);
    const from: Record<string, string> = random.chance(0.5)
      ? { origin: random.pick(origins) }
      : { 'sec-fetch-site': random.pick(sites) };
    const headers = { ...json, ...from, ...(random.chance(0.7) && { [sessionHeader]: session }) };
    return sent(
      origin,
      `/trpc/${command}`,
      { method: 'POST', headers, body },
      `${command} ${JSON.stringify(from)}`,
    );
  },
  // A session that is none, in every place.
  ({ random }, { origin, session }) => {
    const command = random.pick(commands);
    const made = `${randomId(random, 12)}.${randomId(random, 43)}`;
    const wrong = random.pick([
      made,
      session.slice(0, -1),
      session.split('.')[0] ?? '',
      '',
      `${session}x`,
      `Bearer ${made}`,
    ]);
    const headers = random.pick<Record<string, string>>([
      { [sessionHeader]: wrong },
      { cookie: `fuelgauge-session=${session}` },
      { authorization: `Bearer ${session}` },
    ]);
    const method = random.pick(['GET', 'POST']);
    return sent(
      origin,
      `/trpc/${command}?batch=1&session=${session}`,
      { method, headers: { ...json, origin, ...headers }, ...(method === 'POST' && { body }) },
      `${method} ${command} with ${Object.keys(headers).join()}`,
    );
  },
  // Tokens and proofs.
  ({ random }, { origin }) => {
    const path = random.pick(['/session', '/session/proof', '/v1/usage']);
    const guess = random.pick([
      '',
      '{',
      '[]',
      '{"token":"x"}',
      JSON.stringify({
        token: randomId(random, 43),
        session: `${randomId(random, 12)}.${randomId(random, 43)}`,
      }),
      JSON.stringify({ id: randomId(random, 12), nonce: 'ab'.repeat(32) }),
    ]);
    const headers = {
      ...json,
      origin,
      ...(random.chance(0.3) && { authorization: `Bearer ${randomId(random, 32)}` }),
    };
    return sent(origin, path, { method: 'POST', headers, body: guess }, `POST ${path} ${guess.slice(0, 30)}`);
  },
  // Files outside.
  ({ random }, { origin, session }) => {
    const path = random.pick(paths);
    return sent(origin, path, { headers: { [sessionHeader]: session } }, `GET ${path}`);
  },
  // Methods without an Origin.
  ({ random }, { origin, session }) => {
    const [method, path] = [random.pick(methods), random.pick(['/', '/trpc/setPreferences', '/session'])];
    return sent(origin, path, { method, headers: { [sessionHeader]: session } }, `${method} ${path}`);
  },
  // Bodies that are too large, or no JSON.
  ({ random }, { origin, session }) => {
    const text = random.pick([
      'x'.repeat(70_000),
      '{',
      '[[[[',
      '\u0000',
      '{"theme":1}',
      '{"__proto__":{"paused":true},"theme":"no"}',
    ]);
    const headers = { ...json, origin, [sessionHeader]: session };
    return sent(
      origin,
      '/trpc/setPreferences',
      { method: 'POST', headers, body: text },
      `a body of ${text.length} bytes`,
    );
  },
  // Requests in requests.
  ({ random }, { port, session }) => {
    const hidden = `POST /trpc/setPreferences HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const head = `POST /trpc/setPreferences HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${sessionHeader}: ${session}\r\n`;
    const wire = random.pick([
      `${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
      `${head}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n${hidden}`,
      `${head}Content-Length: 4\r\nContent-Length: 5\r\n\r\n${hidden}`,
      `${head}Transfer-Encoding: xchunked\r\n\r\n${hidden}`,
      `GET / HTTP/1.1\r\nHost: evil.example\r\nHost: 127.0.0.1:${port}\r\n\r\n`,
      `GET /trpc/state HTTP/1.1\r\nHost: \r\n\r\n`,
      `GET http://evil.example/trpc/state HTTP/1.1\r\nHost: evil.example\r\n\r\n`,
      `GET /${'a'.repeat(40_000)} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`,
      `\u0016\u0003\u0001\u0002\u0000\u0001`,
      randomBytes(64).toString('latin1'),
    ]);
    return { what: `raw ${JSON.stringify(wire.slice(0, 60))}`, run: () => raw(port, wire) };
  },
];

const sent = (
  origin: string,
  path: string,
  options: NonNullable<Parameters<typeof ask>[2]>,
  what: string,
): Attack => ({ what, run: () => ask(origin, path, options).catch(() => ({ status: 0, body: '' })) });

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const randomId = (random: TortureContext['random'], length: number): string =>
  Array.from({ length }, () => random.pick([...letters])).join('');

/** Sends bytes and closes its side; the worst status of the answers, where 2xx is the worst. */
function raw(port: number, wire: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.end(wire, 'latin1'));
    socket.setEncoding('latin1').on('data', (more) => {
      text += String(more);
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
      resolve({ status: statuses.find((status) => status < 400) ?? statuses[0] ?? 0, body: text });
    });
  });
}
