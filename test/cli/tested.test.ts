import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type MockProvider, startMockProvider } from '../helpers/mock-provider.ts';
import { everythingIn, runCli, temporaryHome } from '../helpers/run-cli.ts';
import { beginQuickVault } from '../helpers/vault.ts';

// What is added is tested first: a rejected credential is not kept, one that nobody could judge is.

// Each command is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

const passphrase = 'invented passphrase';
const goodKey = 'inventedgoodkey0123456789abcdef';
const otherKey = 'inventedotherkey123456789abcdef';
const badKey = 'inventedbadkey00123456789abcdef';

let folder: ReturnType<typeof temporaryHome>;
let mock: MockProvider;
const cli = (args: string[], input = '', more: Record<string, string> = {}) =>
  runCli(folder.home, args, {
    env: {
      FUELGAUGE_PASSPHRASE: passphrase,
      FUELGAUGE_ENDPOINT_SCRAPERAPI: mock.origin,
      ...more,
    },
    input,
  });
const accounts = async () => JSON.parse((await cli(['accounts', '--json'])).stdout).accounts;
const status = async () => JSON.parse((await cli(['status', '--json', '--refresh'])).stdout).accounts;

beforeEach(async () => {
  folder = temporaryHome();
  mock = await startMockProvider(({ url }) => {
    if (url.includes(badKey)) return { status: 401, body: { error: 'Invalid API key' } };
    const left = url.includes(otherKey) ? 222 : 111;
    return { body: { requestCount: 1000 - left, requestLimit: 1000 } };
  });
});
afterEach(async () => {
  await mock.close();
  folder.remove();
});

describe('add', () => {
  it('does not keep a rejected credential, whether from input or environment', async () => {
    for (const [args, input] of [
      [['add', 'scraperapi'], badKey],
      [['add', 'scraperapi', '--json', '--from-env', 'KEY'], ''],
    ] as const) {
      const added = await cli([...args], input, { KEY: badKey });
      expect(added).toMatchObject({ code: 1, stdout: '' });
      expect(added.stderr).toMatch(
        /^The API key was not accepted: ScraperAPI .+ Nothing was added\. Correct it, or keep it anyway with --no-test\.\n$/,
      );
    }
    expect(await accounts()).toEqual([]);
    expect(everythingIn(folder.home)).not.toContain('age-encryption');
  });

  it('keeps it with --no-test, and asks nobody', async () => {
    const added = await cli(['add', 'scraperapi', '--no-test'], badKey);
    expect(added).toEqual({ code: 0, stdout: 'Added ScraperAPI as a1.\nNot tested.\n', stderr: '' });
    expect(mock.requests).toEqual([]);
  });

  it('keeps it with a word if nobody could tell', async () => {
    mock.answer({ status: 503, body: {} });
    const added = await cli(['add', 'scraperapi'], goodKey);
    expect(added).toMatchObject({ code: 0, stderr: '' });
    expect(added.stdout).toMatch(/^Added ScraperAPI as a1\.\nIt could not be tested, and is kept: .+\n$/);
    const json = await cli(['add', 'scraperapi', '--json'], otherKey);
    expect(JSON.parse(json.stdout)).toMatchObject({ tested: 'unreachable', balance: null });
  });

  it('reads at once: a status right after it is right', async () => {
    const added = await cli(['add', 'scraperapi'], goodKey);
    expect(added.stdout).toContain('\n111 of 1,000 credits left; sees the whole account.\n');
    expect(await status()).toMatchObject([{ label: 'ScraperAPI', pools: [{ remaining: 111 }] }]);
  });

  it('notices the key of another account, and keeps it all the same', async () => {
    await beginQuickVault(folder.home, passphrase);
    await cli(['add', 'scraperapi', '--label', 'production'], goodKey);
    const note = 'Note: This is the key of “production” (a1), too. Both ask ScraperAPI, and both warn you.\n';
    expect(await cli(['add', 'scraperapi', '--no-test'], goodKey)).toMatchObject({ code: 0, stderr: note });
    const third = await cli(['add', 'scraperapi', '--json'], goodKey);
    expect(third).toMatchObject({ code: 0, stderr: note });
    expect(JSON.parse(third.stdout)).toMatchObject({
      account: { id: 'a3', label: 'ScraperAPI 2' },
      sameAs: { account: 'a1', provider: 'ScraperAPI', label: 'production' },
    });
  });
});

describe('credential', () => {
  beforeEach(async () => {
    await beginQuickVault(folder.home, passphrase);
    await cli(['add', 'scraperapi'], goodKey);
  });

  it('keeps the old key until the new one has worked', async () => {
    const replaced = await cli(['credential', 'scraperapi'], badKey);
    expect(replaced).toMatchObject({ code: 1, stdout: '' });
    expect(replaced.stderr).toMatch(/ The old one stays\. Correct it, or keep it anyway with --no-test\.\n$/);
    expect(await status()).toMatchObject([{ health: { state: 'ok' }, pools: [{ remaining: 111 }] }]);
    expect((await cli(['credential', 'scraperapi'], otherKey)).stdout).toBe(
      'Replaced the credential of ScraperAPI (a1).\n222 of 1,000 credits left; sees the whole account.\n',
    );
    expect(await status()).toMatchObject([{ pools: [{ remaining: 222 }] }]);
  });

  it('replaces it without asking if you say so', async () => {
    const replaced = await cli(['credential', 'scraperapi', '--no-test'], badKey);
    expect(replaced).toMatchObject({ code: 0, stderr: '' });
    expect(replaced.stdout).toBe('Replaced the credential of ScraperAPI (a1).\nNot tested.\n');
    expect(await status()).toMatchObject([{ health: { error: { kind: 'bad-credential' } } }]);
  });
});

it('names an account by its provider, its label or both, and a new one like its provider', async () => {
  await cli(['add', 'scrapio']);
  await cli(['add', 'scrapio']);
  await cli(['add', 'scraperapi', '--label', 'production', '--no-test'], goodKey);
  expect((await accounts()).map(({ label }: { label: string }) => label).sort()).toEqual([
    'Scrapio',
    'Scrapio 2',
    'production',
  ]);
  for (const name of ['scraperapi', 'production', 'scraperapi/production', 'a3'])
    expect((await cli(['edit', name, '--floor', '5'])).stdout).toContain('scraperapi “production” (a3)');
  expect((await cli(['log', 'scrapio', '1'])).stdout).toContain('for Scrapio (a1):');
  expect((await cli(['log', 'scrapio/scrapio 2', '1'])).stdout).toContain('for Scrapio 2 (a2):');
  expect((await cli(['add', 'scrapio', '--label', 'a1'])).stderr).toContain(
    'looks like the id of an account',
  );
});
