import { describe, expect, it } from 'vitest';
import {
  apiKey,
  bearer,
  defineProvider,
  get,
  isoInstant,
  maybe,
  numeric,
  z,
} from '../../main/providers/contract/index.ts';
import { editAccountInput } from '../../shared/api/accounts.ts';
import { accountSchema } from '../../shared/model/index.ts';
import { statusJson } from '../../shared/status-json.ts';
import { dayMs } from '../../shared/time/index.ts';
import { mockEngine } from '../helpers/mock-engine.ts';
import { about } from '../providers/invented.ts';

// What you note of your keys, and what is known of them.

const acme = defineProvider({
  ...about,
  credential: apiKey({ env: ['ACME_API_KEY'], hint: 'Any key will do.' }),
  request: get('https://api.acme.example/credits', bearer()),
  response: z.object({ left: numeric, key_ends: maybe(isoInstant) }),
  reading: ({ left, key_ends }) => ({ remaining: left, keyExpiresAt: key_ends }),
});
const key = (value: string) => ({ from: 'values' as const, values: { key: value } });

async function setUp() {
  const mock = await mockEngine(acme);
  mock.server.answer({ body: { left: 812, key_ends: '2027-03-01T00:00:00Z' } });
  const { engine, time } = mock;
  return {
    ...mock,
    ids: () => engine.state().order,
    async replace(account: string, value: string) {
      await time.advance(dayMs);
      const replaced = await engine.replaceCredential({ account, credential: key(value) });
      if (!replaced.ok) throw new Error(replaced.error.message);
      return replaced.value.credential;
    },
  };
}

describe('since when a key is in use', () => {
  it('is when it was added, and when another one replaced it; the same one changes nothing', async () => {
    const { engine, time, add, replace } = await setUp();
    const account = await add('invented-key-1');
    const added = time.clock.now();
    expect(engine.state().accounts[0]?.credential.since).toBe(added);
    expect((await replace(account, 'invented-key-1')).since).toBe(added);
    expect((await replace(account, 'invented-key-2')).since).toBe(added + 2 * dayMs);
  });

  it('is unknown for an account of an older settings file', () => {
    const old = { id: 'a1', provider: 'acme', label: 'x', createdAt: 0, credential: { kind: 'vault' } };
    expect(accountSchema.parse({ ...old, credentialEnd: null })).toMatchObject({
      credentialSince: null,
      note: '',
      pinned: false,
      hidden: false,
    });
  });
});

describe('when a key expires', () => {
  it('is what the provider tells of it, and unknown of the next one until that is read', async () => {
    const { engine, server, add, replace } = await setUp();
    const account = await add('invented-key-1');
    await engine.refresh({});
    const expiresAt = Date.UTC(2027, 2, 1);
    expect(engine.state().accounts[0]?.credential.expiresAt).toBe(expiresAt);
    expect(statusJson(engine.state()).accounts).toMatchObject([
      { credential: { since: expect.stringMatching(/Z$/), expiresAt: '2027-03-01T00:00:00Z' } },
    ]);
    server.answer({ status: 503, body: {} });
    expect((await replace(account, 'invented-key-2')).expiresAt).toBeNull();
    expect(engine.state().accounts[0]?.credential.expiresAt).toBeNull();
  });

  it('of the same key stays known while the provider does not answer', async () => {
    const { engine, server, time, add } = await setUp();
    await add('invented-key-1');
    await engine.refresh({});
    server.answer({ status: 503, body: {} });
    await time.advance(dayMs);
    await engine.refresh({});
    expect(engine.state().accounts).toMatchObject([
      { health: { error: { kind: 'unavailable' } }, credential: { expiresAt: Date.UTC(2027, 2, 1) } },
    ]);
  });
});

it('the preview of alerts tells when a key became old', async () => {
  const { engine, time, add } = await setUp();
  const account = await add('invented-key-1');
  await time.advance(190 * dayMs);
  const rules = { ...engine.state().alerting.rules, 'key-old': { enabled: true, days: 180 } };
  const previewed = await engine.alerts.preview({ rules, days: 30 });
  expect(previewed).toMatchObject({ ok: true, value: [{ account, kind: 'key-old', severity: 'info' }] });
});

describe('a note', () => {
  it('keeps its lines, without what cannot be seen', async () => {
    const { engine, add } = await setUp();
    const account = await add('invented-key-1');
    await engine.editAccount({ account, note: ' The crawler’s key.\r\nAsk\u202e Ada.\u0007 ' });
    expect(engine.state().accounts[0]?.note).toBe('The crawler’s key.\nAsk Ada.');
    await engine.editAccount({ account, label: 'other' });
    expect(engine.state().accounts[0]?.note).toBe('The crawler’s key.\nAsk Ada.');
    await engine.editAccount({ account, note: '' });
    expect(engine.state().accounts[0]?.note).toBe('');
  });

  it('has at most 1,000 characters', () => {
    const edit = (note: string) => editAccountInput.safeParse({ account: 'a1', note }).success;
    expect([edit('x'.repeat(1000)), edit('x'.repeat(1001))]).toEqual([true, false]);
  });
});

it('a hidden account is polled as ever', async () => {
  const { engine, server, add } = await setUp();
  const account = await add('invented-key-1');
  await engine.editAccount({ account, hidden: true, pinned: true });
  await engine.refresh({});
  expect(server.requests).toHaveLength(1);
  expect(engine.state().accounts).toMatchObject([
    { hidden: true, pinned: true, health: { state: 'ok' }, pools: [{ remaining: 812 }] },
  ]);
});

describe('your own order', () => {
  it('is that of adding until you change it; what you leave out stays behind', async () => {
    const { engine, time, add, ids } = await setUp();
    for (const name of ['one', 'two', 'three', 'four']) await add(`invented-key-${name}`);
    expect(ids()).toEqual(['a1', 'a2', 'a3', 'a4']);
    const told: string[][] = [];
    engine.subscribe(({ order }) => told.push(order));
    expect(await engine.orderAccounts({ accounts: ['a3', 'a1'] })).toEqual({ ok: true, value: {} });
    expect(ids()).toEqual(['a3', 'a1', 'a2', 'a4']);
    await time.advance(1000);
    expect(told.at(-1)).toEqual(['a3', 'a1', 'a2', 'a4']);
  });

  it('is not changed by the name of an account that does not exist', async () => {
    const { engine, add, ids } = await setUp();
    await add('invented-key-1');
    expect(await engine.orderAccounts({ accounts: ['nobody'] })).toMatchObject({
      ok: false,
      error: { kind: 'unknown-account' },
    });
    expect(ids()).toEqual(['a1']);
  });
});
