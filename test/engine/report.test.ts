import { describe, expect, it } from 'vitest';
import {
  apiKey,
  bearer,
  defineProvider,
  fields,
  get,
  json,
  maybe,
  numeric,
  post,
  query,
  z,
} from '../../main/providers/contract/index.ts';
import { mockEngine } from '../helpers/mock-engine.ts';
import { about } from '../providers/invented.ts';

const key = 'invented-key-9f8e7d6c5b4a';
const described = {
  ...about,
  credential: apiKey({ env: ['ACME_API_KEY'], hint: 'Any key will do.' }),
  response: z.object({ left: numeric, limit: maybe(numeric) }),
  reading: ({ left, limit }: { left: number; limit: number | null }) => ({ remaining: left, limit }),
};
const acme = defineProvider({
  ...described,
  request: get('https://api.acme.example/v1/credits?of=all', query('api_key')),
});

/** The report of an account whose provider answers so, and the requests that were sent. */
async function reported(
  answer: Parameters<Awaited<ReturnType<typeof mockEngine>>['server']['answer']>[0],
  provider = acme,
) {
  const mock = await mockEngine(provider);
  mock.server.answer(answer);
  const account = await mock.add(key);
  const report = await mock.engine.report({ account });
  return { ...mock, account, text: report.ok ? report.value.text : report.error.message };
}

describe('a report', () => {
  it('tells the exchange without anything of the account', async () => {
    const { text, engine, server } = await reported({
      headers: { 'x-request-id': 'invented-request-77' },
      body: { left: 812.5, limit: '1000', owner: 'ada@example.com', echoed: key, entries: [1, 2, 3] },
    });
    expect(text).toBe(
      [
        '# Acme (acme): one check, scrubbed',
        '',
        `Fuelgauge 0.1.0, 2026-11-21. Every text and number of the answer was replaced; its structure and types are as they were.`,
        '',
        'Outcome: read',
        '',
        '1. `GET https://api.acme.example/v1/credits?of=text&api_key={key}`',
        '   Status 200. Headers: connection, content-type, date, keep-alive, transfer-encoding, x-request-id',
        `   Body: JSON, ${JSON.stringify({ left: 812.5, limit: '1000', owner: 'ada@example.com', echoed: key, entries: [1, 2, 3] }).length} characters`,
        '',
        '```json',
        JSON.stringify(
          { left: 111.1, limit: '1111', owner: 'text', echoed: 'text', entries: [2, 1, '… 1 more'] },
          null,
          2,
        ),
        '```',
        '',
      ].join('\n'),
    );
    // It is a poll like any other.
    expect(engine.state().accounts[0]).toMatchObject({
      health: { state: 'ok' },
      pools: [{ remaining: 812.5 }],
    });
    expect(server.requests).toHaveLength(1);
  });

  it('names what could not be read, and what was left out', async () => {
    const { text } = await reported({ body: { balance: 812, message: `Hello Ada, ${key}` } });
    expect(text).toContain(
      'Outcome: malformed. Acme sent an answer that Fuelgauge cannot read: the field “left” is',
    );
    expect(text).toContain('"balance": 111');
    expect((await reported({ body: { left: 812, limit: 'lots of it' } })).text).toContain(
      'Outcome: read\n- The field “limit” was left out: unexpected format.',
    );
  });

  it.each([
    ['an empty body', { body: '' }, 'Body: empty, 0 characters'],
    ['a web page', { status: 403, body: '<html><p>Ada, you are banned</p>' }, '<html>'],
    ['cut-off JSON', { body: '{"left": 812, "ow' }, '{"xxxx": 111, "xx'],
    ['a refusal', { status: 400, body: { error: 'Ada may not' } }, '"error": "text"'],
  ])('tells %s', async (_, answer, expected) => {
    const { text } = await reported(answer);
    expect(text).toContain(expected);
    expect(text).not.toMatch(/Ada|812/);
  });

  it('keeps fields of the credential out of hosts, paths, queries and headers', async () => {
    const provider = defineProvider({
      ...described,
      credential: fields({
        site: { label: 'Site', env: ['ACME_SITE'], hint: 'Its name.', secret: false },
        key: { label: 'Key', env: ['ACME_KEY'], hint: 'The key.' },
      }),
      request: get('https://{site}.acme.example/v1/{key}/credits?user={site}', bearer()),
    });
    const mock = await mockEngine(provider);
    mock.server.answer({ body: { left: 812 }, headers: { [`x-${key}`]: 'yes' } });
    const values = { site: 'ada-lovelace', key };
    await mock.engine.addAccount({ provider: 'acme', label: 'x', credential: { from: 'values', values } });
    const report = await mock.engine.report({ account: 'x' });
    const text = report.ok ? report.value.text : report.error.message;
    expect(text).toContain('`GET https://*.acme.example/v1/{key}/credits?user={site}`');
    for (const secret of [key, 'ada-lovelace', '9f8e7d6c', 'lovelace']) expect(text).not.toContain(secret);
  });

  it('tells of each request, and that nobody answered', async () => {
    const provider = defineProvider({
      ...described,
      request: post('https://api.acme.example/balance', json('clientKey')),
    });
    const mock = await mockEngine(provider);
    const account = await mock.add(key);
    await mock.server.close();
    const report = await mock.engine.report({ account });
    expect(report.ok && report.value.text).toMatch(
      /Outcome: unavailable\n\n1\. `POST https:\/\/api\.acme\.example\/balance`\n {3}No answer: unavailable\n$/,
    );
  });
});

describe('a report asks only as often as it may', () => {
  it('waits for the provider’s shortest interval', async () => {
    const { engine, account, server, time } = await reported({ body: { left: 812 } });
    const refused = await engine.report({ account });
    expect(refused).toMatchObject({ ok: false, error: { kind: 'not-supported' } });
    expect(server.requests).toHaveLength(1);
    await time.advance(1_000);
    expect(await engine.report({ account })).toMatchObject({ ok: true });
    expect(server.requests).toHaveLength(2);
  });

  it('asks with a rejected key only if you say so', async () => {
    const { engine, account, server, time, text } = await reported({ status: 401, body: { error: 'no' } });
    expect(text).toContain('Outcome: bad-credential\n');
    await time.advance(60_000);
    expect(await engine.report({ account })).toEqual({
      ok: false,
      error: {
        kind: 'not-supported',
        message:
          'Acme rejected this credential, and may block you if it is asked again with the same one. Nothing was asked.',
      },
    });
    expect(server.requests).toHaveLength(1);
    expect(await engine.report({ account, again: true })).toMatchObject({ ok: true });
    expect(server.requests).toHaveLength(2);
  });

  it('asks nobody whose checks cost credits and are off', async () => {
    const paid = defineProvider({
      ...described,
      checkCost: 1,
      request: get('https://api.acme.example/v1/credits', bearer()),
    });
    const { text, server } = await reported({ body: { left: 812 } }, paid);
    expect(text).toMatch(/^Checks of this account are off\. Each check costs 1 credit: /);
    expect(server.requests).toEqual([]);
  });
});
