import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type MockProvider, startMockProvider } from '../helpers/mock-provider.ts';
import { runCli, temporaryHome } from '../helpers/run-cli.ts';

// Each command is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 180_000 });

const key = 'inventedgatewaykey0123456789';
let folder: ReturnType<typeof temporaryHome>;
let server: MockProvider;
let file: string;
let definition: object;
const cli = (args: string[], input = '', env: Record<string, string> = {}) =>
  runCli(folder.home, args, { env: { FUELGAUGE_PASSPHRASE: 'invented passphrase', ...env }, input });

beforeEach(async () => {
  folder = temporaryHome();
  server = await startMockProvider(({ headers }) =>
    headers['x-key'] === key
      ? { body: { balance: { left: 12.5, of: 20 }, owner: `holder of ${key}` } }
      : { status: 401, body: { error: 'no such key' } },
  );
  definition = {
    id: 'gateway',
    name: 'Gateway',
    unit: 'USD',
    request: { address: `${server.origin}/v1/balance`, headers: { 'X-Key': '{key}' } },
    read: { remaining: 'balance.left', limit: 'balance.of', plan: 'balance.plan' },
  };
  file = join(folder.home, 'gateway.json');
  writeFileSync(file, JSON.stringify(definition));
});
afterEach(async () => {
  await server.close();
  folder.remove();
});

it('tests, adds, watches, shows and removes a provider of your own', async () => {
  const tested = await cli(['provider', 'test', file, '--yes'], key);
  expect(tested.code).toBe(0);
  expect(tested.stdout).toContain('Answer (status 200):\n  {\n    "balance": {\n      "left": 12.5,');
  expect(tested.stdout).toMatch(/remaining {3}balance\.left {3}12\.5\n/);
  expect(tested.stdout).toMatch(/plan {8}balance\.plan {3}nothing\n/);
  expect(tested.stdout).toContain('Reading: $12.50 of $20.00 left');
  expect(tested.stdout).not.toContain(key);

  const asked = await cli(['provider', 'add', file]);
  expect(asked.code).toBe(2);
  expect(asked.stdout).toContain(`Asks     GET ${server.origin}/v1/balance`);
  expect(asked.stdout).toContain('Sends    X-Key');
  expect(asked.stderr).toMatch(
    /Gateway asks 127\.0\.0\.1:\d+, .*Nothing was added\. If that is right, add --yes\./,
  );
  const added = await cli(['provider', 'add', '-', '--yes'], readFileSync(file, 'utf8'));
  expect([added.code, added.stderr]).toEqual([0, '']);

  expect((await cli(['add', 'gateway', '--label', 'production'], key)).code).toBe(0);
  const status = JSON.parse((await cli(['status', '--json', '--refresh'])).stdout);
  expect(status.accounts).toMatchObject([{ provider: 'gateway', pools: [{ remaining: 12.5, limit: 20 }] }]);
  expect((await cli(['check', 'production', '--need', '12'])).code).toBe(0);
  expect((await cli(['credential', 'production'], key)).code).toBe(0);
  expect((await cli(['providers', 'gateway'])).stdout).toContain('Gateway');

  const { providers } = JSON.parse((await cli(['provider', 'list', '--json'])).stdout);
  expect(providers).toMatchObject([{ id: 'gateway', kind: 'endpoint', allowed: true, accounts: 1 }]);
  expect(JSON.parse((await cli(['provider', 'show', 'gateway'])).stdout)).toMatchObject(definition);
  expect((await cli(['provider', 'remove', 'gateway', '--yes'])).stderr).toContain(
    'Remove the account first',
  );
  await cli(['remove', 'production', '--for-good', '--yes']);
  expect((await cli(['provider', 'remove', 'gateway'])).code).toBe(2);
  expect(await cli(['provider', 'remove', 'gateway', '--yes'])).toMatchObject({
    code: 0,
    stdout: 'Removed Gateway (gateway).\n',
  });
  expect((await cli(['provider', 'list'])).stdout).toContain('You have no provider of your own.');
});

it('says so if there is no reading, and asks before keys go elsewhere', async () => {
  const rejected = await cli(['provider', 'test', file, '--yes', '--from-env', 'KEY'], '', { KEY: 'other' });
  expect(rejected.code).toBe(1);
  expect(rejected.stdout).toContain('No reading: ');
  expect((await cli(['provider', 'test', '-', '--yes'], readFileSync(file, 'utf8'))).stderr).toContain(
    '--from-env',
  );

  await cli(['provider', 'add', file, '--yes']);
  await cli(['add', 'gateway', '--label', 'production'], key);
  writeFileSync(
    file,
    JSON.stringify({
      ...definition,
      request: { address: 'https://elsewhere.example/v1', headers: { 'X-Key': '{key}' } },
    }),
  );
  expect((await cli(['provider', 'add', file, '--yes'])).stderr).toContain('already');
  const moved = await cli(['provider', 'add', file, '--replace']);
  expect(moved.code).toBe(2);
  expect(moved.stderr).toContain('The key of 1 account at Gateway will go to elsewhere.example');
});

it('needs a file that describes a provider', async () => {
  for (const [text, why] of [
    ['{', 'not JSON'],
    ['{"id":"x","name":"X","command":["a"],"extra":1}', 'extra'],
    [' '.repeat(400_000), '64 KB'],
  ] as const) {
    writeFileSync(file, text);
    expect(await cli(['provider', 'add', file])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(why),
    });
  }
  expect((await cli(['provider', 'add', join(folder.home, 'none.json')])).stderr).toContain('cannot be read');
  const claimed = { ...definition, credential: [{ id: 'key', label: 'Key', env: ['OPENAI_ADMIN_KEY'] }] };
  writeFileSync(file, JSON.stringify(claimed));
  expect((await cli(['provider', 'add', file, '--yes'])).stderr).toContain('OPENAI_ADMIN_KEY');
});
