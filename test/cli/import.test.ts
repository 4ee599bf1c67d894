import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findProvider } from '../../main/providers/index.ts';
import { literalPrefix } from '../../shared/catalogue/recognise.ts';
import { keyImportReportSchema } from '../../shared/key-import-report.ts';
import { startFixtureProviders } from '../helpers/fixture-providers.ts';
import { type MockProvider, startMockProvider } from '../helpers/mock-provider.ts';
import { everythingIn, runCli, temporaryHome } from '../helpers/run-cli.ts';
import { readFixtures } from '../providers/fixtures.ts';

// Each command is a process of its own, and the machine may be busy. All keys are invented.
vi.setConfig({ testTimeout: 120_000 });

let folder: ReturnType<typeof temporaryHome>;
beforeEach(() => {
  folder = temporaryHome();
});
afterEach(() => folder.remove());
const cli = (args: string[], env: Record<string, string> = {}, input = '') =>
  runCli(folder.home, args, { env: { FUELGAUGE_PASSPHRASE: 'invented passphrase', ...env }, input });
const accounts = async (): Promise<{ id: string; provider: string; label: string }[]> =>
  JSON.parse((await cli(['accounts', '--json'])).stdout).accounts;
const report = (text: string) => keyImportReportSchema.parse(JSON.parse(text));

const hex = (length: number, seed: number) =>
  Array.from({ length }, (_, at) => '0123456789abcdef'[(at * 7 + seed * 5 + (at >> 2) * seed) % 16]).join('');

/** A key as the provider’s look, and the name of its variable. */
function keyOf(id: string, seed: number): { name: string; value: string } {
  const field = findProvider(id)?.credentialFields.find(({ secret }) => secret);
  if (field === undefined) throw new Error(`${id} has no key.`);
  return { name: field.environment[0] ?? '', value: `${literalPrefix(field.pattern ?? '')}${hex(32, seed)}` };
}

const oneField = [
  'scraperapi',
  'serpapi',
  'tavily',
  'firecrawl',
  'deepgram',
  'elevenlabs',
  'deepseek',
  'apify',
  'hunter',
  'brevo',
  'zerobounce',
  'virustotal',
  'shodan',
  'chutes',
  'meshy',
  'scrapingbee',
  'screenshotone',
];

/** 20 keys that are known, 4 that several providers could have, 6 that are not for us; and one of them again. */
function manyKeys(): { text: string; secrets: string[]; ids: string[] } {
  const keys = oneField.map((id, seed) => ({ id, ...keyOf(id, seed) }));
  const [scraperapi, ...others] = keys;
  if (scraperapi === undefined) throw new Error('There is a first.');
  const [second, sid, token, secret] = [hex(32, 31), `AC${hex(32, 32)}`, hex(32, 33), hex(27, 34)];
  const asked = [hex(40, 41), hex(40, 42), `sk-or-v1-${hex(64, 43)}`, `sk-${hex(48, 44)}`];
  const foreign = hex(40, 51);
  const quotes = [(text: string) => text, (text: string) => `"${text}"`, (text: string) => `'${text}'`];
  const lines = [
    '# Keys of everything',
    '',
    `${scraperapi.name}=${scraperapi.value} # of the team`,
    `${scraperapi.name}_PROD="${second}"`,
    ...others.map(
      ({ name, value }, at) => `${at % 4 === 0 ? 'export ' : ''}${name}=${quotes[at % 3]?.(value)}`,
    ),
    `TWILIO_ACCOUNT_SID=${sid}`,
    `TWILIO_AUTH_TOKEN='${token}'`,
    `CLOUDINARY_URL=cloudinary://123456789012345:${secret}@demo`,
    `MINIMAX_API_KEY=${asked[0]}`,
    `MOONSHOT_API_KEY="${asked[1]}"`,
    `LLM_KEY=${asked[2]}`,
    `API_KEY=${asked[3]}`,
    'DATABASE_URL="postgres://me:invented@db.example.com/app"',
    `STRIPE_SECRET_KEY=sk_live_${foreign}`,
    'NODE_ENV=production',
    `PRIVATE_KEY="-----BEGIN PRIVATE KEY-----\r\n${hex(64, 61)}\r\n-----END PRIVATE KEY-----"`,
    'EXA_KEY=your-key-here',
    `JWT_SECRET=\${OTHER}`,
    `export ${scraperapi.name}="${scraperapi.value}"`,
  ];
  return {
    text: `\uFEFF${lines.join('\r\n')}\r\n`,
    secrets: [...keys.map(({ value }) => value), second, token, secret, ...asked, foreign],
    ids: [...oneField, 'scraperapi', 'twilio', 'cloudinary'].sort(),
  };
}

describe('a .env of many keys', () => {
  it('is recognised without asking anybody', async () => {
    const { text, secrets } = manyKeys();
    const found = await cli(['import', '-', '--dry-run'], {}, text);
    expect(found).toMatchObject({ code: 0, stderr: '' });
    expect(found.stdout).toMatch(
      /^20 keys recognised, 4 could be several providers’, 6 not known, 1 repeated\.\n/,
    );
    expect(found.stdout).toContain('Took the parts of CLOUDINARY_URL');
    expect(found.stdout).toMatch(/MINIMAX_API_KEY, line \d+ .*MiniMax \(China\) or MiniMax\n/);
    expect(found.stdout).toMatch(/JWT_SECRET, line \d+ +It refers to another value/);
    for (const secret of secrets) expect(found.stdout).not.toContain(secret.slice(-8));
    const json = await cli(['import', '-', '--dry-run', '--json'], {}, text);
    const { added, findings } = report(json.stdout);
    expect(added).toBe(0);
    expect(Map.groupBy(findings, ({ kind }) => kind).get('known')).toHaveLength(20);
    for (const secret of secrets) expect(json.stdout).not.toContain(secret.slice(-8));
    for (const secret of secrets) expect(everythingIn(folder.home)).not.toContain(secret.slice(-8));
    expect(await accounts()).toEqual([]);
  });

  it('is tested and added, each key at its own provider, and once', async () => {
    const { text, secrets, ids } = manyKeys();
    const fixtures = await startFixtureProviders(readFixtures());
    try {
      const env = Object.fromEntries(
        Object.entries(fixtures.endpoints).map(([id, origin]) => [
          `FUELGAUGE_ENDPOINT_${id.toUpperCase().replaceAll('-', '_')}`,
          origin,
        ]),
      );
      const file = join(folder.home, 'keys.env');
      writeFileSync(file, text);
      const first = await cli(['import', file, '--yes'], env);
      expect(first.stderr.match(/^Left out: .+$/gm)).toHaveLength(4);
      expect(first.code).toBe(0);
      expect(first.stdout).toContain('58,127 of 100,000 credits left; sees the whole account');
      expect((await accounts()).map(({ provider }) => provider).sort()).toEqual(ids);
      expect(
        (await accounts())
          .filter(({ provider }) => provider === 'scraperapi')
          .map(({ label }) => label)
          .sort(),
      ).toEqual(['ScraperAPI', 'prod']);
      const asked = fixtures.requests.length;
      // What was read in the test is there without another request.
      const status = JSON.parse((await cli(['status', '--json'], env)).stdout);
      const unread = status.accounts.filter(
        ({ health }: { health: { readAt: string | null } }) => health.readAt === null,
      );
      expect(
        unread.map(({ provider, health }: { provider: string; health: unknown }) => ({ provider, health })),
      ).toEqual([]);
      expect(fixtures.requests).toHaveLength(asked);

      const again = await cli(['import', file, '--yes', '--json'], env);
      const { added, findings } = report(again.stdout);
      expect(added).toBe(0);
      const known = findings.filter((finding) => finding.kind === 'known');
      expect(known.map(({ state }) => state)).toEqual(known.map(() => 'kept-already'));
      expect(await accounts()).toHaveLength(20);
      // What is kept already is not shown to its provider once more.
      expect(fixtures.requests).toHaveLength(asked);

      const said = `${first.stdout}${first.stderr}${again.stdout}${again.stderr}`;
      const log = readFileSync(join(folder.home, 'fuelgauge.log'), 'utf8');
      const settings = readFileSync(join(folder.home, 'settings.json'), 'utf8');
      for (const secret of secrets) expect(`${said}${log}${settings}`).not.toContain(secret.slice(-8));
      const sent = new Set(fixtures.requests.map(({ url }) => new URL(url).origin));
      expect([...sent].sort()).toEqual([...new Set(ids)].map((id) => fixtures.endpoints[id]).sort());
    } finally {
      fixtures.close();
    }
  });
});

describe('an import', () => {
  const [good, bad, away] = [hex(32, 1), hex(32, 2), hex(32, 3)];
  let mock: MockProvider;
  let env: Record<string, string>;
  beforeEach(async () => {
    mock = await startMockProvider(({ url }) =>
      url.includes(bad)
        ? { status: 401, body: { error: 'Invalid API key' } }
        : url.includes(away)
          ? { status: 503, body: '' }
          : { body: { requestCount: 889, requestLimit: 1000, concurrentRequests: 0, concurrencyLimit: 5 } },
    );
    env = { FUELGAUGE_ENDPOINT_SCRAPERAPI: mock.origin, FUELGAUGE_ENDPOINT_TWELVEDATA: mock.origin };
  });
  afterEach(() => mock.close());

  it('without a terminal adds nothing unless you say so, and asks nobody', async () => {
    const refused = await cli(['import'], env, `SCRAPERAPI_KEY=${good}`);
    expect(refused).toMatchObject({
      code: 2,
      stderr: 'Nothing was added, and no provider was asked. Add --yes to test and add these keys.\n',
    });
    expect(refused.stdout).toMatch(
      /^1 key recognised\.\n\n +# .*\n +1 +ScraperAPI +…\w{4} +SCRAPERAPI_KEY, line 1\n$/,
    );
    const json = await cli(['import', '--json'], env, `SCRAPERAPI_KEY=${good}`);
    expect(json.code).toBe(2);
    expect(report(json.stdout)).toMatchObject({ added: 0, findings: [{ state: 'found' }] });
    expect(mock.requests).toEqual([]);
    expect(await accounts()).toEqual([]);
  });

  it('leaves out a key that is rejected, and keeps one whose provider cannot tell', async () => {
    const text = `SCRAPERAPI_KEY=${good}\nSCRAPERAPI_KEY_DEV=${bad}\nSCRAPERAPI_KEY_2=${away}\n`;
    const added = await cli(['import', '--yes'], env, text);
    expect(added).toMatchObject({
      code: 1,
      stderr: '1 key not accepted and not added: ScraperAPI.\n',
    });
    expect(added.stdout).toContain('111 of 1,000 credits left');
    expect(added.stdout).toMatch(/3 .* not reached, can be kept: ScraperAPI/);
    expect((await accounts()).map(({ label }) => label)).toEqual(['ScraperAPI', 'ScraperAPI 2']);
    // A second look is enough for the first, and nothing is asked twice.
    expect(mock.requests).toHaveLength(3);
  });

  it('tests no key whose check costs credits, and says so', async () => {
    const text = `TWELVE_DATA_API_KEY=${good}`;
    const added = await cli(['import', '--yes'], env, text);
    expect(added).toMatchObject({ code: 0, stderr: '' });
    expect(added.stdout).toContain(
      'not tested: a check costs 1 credit. Checks stay off until you turn them on.',
    );
    const again = await cli(['import', '--yes'], env, text);
    expect(again.stdout).toContain('there already: “Twelve Data” (a1) has this key');
    expect(mock.requests).toEqual([]);
    expect(await accounts()).toHaveLength(1);
  });

  it('sends no key of another kind, and none that lacks a part', async () => {
    const text = `OPENAI_API_KEY=sk-proj-${good}${bad}\nTWILIO_ACCOUNT_SID=AC${good}`;
    const added = await cli(['import', '--yes'], env, text);
    expect(added.code).toBe(1);
    expect(added.stderr).toContain('Left out: Twilio on line 2. Auth token missing.\n');
    expect(added.stderr).toContain('1 key not accepted and not added: OpenAI.\n');
    expect(await accounts()).toEqual([]);
  });

  it('of what holds no key, and of what is no list of keys, says so', async () => {
    expect(await cli(['import', '--yes'], env, 'DATABASE_URL=postgres://db')).toMatchObject({ code: 1 });
    expect(await cli(['import', '--yes'], env, '')).toMatchObject({
      code: 1,
      stdout: '0 keys recognised: it holds no values.\n',
    });
    expect(await cli(['import', good, '--yes'], env)).toMatchObject({
      code: 2,
      stderr:
        'The file cannot be read (ENOENT). Give the path of a file with keys, or - for standard input.\n',
    });
    expect(await cli(['import'], env, 'DATABASE_URL=postgres://db')).toMatchObject({ code: 1, stderr: '' });
    expect(await cli(['import'], env, 'x'.repeat(11 * 1024 * 1024))).toMatchObject({
      code: 2,
      stderr: 'This is longer than 10 MiB, so it is neither a list of keys nor a backup.\n',
    });
    expect(await cli(['import', folder.home], env)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('The file cannot be read (E'),
    });
    expect(mock.requests).toEqual([]);
  });

  it.each([
    ['binary', () => 'PK\x03\x04\x14\0\0\0\x08\0é\xff', 2, 'This is not a text'],
    ['NUL', () => 'SCRAPERAPI_KEY=a\0b', 2, 'This is not a text, so it is no list of keys.'],
    ['1 MiB', () => 'x'.repeat(1024 * 1024), 1, ''],
    ['more', () => 'x'.repeat(1024 * 1024 + 1), 2, 'This is longer than 1 MiB, so it is no list of keys.'],
    [
      '10,000 lines',
      () => Array.from({ length: 10_000 }, (_, at) => `SCRAPERAPI_KEY_${at}=${hex(32, at)}`).join('\n'),
      2,
      'This holds more than 1,000 values, so it is no list of keys. Nothing was tested or added.',
    ],
    ['deep JSON', () => `${'{"a":'.repeat(90_000)}1${'}'.repeat(90_000)}`, 1, ''],
  ])('of %s says what it is, and sends nothing', async (_, text, code, sentence) => {
    const tried = await cli(['import', '--yes'], env, text());
    expect(tried).toMatchObject({ code, stderr: expect.stringContaining(sentence) });
    expect(`${tried.stdout}${tried.stderr}`).not.toMatch(/Error|at file:/);
    expect(mock.requests).toEqual([]);
  });

  it('recognises the keys of providers that you described yourself', async () => {
    const gateway = join(folder.home, 'gateway.json');
    const credential = [{ id: 'key', label: 'Key', env: ['ACME_GATEWAY_KEY'] }];
    const request = { address: `${mock.origin}/balance`, headers: { 'X-Key': '{key}' } };
    const read = { remaining: 'requestLimit' };
    writeFileSync(gateway, JSON.stringify({ id: 'gateway', name: 'Gateway', credential, request, read }));
    expect((await cli(['provider', 'add', gateway, '--yes'])).code).toBe(0);
    const added = await cli(['import', '--yes'], env, `ACME_GATEWAY_KEY=${good}`);
    expect(added).toMatchObject({ code: 0, stderr: '' });
    expect(added.stdout).toMatch(/^1 key recognised\.\n[\s\S]+\nAdded Gateway as a1\.\n$/);
    expect(mock.requests.map(({ headers }) => headers['x-key'])).toEqual([good]);
    const refused = await cli(['add', 'scraperapi'], env, `ACME_GATEWAY_KEY=${bad}`);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('another provider’s key: Gateway. Nothing was sent.');
    expect(mock.requests).toHaveLength(1);
  });
});
