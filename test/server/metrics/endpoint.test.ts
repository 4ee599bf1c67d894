import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMetricsApp } from '../../../main/server/metrics/app.ts';
import { startServer } from '../../../main/server/server.ts';
import { families } from '../../../shared/metrics/index.ts';
import type { AppState } from '../../../shared/model/index.ts';
import { value } from '../../helpers/alert-house.ts';
import { everything, secrets, whole } from '../../helpers/metrics.ts';
import { appState } from '../../helpers/states.ts';
import { ask, type House, openHouse } from '../helpers.ts';

let house: House;
let server: { origin: string; close(): Promise<void> };
let token: string;
let state: AppState;
let asked = 0;

beforeEach(() => {
  state = everything.state;
  asked = 0;
});
beforeAll(async () => {
  house = openHouse();
  token = value(await house.engine.makeToken({ kind: 'read', label: 'prometheus' })).token;
  const shown = {
    ...house.engine,
    state: () => {
      asked += 1;
      return state;
    },
    pollCounts: () => everything.polls,
  };
  server = value(
    await startServer({
      home: `${house.folder}/home`,
      context: { engine: () => house.engine, demo: null },
      live: house.engine,
      shown: () => shown,
      rendererDir: house.rendererDir,
      port: 0,
      log: house.log,
    }),
  );
});
afterAll(async () => {
  await server.close();
  await house.close();
});

const scrape = (headers: Record<string, string> = {}) =>
  ask(server.origin, '/metrics', { headers: { authorization: `Bearer ${token}`, ...headers } });

/** As Prometheus 2.42 and 3.5 send it. */
const accepts = [
  'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1',
  'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1',
];

describe('GET /metrics', () => {
  it.each(accepts)('answers Prometheus in OpenMetrics: %s', async (accept) => {
    const { status, headers, body } = await scrape({ accept });
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
    expect(body.endsWith('\n# EOF\n')).toBe(true);
    expect(body.match(/# EOF/g)).toHaveLength(1);
    expect(body).toContain('# TYPE fuelgauge_poll_errors counter\nfuelgauge_poll_errors_total{');
    for (const { name } of families) expect(body).toMatch(new RegExp(`^${name}[_{]`, 'm'));
  });

  it.each(['', '*/*', 'text/plain', 'text/html'])('answers everyone else as text: %s', async (accept) => {
    const { status, headers, body } = await scrape(accept === '' ? {} : { accept });
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toContain('# TYPE fuelgauge_poll_errors_total counter\nfuelgauge_poll_errors_total{');
    expect(body).not.toContain('# EOF');
  });

  it('tells no credential, note or alert', async () => {
    const { body } = await scrape();
    expect(body).toContain('fuelgauge_pool_remaining{');
    for (const secret of [token, ...secrets]) expect(body).not.toContain(secret);
  });

  it('learns a wrong token nothing, and works out nothing for it', async () => {
    const wrong = ['', 'Bearer', 'Bearer wrong', `Basic ${token}`];
    const answers = await Promise.all(wrong.map((authorization) => scrape({ authorization })));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(401);
    expect((await ask(server.origin, `/metrics?token=${token}`)).status).toBe(401);
    expect((await scrape({ origin: 'https://example.com' })).status).toBe(403);
    expect((await scrape({ host: 'example.com' })).status).toBe(421);
    expect(asked).toBe(0);
  });

  it.each(['POST', 'PUT', 'DELETE'])('refuses %s with a sentence', async (method) => {
    const answer = await ask(server.origin, '/metrics', {
      method,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.status).toBe(404);
    expect(JSON.parse(answer.body).error.message).toMatch(/\.$/);
  });

  it('is worked out once for all who ask at the same time', async () => {
    const counting = {
      state: () => {
        asked += 1;
        return state;
      },
      pollCounts: () => [],
    };
    const app = createMetricsApp({ shown: () => counting, log: house.log }, async (_, next) => await next());
    const answers = await Promise.all(Array.from({ length: 50 }, () => app.request('/')));
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
    expect(asked).toBe(1);
    await app.request('/');
    expect(asked).toBe(2);
  });

  it('writes any name so that it can be read back', async () => {
    const label = 'a "b" \\ {c="d"} \n e, 1 # EOF ünïcødé 😀';
    state = appState([whole('a1', { label, tags: ['x"y', 'a\\'] })]);
    const { body } = await scrape({ accept: accepts[0] ?? '' });
    const line = body.split('\n').find((each) => each.startsWith('fuelgauge_account_info{')) ?? '';
    const told = /label="((?:[^"\\\n]|\\.)*)",/.exec(line)?.[1] ?? '';
    expect(told.replace(/\\(.)/g, (_, escaped) => (escaped === 'n' ? '\n' : escaped))).toBe(label);
    expect(body.endsWith('\n# EOF\n')).toBe(true);
  });
});
