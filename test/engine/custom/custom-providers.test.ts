import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createNodeFetch } from '../../../main/engine/network/fetch.ts';
import { openEngine } from '../../../main/engine/open-engine.ts';
import { createMemoryVault } from '../../../main/engine/vault/memory.ts';
import { defineProvider } from '../../../main/providers/contract/index.ts';
import { temporaryHome } from '../../helpers/folder.ts';
import { mockEngine } from '../../helpers/mock-engine.ts';
import { startMockProvider } from '../../helpers/mock-provider.ts';
import { about } from '../../providers/invented.ts';

const builtIn = defineProvider({ ...about, ledger: { codes: {} } });
const key = 'invented-key-0123456789';

/** A definition of a provider on loopback. */
const relay = (origin: string, more: object = {}) => ({
  id: 'relay',
  name: 'Relay',
  unit: 'USD',
  request: { address: `${origin}/v1/key`, headers: { Authorization: 'Bearer {key}' } },
  read: { remaining: 'data.cents / `100`', limit: 'data.limit', renewsAt: 'data.renews', plan: 'data.plan' },
  ...more,
});

async function setUp() {
  const { engine, server } = await mockEngine(builtIn);
  server.answer({ body: { data: { cents: 1250, limit: '20', renews: 1_800_000_000, plan: `Pro ${key}` } } });
  const define = (more?: object) => relay(server.origin, more);
  const attempt = (definition: object, allowed = true) =>
    engine.tryProvider({ definition: JSON.parse(JSON.stringify(definition)), values: { key }, allowed });
  return { engine, server, define, attempt };
}

describe('a provider of your own', () => {
  it('shows the answer without the key, and what each expression finds in it', async () => {
    const { attempt, define, server } = await setUp();
    const tried = await attempt(define());
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${key}`);
    expect(tried).toMatchObject({
      value: {
        answer: { status: 200 },
        balance: '$12.50 of $20.00 left',
        error: null,
        values: [
          { field: 'remaining', expression: 'data.cents / `100`', found: '12.5', wrong: null },
          { field: 'limit', found: '20' },
          { field: 'renewsAt', found: '1800000000' },
          { field: 'plan' },
        ],
      },
    });
    expect(JSON.stringify(tried)).not.toContain(key);
  });

  it('is added, watched like any other, and cannot be removed while an account uses it', async () => {
    const { engine, define } = await setUp();
    expect(await engine.addProvider({ definition: define(), allowed: true })).toMatchObject({
      value: { id: 'relay' },
    });
    const credential = { from: 'values' as const, values: { key } };
    await engine.addAccount({ provider: 'relay', label: 'mine', credential });
    await engine.refresh({});
    expect(engine.state()).toMatchObject({
      accounts: [{ provider: 'relay', pools: [{ remaining: 12.5, used: 7.5, limit: 20 }] }],
      providers: [{ id: 'relay', custom: true }],
      hosts: [{ provider: 'relay', host: expect.stringContaining('127.0.0.1') }],
    });
    expect(await engine.removeProvider({ id: 'relay' })).toMatchObject({
      error: { message: expect.stringContaining('Remove the account first') },
    });
  });

  it('is not asked again if an account is added right after the test', async () => {
    const { engine, attempt, define, server } = await setUp();
    await attempt(define());
    await engine.addProvider({ definition: define(), allowed: true });
    const credential = { from: 'values' as const, values: { key } };
    await engine.addAccount({ provider: 'relay', label: 'mine', credential });
    expect(engine.state()).toMatchObject({ accounts: [{ pools: [{ remaining: 12.5 }] }] });
    expect(server.requests).toHaveLength(1);
    const changed = define({ read: { remaining: 'data.limit' } });
    await engine.addProvider({ definition: changed, allowed: true, replace: true });
    await engine.addAccount({ provider: 'relay', label: 'other', credential });
    expect(engine.state().accounts[1]?.pools).toEqual([]);
  });

  it('asks first before it goes to a private address, or runs a program', async () => {
    const { attempt, define, server } = await setUp();
    const program = { id: 'mine', name: 'Mine', command: ['/bin/true'] };
    for (const definition of [define(), program])
      expect(await attempt(definition, false)).toMatchObject({ error: { kind: 'needs-consent' } });
    expect(server.requests).toEqual([]);
  });

  it.each([
    ['a file', 'file:///etc/passwd', 'https://'],
    ['the address of a cloud’s credentials', 'http://169.254.169.254/latest', 'never asked'],
    ['the same as a number', 'http://2852039166/latest', 'never asked'],
    ['plain http', 'http://relay.example/v1', 'https://'],
    ['a name and a password', 'https://me:secret@relay.example/v1', 'header with {key}'],
    ['a key as part of the host', 'https://{key}.example/v1', 'part of the host'],
    ['a field that is not there', 'https://relay.example/{team}', 'no field “team”'],
  ])('is refused if its address is %s', async (_, address, why) => {
    const { attempt, define } = await setUp();
    expect(await attempt(define({ request: { address } }))).toMatchObject({
      error: { kind: 'bad-input', message: expect.stringContaining(why) },
    });
  });

  it('is not led to another host, and reads no more than 1 MiB', async () => {
    const { attempt, define, server } = await setUp();
    server.answer({ status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: {} });
    expect(await attempt(define())).toMatchObject({ value: { answer: null, error: { kind: 'refused' } } });
    server.answer({ body: { data: 'x'.repeat(2 * 1024 * 1024) } });
    expect(await attempt(define())).toMatchObject({ value: { answer: null, error: { kind: 'malformed' } } });
  });

  it.each([
    ['doubles its list without end', `${'[@,@][] | '.repeat(60)}[@,@]`, 'too long'],
    ['is a pattern that tries everything', { pattern: '(x+x+)+y' }, 'too long'],
    ['finds an object', 'data', 'object'],
    ['is none', 'data..cents', 'yntax'],
  ])('is harmless if an expression %s', async (_, remaining, wrong) => {
    const { attempt, define, server } = await setUp();
    server.answer({ body: { data: { cents: 1 }, c: `${'x'.repeat(60)}` } });
    const tried = await attempt(define({ read: { remaining } }));
    expect(tried).toMatchObject({
      value: {
        error: { kind: 'malformed' },
        values: [{ wrong: expect.stringContaining(wrong) }],
      },
    });
  });

  it('tells an error inside a 200, and a rejected key from one that is empty', async () => {
    const { attempt, define, server } = await setUp();
    const read = { remaining: 'balance', error: 'errors[0].message' };
    server.answer({ body: { balance: 0, errors: [{ message: 'Invalid API key' }] } });
    expect(await attempt(define({ read }))).toMatchObject({ value: { error: { kind: 'bad-credential' } } });
    server.answer({ body: { balance: 0, errors: [] } });
    expect(await attempt(define({ read }))).toMatchObject({ value: { error: null, balance: '$0.00 left' } });
  });

  it('reads text by a pattern, and GraphQL by its body', async () => {
    const { attempt, define, server } = await setUp();
    server.answer({ body: 'Balance: $1,249.50 (of 2000)' });
    const read = { remaining: { pattern: 'Balance: (\\S+)' } };
    expect(await attempt(define({ read }))).toMatchObject({ value: { balance: '$1,249.50 left' } });
    server.answer({ body: { data: { me: { left: 7 } } } });
    const query = 'query { me { left } }';
    const { origin } = server;
    const request = {
      method: 'POST',
      address: `${origin}/graphql`,
      headers: { 'X-Key': '{key}' },
      body: { query },
    };
    expect(await attempt(define({ request, read: { remaining: 'data.me.left' } }))).toMatchObject({
      value: { balance: '$7.00 left' },
    });
    expect(JSON.parse(server.requests.at(-1)?.body ?? '')).toEqual({ query });
  });

  it('names a program among the hosts, as a program', async () => {
    const { engine } = await setUp();
    const definition = { id: 'mine', name: 'Mine', command: ['/bin/echo', 'two words'] };
    await engine.addProvider({ definition, allowed: true });
    await engine.addAccount({
      provider: 'mine',
      label: 'mine',
      credential: { from: 'values', values: {} },
    });
    expect(engine.state().hosts).toMatchObject([
      { host: '/bin/echo "two words"', program: true, provider: 'mine', accounts: 1 },
    ]);
  });

  it('names the host that was entered among the hosts, also after a restart before it is asked again', async () => {
    const home = temporaryHome();
    const server = await startMockProvider({ body: { left: 3 } });
    const shared = createMemoryVault();
    const open = () => {
      const opened = openEngine({
        shell: 'browser',
        mode: 'live',
        environment: {},
        home,
        vault: () => shared,
        fetch: createNodeFetch({}),
        providers: [builtIn],
      });
      if (!opened.ok) throw new Error(opened.error.message);
      return opened.value;
    };
    const first = open();
    onTestFinished(() => server.close());
    const credential = [
      { id: 'base', label: 'Address', address: true },
      { id: 'key', label: 'Key', address: false },
    ];
    const definition = {
      id: 'gateway',
      name: 'Gateway',
      credential,
      request: { address: '{base}/v1', headers: { Authorization: 'Bearer {key}' } },
      read: { remaining: 'left' },
      intervalMinutes: 1440,
    };
    await first.engine.addProvider({ definition });
    const { host } = new URL(server.origin);
    const values = { base: server.origin, key };
    await first.engine.addAccount({
      provider: 'gateway',
      label: 'g',
      credential: { from: 'values', values },
    });
    await first.engine.refresh({});
    expect(first.engine.state().hosts).toMatchObject([{ host, provider: 'gateway', accounts: 1 }]);
    await first.close();
    const second = open();
    onTestFinished(() => second.close());
    await second.engine.unlock({ passphrase: 'not needed here' });
    expect(second.engine.state().hosts).toMatchObject([{ host, provider: 'gateway', accounts: 1 }]);
    expect(server.requests).toHaveLength(1);
  });

  it('runs a program with the credential in its environment, and nothing else of ours', async () => {
    const { attempt } = await setUp();
    const program = join(temporaryHome(), 'balance.sh');
    writeFileSync(
      program,
      '#!/bin/sh\nprintf \'{"remaining": %s, "plan": "%s"}\' "$(printf %s "$FUELGAUGE_CREDENTIAL_KEY" | wc -c)" "$FUELGAUGE_PASSPHRASE$*"\n',
    );
    chmodSync(program, 0o700);
    const credential = [{ id: 'key', label: 'Key' }];
    const definition = {
      id: 'script',
      name: 'Script',
      unit: 'requests',
      credential,
      command: [program, 'one'],
    };
    expect(await attempt(definition)).toMatchObject({
      value: { balance: `${key.length} requests left`, values: [{}, {}, {}, {}, {}, { found: 'one' }, {}] },
    });
    expect(await attempt({ ...definition, command: ['/bin/sleep', '9'], timeLimitSeconds: 1 })).toMatchObject(
      {
        value: { error: { kind: 'timed-out' } },
      },
    );
    expect(await attempt({ ...definition, command: ['/no/such/program'] })).toMatchObject({
      value: { error: { kind: 'refused', message: 'Script: The program was not found.' } },
    });
  });
});
