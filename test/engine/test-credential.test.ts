import { describe, expect, it } from 'vitest';
import { apiKey, bearer, defineProvider, get, numeric, z } from '../../main/providers/contract/index.ts';
import { minuteMs } from '../../shared/time/index.ts';
import { mockEngine } from '../helpers/mock-engine.ts';
import { about } from '../providers/invented.ts';

const acme = defineProvider({
  ...about,
  credential: apiKey({ env: ['ACME_API_KEY'], hint: 'Any key will do.' }),
  request: get('https://api.acme.example/credits', bearer()),
  response: z.object({ left: numeric }),
  reading: ({ left }: { left: number }) => ({ remaining: left, limit: 1000 }),
});
const key = (value: string) => ({ from: 'values' as const, values: { key: value } });

async function setUp() {
  const { server, ...mock } = await mockEngine(acme);
  server.answer({ body: { left: 812 } });
  return {
    ...mock,
    server,
    asked: () => server.requests.length,
    test: (value: string, account?: string) =>
      mock.engine.testCredential({ provider: 'acme', credential: key(value), account }),
  };
}

describe('a test of a credential', () => {
  it('tells what was read, and becomes the first reading of the account', async () => {
    const { engine, add, test, asked } = await setUp();
    expect(await test('invented-key-1')).toMatchObject({
      value: { ok: true, balance: '812 of 1,000 credits left', scope: 'account', sameAs: null },
    });
    expect(engine.state().accounts).toEqual([]);
    await add('invented-key-1');
    expect(engine.state().accounts).toMatchObject([
      { health: { state: 'ok', error: null }, pools: [{ remaining: 812 }] },
    ]);
    expect(asked()).toBe(1);
  });

  it('is forgotten after ten minutes, so that an old balance is never taken for a new one', async () => {
    const { engine, time, add, test } = await setUp();
    await test('invented-key-1');
    await time.advance(11 * minuteMs);
    await add('invented-key-1');
    expect(engine.state().accounts).toMatchObject([{ health: { state: 'waiting' }, pools: [] }]);
  });

  it('shows a rejected key to the provider once, also after it is kept anyway', async () => {
    const { engine, server, time, add, test, asked } = await setUp();
    server.answer({ status: 401, body: {} });
    engine.start();
    for (const _ of [1, 2])
      expect(await test('invented-key-1')).toMatchObject({
        value: { ok: false, rejected: true, error: { kind: 'bad-credential' } },
      });
    await add('invented-key-1');
    await time.advance(30 * minuteMs);
    await engine.refresh({});
    expect(engine.state().accounts).toMatchObject([
      { health: { state: 'error', error: { kind: 'bad-credential' }, nextAt: null } },
    ]);
    expect(asked()).toBe(1);
  });

  it('says that nobody could tell, if the provider is unavailable', async () => {
    const { server, test } = await setUp();
    server.answer({ status: 503, body: {} });
    expect(await test('invented-key-1')).toMatchObject({
      value: { ok: false, rejected: false, error: { kind: 'unavailable' } },
    });
  });

  it('knows the key of another account, but not of the one that it is for', async () => {
    const { engine, add, test, asked } = await setUp();
    const account = await add('invented-key-1');
    const sameAs = { account, provider: 'Acme', label: 'invented-key-1' };
    expect(await test('invented-key-1')).toMatchObject({ value: { sameAs } });
    expect(await test('invented-key-2')).toMatchObject({ value: { sameAs: null } });
    expect(await test('invented-key-1', account)).toMatchObject({ value: { sameAs: null } });
    const before = asked();
    const given = { provider: 'acme', credential: key('invented-key-1') };
    expect(await engine.sameKey(given)).toMatchObject({ value: { sameAs } });
    expect(asked()).toBe(before);
  });

  it('goes before an account without a label, which is called like its provider', async () => {
    const { engine } = await setUp();
    const labels = [];
    for (const one of ['invented-key-1', 'invented-key-2', 'invented-key-3']) {
      const added = await engine.addAccount({ provider: 'acme', credential: key(one) });
      labels.push(added.ok && [added.value.id, added.value.label]);
    }
    expect(labels).toEqual([
      ['a1', 'Acme'],
      ['a2', 'Acme 2'],
      ['a3', 'Acme 3'],
    ]);
    await engine.removeAccount({ account: 'Acme 3' });
    const again = await engine.addAccount({ provider: 'acme', credential: key('invented-key-4') });
    expect(again).toMatchObject({ value: { id: 'a4', label: 'Acme 3' } });
    expect(await engine.editAccount({ account: 'a4', label: 'a2' })).toMatchObject({ ok: false });
  });

  it('of a new credential ends the error of the old one, without another request', async () => {
    const { engine, server, add, test, asked } = await setUp();
    server.answer({ status: 401, body: {} });
    const account = await add('invented-key-1');
    await engine.refresh({});
    server.answer({ body: { left: 700 } });
    await test('invented-key-2', account);
    await engine.replaceCredential({ account, credential: key('invented-key-2') });
    expect(engine.state().accounts).toMatchObject([
      { health: { state: 'ok', error: null }, pools: [{ remaining: 700 }] },
    ]);
    expect(asked()).toBe(2);
  });
});
