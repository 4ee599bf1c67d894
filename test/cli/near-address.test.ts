import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type MockProvider, startMockProvider } from '../helpers/mock-provider.ts';
import { everythingIn, runCli, temporaryHome } from '../helpers/run-cli.ts';

// A built-in provider whose server you run in your own network: it is asked once you agree to its address.

vi.setConfig({ testTimeout: 90_000 });

const key = 'sk-invented-0123456789';
const question =
  'LiteLLM proxy asks 10.1.2.3:4000, an address on this computer or in your own network, without encryption.';

let folder: ReturnType<typeof temporaryHome>;
let mock: MockProvider;
let env: Record<string, string>;
beforeEach(async () => {
  folder = temporaryHome();
  mock = await startMockProvider({ body: { info: { spend: 3, max_budget: 10 } } });
  env = { FUELGAUGE_ENDPOINT_LITELLM: mock.origin, FUELGAUGE_PASSPHRASE: 'correct horse battery' };
});
afterEach(async () => {
  await mock.close();
  folder.remove();
});

const cli = (args: readonly string[], input = '', home = folder.home) => runCli(home, args, { env, input });
const credential = (address: string) => `${address}\n${key}\n`;

it('asks before a server in your own network is asked, and keeps that you agreed', async () => {
  const refused = await cli(['add', 'litellm'], credential('http://10.1.2.3:4000'));
  expect(refused).toMatchObject({
    code: 2,
    stderr: `${question} Nothing was added. If that is right, add --yes.\n`,
  });
  const untested = await cli(['add', 'litellm', '--no-test'], credential('http://10.1.2.3:4000'));
  expect(untested).toMatchObject({ code: 2, stderr: refused.stderr });
  expect(mock.requests).toEqual([]);
  expect(everythingIn(folder.home)).not.toContain('10.1.2.3');

  const added = await cli(['add', 'litellm', '--yes'], credential('http://10.1.2.3:4000'));
  expect(added).toMatchObject({ code: 0, stderr: '' });
  expect(added.stdout).toContain('$7.00 of $10.00 left');
  const { length } = mock.requests;
  // No provider is asked twice in a second.
  const history = new DatabaseSync(join(folder.home, 'history.db'));
  history.exec('UPDATE polls SET attempted_at = attempted_at - 5000');
  history.close();
  expect((await cli(['status', '--refresh'])).stdout).toContain('$7.00');
  expect(mock.requests.length).toBeGreaterThan(length);

  // The same address needs no second question, another one does.
  expect((await cli(['credential', 'a1'], credential('http://10.1.2.3:4000/'))).code).toBe(0);
  const moved = await cli(['credential', 'a1'], credential('https://192.168.0.9'));
  expect(moved).toMatchObject({
    code: 2,
    stderr:
      'LiteLLM proxy asks 192.168.0.9, an address on this computer or in your own network. The old one stays. If that is right, add --yes.\n',
  });
});

it('leaves it out of an import, and tells how to add it', async () => {
  const lines = `LITELLM_BASE_URL=http://10.1.2.3:4000\nLITELLM_API_KEY=${key}\n`;
  const left = await cli(['import', '--yes'], lines);
  expect(left.stderr).toBe(
    'Left out: LiteLLM proxy on line 1, 2. Its address is in your own network, so you are asked first: fuelgauge add litellm\n',
  );
  expect(mock.requests).toEqual([]);
});

it('does not take your consent along in a backup', async () => {
  await cli(['add', 'litellm', '--yes'], credential('http://10.1.2.3:4000'));
  expect((await cli(['export'])).stdout).not.toContain('10.1.2.3');
  const file = join(folder.home, 'all.age');
  env.FUELGAUGE_EXPORT_PASSPHRASE = 'another horse battery';
  expect((await cli(['export', file, '--with-keys'])).code).toBe(0);
  const other = temporaryHome();
  try {
    expect((await cli(['import', file, '--yes'], '', other.home)).code).toBe(0);
    const { length } = mock.requests;
    const status = await cli(['status', '--refresh'], '', other.home);
    expect(status.stdout).toContain(`${question} You have not agreed to that. Replace the key to agree.`);
    expect(mock.requests).toHaveLength(length);
  } finally {
    other.remove();
  }
});

it('asks for an address that each person enters for a provider of your own, too', async () => {
  const file = join(folder.home, 'gateway.json');
  const fields = [
    { id: 'base', label: 'Address', address: true },
    { id: 'key', label: 'Key' },
  ];
  const request = { address: '{base}/left', headers: { 'x-key': '{key}' } };
  writeFileSync(
    file,
    JSON.stringify({
      id: 'gateway',
      name: 'Gateway',
      credential: fields,
      request,
      read: { remaining: 'left' },
    }),
  );
  const tested = await cli(['provider', 'test', file], credential('http://10.1.2.3:4000'));
  expect(tested).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Gateway asks 10.1.2.3:4000, an'),
  });
  expect((await cli(['provider', 'add', file])).code).toBe(0);
  const refused = await cli(['add', 'gateway'], credential('http://10.1.2.3:4000'));
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('Nothing was added.') });
});
