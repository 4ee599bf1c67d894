import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { credentialVariables } from '../../main/cli/input/credential.ts';
import { findProvider } from '../../main/providers/index.ts';
import { type MockProvider, startMockProvider } from '../helpers/mock-provider.ts';
import { everythingIn, runCli, startCli, temporaryHome } from '../helpers/run-cli.ts';
import { beginQuickVault } from '../helpers/vault.ts';

// Each command is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

const passphrase = 'invented passphrase';
const goodKey = 'inventedgoodkey0123456789abcdef';
const badKey = 'inventedbadkey00123456789abcdef';
const otherKey = 'inventedotherkey123456789abcdef';

const account = (left: number) => ({
  requestCount: 1000 - left,
  requestLimit: 1000,
  concurrentRequests: 0,
  concurrencyLimit: 5,
});

let folder: ReturnType<typeof temporaryHome>;
let mock: MockProvider;
let env: Record<string, string>;
const cli = (args: string[], input = '', more: Record<string, string> = {}) =>
  runCli(folder.home, args, { env: { ...env, ...more }, input });

beforeEach(async () => {
  folder = temporaryHome();
  mock = await startMockProvider(({ url }) => {
    if (url.includes(badKey)) return { status: 401, body: { error: 'Invalid API key' } };
    return { body: account(url.includes(otherKey) ? 222 : 111) };
  });
  env = { FUELGAUGE_PASSPHRASE: passphrase, FUELGAUGE_ENDPOINT_SCRAPERAPI: mock.origin };
});
afterEach(async () => {
  await mock.close();
  folder.remove();
});

it('keeps two accounts at one provider apart', async () => {
  await beginQuickVault(folder.home, passphrase);
  const first = await cli(['add', 'scraperapi', '--label', 'production'], `  ${goodKey}  \nnot this line\n`);
  expect(first).toEqual({
    code: 0,
    stdout: 'Added scraperapi “production” as a1.\n111 of 1,000 credits left; sees the whole account.\n',
    stderr: '',
  });
  const second = await cli(['add', 'ScraperAPI', '--label', 'staging', '--json'], otherKey);
  expect(JSON.parse(second.stdout)).toEqual({
    schemaVersion: 1,
    account: { id: 'a2', provider: 'scraperapi', label: 'staging' },
    tested: 'accepted',
    balance: '222 of 1,000 credits left',
    sameAs: null,
  });

  const status = await cli(['status', '--json', '--refresh']);
  expect(status.code).toBe(0);
  const left = JSON.parse(status.stdout).accounts.map(
    ({ id, pools }: { id: string; pools: { remaining: number }[] }) => [id, pools[0]?.remaining],
  );
  expect(Object.fromEntries(left)).toEqual({ a1: 111, a2: 222 });
  expect(new Set(mock.requests.map(({ url }) => url))).toEqual(
    new Set([goodKey, otherKey].map((key) => `/account?api_key=${key}`)),
  );
});

it('asks no more after a rejected credential, until it is replaced', async () => {
  await beginQuickVault(folder.home, passphrase);
  await cli(['add', 'scraperapi', '--label', 'production', '--no-test'], badKey);
  const rejected = await cli(['status', '--json', '--refresh']);
  expect(rejected.code).toBe(3);
  const { accounts, errors } = JSON.parse(rejected.stdout);
  expect(accounts[0].health).toMatchObject({
    state: 'error',
    readAt: null,
    error: { kind: 'bad-credential' },
  });
  expect(errors).toEqual([
    {
      account: 'a1',
      provider: 'scraperapi',
      label: 'production',
      kind: 'bad-credential',
      message: expect.any(String),
    },
  ]);
  expect(mock.requests).toHaveLength(1);

  expect((await cli(['status', '--refresh'])).code).toBe(3);
  expect((await cli(['check', 'production', '--need', '1'])).code).toBe(4);
  expect(mock.requests).toHaveLength(1);

  const replaced = await cli(['credential', 'production'], goodKey);
  expect(replaced).toEqual({
    code: 0,
    stdout:
      'Replaced the credential of scraperapi “production” (a1).\n111 of 1,000 credits left; sees the whole account.\n',
    stderr: '',
  });
  expect((await cli(['check', 'production', '--need', '111'])).code).toBe(0);
  expect(mock.requests).toHaveLength(2);
});

it('shows a credential nowhere in the clear', async () => {
  const child = startCli(folder.home, ['add', 'scraperapi', '--label', 'production', '--no-test'], {
    env,
    input: badKey,
  });
  const args = child.pid === undefined ? '' : processArguments(child.pid);
  await new Promise((resolve) => child.once('close', resolve));
  await cli(['add', 'scraperapi', '--label', 'second', '--from-env', 'MY_KEY'], '', { MY_KEY: goodKey });
  const outputs = [];
  for (const command of [
    ['status', '--refresh'],
    ['status', '--json'],
    ['accounts', '--json'],
    ['credential', 'second'],
  ])
    outputs.push(await cli(command, command[0] === 'credential' ? otherKey : '', { MY_KEY: goodKey }));
  expect(outputs.map(({ code }) => code)).toEqual([3, 3, 0, 0]);

  const shown = outputs.map(({ stdout, stderr }) => stdout + stderr).join('\n');
  const everything = `${everythingIn(folder.home)}\n${shown}\n${args}`;
  for (const secret of [badKey, goodKey, otherKey, passphrase]) {
    expect(everything).not.toContain(secret);
    expect(everything).not.toContain(Buffer.from(secret).toString('base64').replace(/=+$/, ''));
  }
  // The search itself sees what is there.
  expect(everything).toContain('age-encryption.org');
});

describe('a credential in the environment', () => {
  it('needs no passphrase, and only the name of the variable is kept', async () => {
    const noPassphrase = { FUELGAUGE_PASSPHRASE: '', MY_KEY: goodKey };
    const added = await cli(['add', 'scraperapi', '--label', 'ci', '--from-env', 'MY_KEY'], '', noPassphrase);
    expect(added).toEqual({
      code: 0,
      stdout: 'Added scraperapi “ci” as a1.\n111 of 1,000 credits left; sees the whole account.\n',
      stderr: '',
    });
    expect((await cli(['status', '--refresh'], '', noPassphrase)).code).toBe(0);
    expect(
      JSON.parse(readFileSync(join(folder.home, 'settings.json'), 'utf8')).accounts[0].credential,
    ).toEqual({
      kind: 'environment',
      variables: { key: 'MY_KEY' },
    });
  });

  it('must be set now, and is named, never pasted', async () => {
    const unset = await cli(['add', 'scraperapi', '--label', 'ci', '--from-env', 'MY_KEY'], goodKey);
    expect(unset).toEqual({ code: 2, stdout: '', stderr: 'The environment variable MY_KEY is not set.\n' });
    const provider = findProvider('scraperapi');
    if (!provider) throw new Error('no such provider');
    expect(credentialVariables(provider, ['MY_KEY'], { MY_KEY: '  ' }).ok).toBe(false);
    expect(credentialVariables(provider, ['MY_KEY', 'MY_KEY'], { MY_KEY: goodKey }).ok).toBe(false);
    for (const pasted of [goodKey, 'sk-invented-0123'])
      expect(JSON.stringify(credentialVariables(provider, [pasted], {}))).not.toContain(pasted);
  });
});

it('turns away an empty credential before it asks for a passphrase', async () => {
  const result = await cli(['add', 'scraperapi', '--label', 'x'], '   \nsecond line\n', {
    FUELGAUGE_PASSPHRASE: '',
  });
  expect(result).toMatchObject({ code: 2, stdout: '' });
  expect(result.stderr).toMatch(/^The API key of ScraperAPI is empty\. Send it to standard input/);
  expect((await cli(['accounts'])).stdout).toMatch(/^You have no accounts yet\./);
});

it('says how to give the passphrase where it cannot ask for it', async () => {
  const result = await cli(['add', 'scraperapi', '--label', 'x'], goodKey, { FUELGAUGE_PASSPHRASE: '' });
  expect(result).toMatchObject({ code: 2, stdout: '' });
  expect(result.stderr).toContain('Set FUELGAUGE_PASSPHRASE');
});

it('prints what is known while the credentials are locked, and says which accounts were not asked', async () => {
  await beginQuickVault(folder.home, passphrase);
  await cli(['add', 'scraperapi', '--label', 'kept', '--no-test'], goodKey);
  await cli(['add', 'scraperapi', '--label', 'named', '--from-env', 'MY_KEY'], '', { MY_KEY: otherKey });
  const locked = await cli(['status', '--json', '--refresh'], '', {
    FUELGAUGE_PASSPHRASE: '',
    MY_KEY: otherKey,
  });
  expect(locked.code).toBe(3);
  const { accounts, errors } = JSON.parse(locked.stdout);
  expect(accounts).toHaveLength(2);
  expect(accounts.find(({ id }: { id: string }) => id === 'a2').pools[0].remaining).toBe(222);
  expect(errors).toEqual([expect.objectContaining({ account: 'a1', kind: 'locked' })]);
  expect(await cli(['check', 'kept', '--need', '1'], '', { FUELGAUGE_PASSPHRASE: '' })).toMatchObject({
    code: 4,
    stdout: 'Unknown: Your credentials are encrypted. Set FUELGAUGE_PASSPHRASE to the passphrase.\n',
  });
  const wrong = await cli(['status', '--json', '--refresh'], '', {
    FUELGAUGE_PASSPHRASE: 'not the same one',
    MY_KEY: otherKey,
  });
  expect(wrong.code).toBe(3);
  expect(JSON.parse(wrong.stdout).errors).toEqual([
    expect.objectContaining({ account: 'a1', kind: 'wrong-passphrase' }),
  ]);
});

it('needs no credential where the provider has no endpoint, and reads none', async () => {
  const added = await cli(['add', 'scrapio', '--label', 'scraper'], 'whatever\n', {
    FUELGAUGE_PASSPHRASE: '',
  });
  expect(added).toEqual({ code: 0, stdout: 'Added scrapio “scraper” as a1.\n', stderr: '' });
  expect(everythingIn(folder.home)).not.toContain('whatever');
  expect((await cli(['credential', 'scraper'], goodKey)).stderr).toBe('Scrapio needs no credential.\n');
});

it('removes an account by its id or its label, and never gives an id twice', async () => {
  const named = { MY_KEY: goodKey };
  await cli(['add', 'scraperapi', '--label', 'One', '--from-env', 'MY_KEY'], '', named);
  await cli(['add', 'scrapio', '--label', 'two']);
  const removed = await cli(['remove', 'one', '--yes']);
  expect(removed.code).toBe(0);
  expect(removed.stdout).toMatch(
    /^Removed scraperapi “One” \(a1\)\.\nYou can restore it until \d+ \w+: fuelgauge restore a1\n/,
  );
  // Nobody can be asked here, so nothing goes without --yes.
  expect(await cli(['remove', 'a2'])).toEqual({
    code: 2,
    stdout: '',
    stderr: 'Nothing was removed. Add --yes to remove scrapio “two” (a2).\n',
  });
  expect((await cli(['accounts'])).stdout).toContain('two');
  expect((await cli(['remove', 'a2', '--yes'])).code).toBe(0);
  expect((await cli(['remove', 'a2', '--yes'])).code).toBe(2);
  expect((await cli(['add', 'scrapio', '--label', 'three'])).stdout).toBe('Added scrapio “three” as a3.\n');
  expect(JSON.parse((await cli(['accounts', '--json'])).stdout)).toEqual({
    schemaVersion: 1,
    accounts: [
      {
        id: 'a3',
        provider: 'scrapio',
        label: 'three',
        tags: [],
        note: '',
        pinned: false,
        hidden: false,
        credential: 'none',
        credentialSince: null,
        credentialExpiresAt: null,
        paused: false,
      },
    ],
  });
});

it('asks for an id where a label is not enough', async () => {
  await cli(['add', 'scrapio', '--label', 'main']);
  await cli(['add', 'scraperapi', '--label', 'Main', '--from-env', 'MY_KEY'], '', { MY_KEY: goodKey });
  const ambiguous = await cli(['check', 'main', '--need', '1']);
  expect(ambiguous).toMatchObject({ code: 2, stdout: '' });
  expect(ambiguous.stderr).toMatch(/a1 .*a2 /);
});

/** Arguments of a running process as others see them, where the system shows them. */
function processArguments(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
