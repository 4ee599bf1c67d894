import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { statusJsonSchema } from '../../shared/model/status-json.ts';
import { dayMs } from '../../shared/time/index.ts';
import { type MockAnswer, type MockProvider, startMockProvider } from '../helpers/mock-provider.ts';
import { runBuiltCli, runCli, temporaryHome, writeAccounts } from '../helpers/run-cli.ts';

// Each command is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

const soon = (days: number) => new Date(Math.floor(Date.now() / dayMs) * dayMs + days * dayMs).toISOString();

let folder: ReturnType<typeof temporaryHome>;
const mocks: MockProvider[] = [];

beforeEach(() => {
  folder = temporaryHome();
});
afterEach(async () => {
  for (const mock of mocks.splice(0)) await mock.close();
  folder.remove();
});

/** One account for each answer, at one provider; the key of account n ends in n. */
async function statusOf(provider: string, answers: readonly MockAnswer[]) {
  const keyOf = (index: number) => `invented-key-${String(index).padStart(3, '0')}`;
  const mock = await startMockProvider(({ url, headers, body }) => {
    const asked = `${url} ${JSON.stringify(headers)} ${body}`;
    return (
      answers[answers.findIndex((_, index) => asked.includes(keyOf(index)))] ?? { status: 404, body: {} }
    );
  });
  mocks.push(mock);
  writeAccounts(
    folder.home,
    answers.map((_, index) => ({ provider, label: `account ${index}`, variable: `KEY_${index}` })),
  );
  const result = await runCli(folder.home, ['status', '--json', '--refresh'], {
    env: {
      [`FUELGAUGE_ENDPOINT_${provider.toUpperCase()}`]: mock.origin,
      ...Object.fromEntries(answers.map((_, index) => [`KEY_${index}`, keyOf(index)])),
    },
  });
  const status = statusJsonSchema.parse(JSON.parse(result.stdout));
  const accounts = answers.map((_, index) => status.accounts.find(({ id }) => id === `a${index + 1}`));
  return { ...result, status, accounts, mock };
}

it('reads ScraperAPI in its old and its new shape, and tells its errors apart', async () => {
  const { code, status, accounts } = await statusOf('scraperapi', [
    {
      body: {
        requestCount: 41873,
        requestLimit: '100000',
        failedRequestCount: 212,
        concurrentRequests: 3,
        concurrencyLimit: 20,
        creditsLeft: 58001,
        subscriptionDate: '2024-07-14T09:20:11.000Z',
        nextBillingDate: soon(9),
      },
    },
    {
      body: {
        requestCount: 5100,
        requestLimit: '1000',
        failedRequestCount: 0,
        concurrentRequests: 0,
        concurrencyLimit: 5,
      },
    },
    { status: 401, body: { error: 'Unauthorized request, please make sure your API key is valid.' } },
    { status: 429, headers: { 'retry-after': '30' }, body: { error: 'slow down' } },
    { status: 500, body: { error: 'oops' } },
    { body: '<html><body>Sign in</body></html>' },
    { body: { requestCount: {}, requestLimit: 'many' } },
  ]);
  expect(code).toBe(3);
  const [full, old, ...failed] = accounts;
  expect(full).toMatchObject({
    provider: 'scraperapi',
    label: 'account 0',
    health: { state: 'ok', error: null },
    scope: 'account',
    pools: [
      {
        unit: { kind: 'credits' },
        remaining: 58001,
        used: 41873,
        limit: 100000,
        provenance: { remaining: 'reported' },
        cycle: { frequency: 'monthly', renewsAt: soon(9).replace('.000Z', 'Z') },
      },
    ],
    caps: [{ window: 'concurrent', limit: 20, used: 3, hard: true, forecast: null }],
  });
  expect(old?.pools[0]).toMatchObject({
    remaining: 0,
    used: 5100,
    limit: 1000,
    provenance: { remaining: 'computed' },
  });
  expect(failed.map((account) => account?.health.error?.kind)).toEqual([
    'bad-credential',
    'rate-limited',
    'unavailable',
    'malformed',
    'malformed',
  ]);
  // A failed poll is never zero.
  for (const account of failed)
    expect(account).toMatchObject({ health: { state: 'error', readAt: null }, pools: [] });
  expect(status.errors.map(({ account }) => account).sort()).toEqual(['a3', 'a4', 'a5', 'a6', 'a7']);
});

it('reads Crustdata with fractions, top-ups and either 401', async () => {
  const recurring = {
    recurring_credits: 8000,
    recurring_credits_frequency: 'monthly',
    recurring_credits_refresh_date: soon(10).replace('.000Z', '+00:00'),
    credit_rollover: true,
  };
  const { accounts, mock } = await statusOf('crustdata', [
    {
      body: {
        account: { credits: 7312.25, ...recurring },
        credit_topups: [
          { origin: 'purchase', original_credits: 1200, remaining_credits: 1000.5, expires_at: soon(60) },
        ],
      },
    },
    { body: { account: { credits: 12, recurring_credits: null, recurring_credits_frequency: null } } },
    { status: 401, body: { message: 'Invalid API key in request' } },
    { status: 401, body: { message: 'Missing API key in request' } },
  ]);
  expect(accounts[0]?.pools[0]).toMatchObject({
    remaining: 7312.25,
    limit: 8000,
    cycle: { frequency: 'monthly', renewsAt: soon(10).replace('.000Z', 'Z'), grant: 8000, rollover: 'all' },
  });
  expect(accounts[0]?.pools[0]?.grants).toContainEqual(
    expect.objectContaining({
      kind: 'topup',
      granted: 1200,
      remaining: 1000.5,
      expiresAt: soon(60).replace('.000Z', 'Z'),
    }),
  );
  expect(accounts[1]?.pools[0]).toMatchObject({ remaining: 12, limit: null, cycle: null });
  expect(accounts.slice(2).map((account) => account?.health.error?.kind)).toEqual([
    'bad-credential',
    'bad-credential',
  ]);
  expect(mock.requests.every(({ headers }) => headers['x-api-version'] === '2025-11-01')).toBe(true);
});

it('reads CapSolver’s money and packages without their tokens, and errors in a 200', async () => {
  const expireTime = Math.floor(Date.parse(soon(30)) / 1000);
  const { stdout, accounts } = await statusOf('capsolver', [
    {
      body: {
        errorId: 0,
        balance: 18.4427,
        packages: [
          {
            packageId: '7c1e',
            type: 2,
            title: 'reCAPTCHA',
            numberOfCalls: 64210,
            status: 1,
            token: 'invented-package-token',
            expireTime,
          },
        ],
      },
    },
    { body: { errorId: 1, errorCode: 'ERROR_KEY_DENIED_ACCESS', errorDescription: 'wrong key' } },
    { status: 400, body: { errorId: 1, errorCode: 'ERROR_SERVICE_UNAVALIABLE', errorDescription: '' } },
  ]);
  expect(accounts[0]?.pools[0]).toMatchObject({
    unit: { kind: 'money', code: 'USD' },
    remaining: 18.4427,
    limit: null,
  });
  expect(accounts[0]?.pools.flatMap(({ grants }) => grants)).toContainEqual(
    expect.objectContaining({ kind: 'package', remaining: 64210, expiresAt: soon(30).replace('.000Z', 'Z') }),
  );
  expect(stdout).not.toContain('invented-package-token');
  expect(accounts.slice(1).map((account) => account?.health.error?.kind)).toEqual([
    'bad-credential',
    'unavailable',
  ]);
});

it('tells Spidra’s two meanings of 403 apart', async () => {
  const { accounts } = await statusOf('spidra', [
    { status: 403, body: { status: 'error', message: 'Invalid token or API key' } },
    { status: 403, body: { status: 'error', message: 'You have reached your credit limit.' } },
    { body: { status: 'success', data: [] } },
  ]);
  expect(accounts.map((account) => account?.health.error?.kind)).toEqual([
    'bad-credential',
    'exhausted',
    undefined,
  ]);
});

it('never asks more often than the provider allows, and keeps the last reading', async () => {
  const mock = await startMockProvider({ body: { requestCount: 1, requestLimit: 10 } });
  mocks.push(mock);
  writeAccounts(folder.home, [{ provider: 'scraperapi', label: 'x', variable: 'MY_KEY' }]);
  const env = { FUELGAUGE_ENDPOINT_SCRAPERAPI: mock.origin, MY_KEY: 'invented-key-0001' };
  for (let n = 0; n < 2; n += 1)
    expect((await runCli(folder.home, ['status', '--refresh'], { env })).code).toBe(0);
  expect(mock.requests).toHaveLength(1);
  const table = (await runCli(folder.home, ['status'], { env })).stdout;
  expect(table).toMatch(/^ID +ACCOUNT +LEFT +NEXT +READ\na1 +ScraperAPI “x” +9 of 10 credits +.*just now\n/);
  // No colours where nobody looks at a terminal.
  expect(table).not.toContain('\u001b');
});

it('says how to begin where there are no accounts', async () => {
  const empty = await runCli(folder.home, ['status', '--refresh']);
  expect(empty).toMatchObject({ code: 0, stderr: '' });
  expect(empty.stdout).toContain('fuelgauge add scraperapi < key.txt');
  const json = await runCli(folder.home, ['status', '--json']);
  expect(JSON.parse(json.stdout)).toEqual({
    schemaVersion: 1,
    at: expect.stringMatching(/Z$/),
    accounts: [],
    budgets: [],
    errors: [],
  });
});

it('prints the same again within a minute, until something changes', async () => {
  writeAccounts(folder.home, [{ provider: 'crustdata', label: 'production', variable: 'KEY_0' }]);
  const status = () => runBuiltCli(folder.home, ['status', '--json']);
  // The first one may still write to the history.
  await status();
  const first = await status();
  expect(await status()).toEqual(first);
  await runBuiltCli(folder.home, ['edit', 'production', '--label', 'staging']);
  const changed = await status();
  expect(changed.stdout).toContain('"staging"');
  expect(JSON.parse(changed.stdout).at).not.toBe(JSON.parse(first.stdout).at);
});
