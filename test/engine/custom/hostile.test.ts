import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { reachOf } from '../../../main/engine/custom/reach.ts';
import { createNodeFetch } from '../../../main/engine/network/fetch.ts';
import { openEngine } from '../../../main/engine/open-engine.ts';
import { createMemoryVault } from '../../../main/engine/vault/memory.ts';
import { defineProvider } from '../../../main/providers/contract/index.ts';
import { longestDefinition, readDefinition } from '../../../shared/custom/read-definition.ts';
import { temporaryHome } from '../../helpers/folder.ts';
import { startMockProvider } from '../../helpers/mock-provider.ts';
import { about } from '../../providers/invented.ts';

// A provider of your own comes from a file that somebody else may have written.

const key = 'invented-key-0123456789';
const nothing = async () => [];

function engineWith(look: (hostname: string) => Promise<string[]>, endpoints: Record<string, string> = {}) {
  const asked: string[] = [];
  const send = createNodeFetch({});
  const opened = openEngine({
    shell: 'browser',
    mode: 'live',
    environment: {},
    home: temporaryHome(),
    vault: createMemoryVault,
    fetch: (url, init) => {
      asked.push(new URL(url).host);
      return url.startsWith('http://127.0.0.1') ? send(url, init) : Promise.reject(new Error('no network'));
    },
    look,
    providers: [defineProvider({ ...about, ledger: { codes: {} } })],
    endpoints,
  });
  if (!opened.ok) throw new Error(opened.error.message);
  onTestFinished(() => opened.value.close());
  return { engine: opened.value.engine, asked };
}

const at = (address: string, more: object = {}) => ({
  id: 'relay',
  name: 'Relay',
  request: { address, headers: { Authorization: 'Bearer {key}' } },
  read: { remaining: 'left' },
  ...more,
});

it.each([
  ['10.1.2.3', 'private'],
  ['127.0.0.1', 'private'],
  ['::1', 'private'],
  ['fd12::1', 'private'],
  ['::ffff:10.1.2.3', 'private'],
  ['64:ff9b::c0a8:101', 'private'],
  ['169.254.169.254', 'forbidden'],
  ['::ffff:a9fe:a9fe', 'forbidden'],
  ['64:ff9b::a9fe:a9fe', 'forbidden'],
  ['64:ff9b:1::a9fe:a9fe', 'forbidden'],
  ['2002:a9fe:a9fe::1', 'forbidden'],
  ['fe80::1%eth0', 'forbidden'],
  ['fd00:ec2::254', 'forbidden'],
  ['100.100.100.200', 'forbidden'],
  ['0.0.0.0', 'forbidden'],
  ['93.184.215.14', 'public'],
  ['2606:2800:21f:cb07::1', 'public'],
  ['64:ff9b::5db8:d70e', 'public'],
])('%s is %s', (address, reach) => {
  expect(reachOf(address)).toBe(reach);
});

it('asks a host with an IPv6 address without a question', async () => {
  const { engine, asked } = engineWith(async () => ['93.184.215.14', '2606:2800:21f:cb07::1']);
  const tried = await engine.tryProvider({ definition: at('https://relay.example/v1'), values: { key } });
  expect(tried).toMatchObject({ ok: true });
  expect(asked).toEqual(['relay.example']);
});

it('asks first before a name that leads into a private network', async () => {
  const { engine, asked } = engineWith(async () => ['10.1.2.3']);
  const definition = at('https://gateway.example/v1');
  expect(await engine.tryProvider({ definition, values: { key } })).toMatchObject({
    error: { kind: 'needs-consent', message: expect.stringContaining('into your own network') },
  });
  expect(asked).toEqual([]);
  expect(await engine.addProvider({ definition })).toMatchObject({ error: { kind: 'needs-consent' } });
  await engine.tryProvider({ definition, values: { key }, allowed: true });
  expect(asked).toEqual(['gateway.example']);
});

it('never asks a name that leads to a machine with credentials, whatever you agreed to', async () => {
  for (const address of ['169.254.169.254', '::ffff:169.254.169.254', 'fd00:ec2::254']) {
    const { engine, asked } = engineWith(async () => ['93.184.215.14', address]);
    const tried = await engine.tryProvider({
      definition: at('https://relay.example/v1'),
      values: { key },
      allowed: true,
    });
    expect(tried).toMatchObject({ value: { error: { message: expect.stringContaining('never asked') } } });
    expect(asked).toEqual([]);
  }
});

it('agrees to nothing that was not asked: a name that leads home later is refused', async () => {
  let address = '93.184.215.14';
  const { engine, asked } = engineWith(async () => [address]);
  await engine.addProvider({ definition: at('https://relay.example/v1'), allowed: true });
  address = '192.168.0.1';
  const credential = { from: 'values' as const, values: { key } };
  expect(await engine.testCredential({ provider: 'relay', credential })).toMatchObject({
    value: { ok: false, error: { kind: 'refused', message: expect.stringContaining('not agreed') } },
  });
  expect(asked).toEqual([]);
});

it('looks nothing up where a stand-in is used', async () => {
  const server = await startMockProvider({ body: { left: 7 } });
  onTestFinished(() => server.close());
  const look = async () => Promise.reject(new Error('asked a name server'));
  const { engine } = engineWith(look, { relay: server.origin });
  const tried = await engine.tryProvider({ definition: at('https://relay.example/v1'), values: { key } });
  expect(tried).toMatchObject({ value: { balance: '7 credits left', error: null } });
});

it.each([
  ['https://2852039166/v1', 'never asked'],
  ['https://0xa9fea9fe/v1', 'never asked'],
  ['https://[::ffff:169.254.169.254]/v1', 'never asked'],
  ['https://metadata.google.internal./v1', 'never asked'],
  ['https://instance-data.ec2.internal/v1', 'never asked'],
  ['https:{key}.example/v1', 'no address'],
  ['https://relay.example/\u202Etxt', 'cannot be seen'],
])('refuses the address %s', async (address, why) => {
  const { engine, asked } = engineWith(nothing);
  const tried = await engine.tryProvider({ definition: at(address), values: { key }, allowed: true });
  expect(tried).toMatchObject({ error: { message: expect.stringContaining(why) } });
  expect(asked).toEqual([]);
});

it('says which header cannot be set, and which function is not available', () => {
  const said = (more: object) => {
    const read = readDefinition(JSON.stringify(at('https://relay.example/v1', more)));
    return read.ok ? null : read.error;
  };
  const request = (headers: object) => ({ request: { address: 'https://relay.example/v1', headers } });
  expect(said(request({ Host: 'evil.example' }))).toBe('“request.headers.Host”: This header cannot be set.');
  expect(said(request({ 'X-A': 'a\r\nX-B: c' }))).toBe(
    '“request.headers.X-A”: A header has plain letters only.',
  );
  expect(said({ read: { limit: "split(left, '/')[1]" } })).toBe(
    '“read.limit”: The function split is not available. Use a pattern for a part of a text.',
  );
});

it.each([
  [{ name: 5 }, '“name”: Write a text in quotes.'],
  [{ name: undefined }, '“name”: It is missing.'],
  [{ unit: 'bucks' }, '“unit”: Write a currency’s code such as USD, or a word such as credits.'],
  [{ unit: 5 }, '“unit”: Write a text in quotes, or an object in braces.'],
  [{ intervalMinutes: 0.1 }, '“intervalMinutes”: At least 1.'],
  [{ intervalMinutes: 2000 }, '“intervalMinutes”: At most 1440.'],
  [
    { request: { adress: 'https://relay.example/v1' } },
    'There is no “adress” in “request”. Check the spelling.',
  ],
  [
    { request: { method: 'PUT', address: 'https://relay.example/v1' } },
    '“request.method”: Write GET or POST.',
  ],
  [{ read: { remaining: 'x'.repeat(1001) } }, '“read.remaining”: It is too long: at most 1000 letters.'],
  [{ command: [] }, '“command”: It is empty.'],
  [{ command: '/bin/true' }, '“command”: Write a list in brackets.'],
])('says where a file is wrong, and what to write: %o', (more, said) => {
  const whole = { ...at('https://relay.example/v1'), ...more };
  const { request: _, read: __, ...program } = whole;
  expect(readDefinition(JSON.stringify('command' in more ? program : whole))).toEqual({
    ok: false,
    error: said,
  });
});

it('refuses a program whose arguments wait for the key', () => {
  const program = { id: 'mine', name: 'Mine', command: ['/usr/bin/curl', '-H', 'X-Key: {key}'] };
  expect(readDefinition(JSON.stringify(program))).toMatchObject({
    error: expect.stringContaining('FUELGAUGE_CREDENTIAL_KEY'),
  });
});

it.each(['https://localhost./v1', 'https://127.0.0.1.:8443/v1', 'https://2130706433/v1'])(
  'asks first before %s',
  async (address) => {
    const { engine } = engineWith(nothing);
    expect(await engine.tryProvider({ definition: at(address), values: { key } })).toMatchObject({
      error: { kind: 'needs-consent' },
    });
  },
);

it('may have the key in a query without a path', () => {
  expect(readDefinition(JSON.stringify(at('https://relay.example?key={key}')))).toMatchObject({ ok: true });
});

it('fills a key once, whatever it looks like, and sends no header that it would add', async () => {
  const server = await startMockProvider({ body: { left: 1 } });
  onTestFinished(() => server.close());
  const { engine } = engineWith(nothing);
  const attempt = (value: string) =>
    engine.tryProvider({
      definition: at(`${server.origin}/v1/{key}`),
      values: { key: value },
      allowed: true,
    });
  await attempt('{key}/../$&?x=1');
  expect(server.requests[0]).toMatchObject({
    url: `/v1/${encodeURIComponent('{key}/../$&?x=1')}`,
    headers: { authorization: 'Bearer {key}/../$&?x=1' },
  });
  expect(await attempt('a\r\nX-Admin: 1')).toMatchObject({ error: { kind: 'bad-input' } });
  expect(server.requests).toHaveLength(1);
});

it('reads no definition of 10 MB', async () => {
  const big = {
    ...at('https://relay.example/v1'),
    request: { method: 'POST', address: 'https://relay.example/v1', body: { a: 'x'.repeat(10_000_000) } },
  };
  expect(readDefinition(JSON.stringify(big))).toMatchObject({ error: expect.stringContaining('64 KB') });
  const { engine } = engineWith(nothing);
  expect(await engine.addProvider({ definition: big })).toMatchObject({ error: { kind: 'bad-input' } });
  expect(longestDefinition).toBe(65_536);
});

it('gets no variable that another provider’s key is kept in', async () => {
  const { engine } = engineWith(nothing);
  const claims = (name: string) =>
    engine.addProvider({
      definition: at('https://relay.example/v1', { credential: [{ id: 'key', label: 'Key', env: [name] }] }),
    });
  expect(await claims('FUELGAUGE_PASSPHRASE')).toMatchObject({ error: { kind: 'bad-input' } });
  expect(await claims('RELAY_KEY')).toMatchObject({ ok: true });
});

it('shows no part of a key where a long answer is cut', async () => {
  const server = await startMockProvider({
    body: `${'x'.repeat(19_990)}${key} ${JSON.stringify({ left: 1 })}`,
  });
  onTestFinished(() => server.close());
  const { engine } = engineWith(nothing);
  const tried = await engine.tryProvider({
    definition: at(`${server.origin}/v1`, { read: { remaining: { pattern: `x{295}${key.slice(0, 5)}.*` } } }),
    values: { key },
    allowed: true,
  });
  expect(JSON.stringify(tried)).not.toContain(key.slice(0, 8));
});

it('works out nothing more after an expression that takes too long', async () => {
  const server = await startMockProvider({ body: { left: 1 } });
  onTestFinished(() => server.close());
  const { engine } = engineWith(nothing);
  const slow = `${'[@,@][] | '.repeat(60)}[@,@]`;
  const tried = await engine.tryProvider({
    definition: at(`${server.origin}/v1`, { read: { remaining: slow, used: slow, limit: 'left' } }),
    values: { key },
    allowed: true,
  });
  expect(tried).toMatchObject({
    value: {
      values: [
        { wrong: expect.stringContaining('too long') },
        { wrong: expect.stringContaining('waits') },
        { wrong: expect.stringContaining('waits') },
      ],
      error: {
        message: 'Relay sent an answer that Fuelgauge cannot read: “remaining”: It takes too long.',
      },
    },
  });
});

it.skipIf(process.platform === 'win32')(
  'holds programs that print too much, nothing, or never end',
  async () => {
    const { engine } = engineWith(nothing);
    const folder = temporaryHome();
    const run = (name: string, script: string) => {
      const program = join(folder, name);
      writeFileSync(program, `#!/bin/sh\n${script}\n`);
      chmodSync(program, 0o700);
      const definition = { id: 'mine', name: 'Mine', command: [program], timeLimitSeconds: 1 };
      return engine.tryProvider({ definition, values: {}, allowed: true });
    };
    expect(await run('much', 'head -c 2000000 /dev/zero')).toMatchObject({
      value: { error: { kind: 'malformed', message: expect.stringContaining('1 MiB') } },
    });
    expect(await run('text', 'echo 12 left')).toMatchObject({
      value: { error: { message: 'Mine: The program printed something that is not JSON.' } },
    });
    expect(await run('nothing', 'true')).toMatchObject({
      value: { error: { kind: 'malformed', message: expect.stringContaining('printed nothing') } },
    });
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, at) => run(`forks${at}`, '(sleep 60 &) ; exec sleep 60')),
    );
    expect(all.every((one) => one.ok && one.value.error?.kind === 'timed-out')).toBe(true);
  },
);

it.skipIf(process.platform === 'win32')('ends what a program leaves running', async () => {
  const { engine } = engineWith(nothing);
  // It keeps the output open, so nothing but its end ends the wait.
  const left = 'sleep 61 & echo "{\\"remaining\\": $!}"';
  const definition = { id: 'mine', name: 'Mine', command: ['/bin/sh', '-c', left] };
  const tried = await engine.tryProvider({ definition, values: {}, allowed: true });
  if (!tried.ok) throw new Error(tried.error.message);
  const child = Number(tried.value.values[0]?.found);
  expect(child).toBeGreaterThan(1);
  await expect.poll(() => isRunning(child)).toBe(false);
});

/** Ended and not yet collected by the system counts as ended. */
function isRunning(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return /^[^Z\s]/.test(stdout.trim());
}
