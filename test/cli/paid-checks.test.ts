import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type MockProvider, startMockProvider } from '../helpers/mock-provider.ts';
import { runCli, temporaryHome } from '../helpers/run-cli.ts';

// Each command is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

let folder: ReturnType<typeof temporaryHome>;
let mock: MockProvider;
const cli = (...args: string[]) =>
  runCli(folder.home, args, {
    env: { MY_KEY: 'inventedgoodkey0123456789abcdef', FUELGAUGE_ENDPOINT_TWELVEDATA: mock.origin },
  });
const add = (...more: string[]) => cli('add', 'twelvedata', '--label', 'x', '--from-env', 'MY_KEY', ...more);
const cost = 'Each check costs 1 credit: every 15 minutes, that is 96 credits a day.';
const off = `Checks of this account are off. ${cost} To turn them on, use the switch on the account’s page or \`fuelgauge edit a1 --paid-checks on\`.`;

beforeEach(async () => {
  folder = temporaryHome();
  mock = await startMockProvider({ body: { current_usage: 3, plan_limit: 8, plan_daily_limit: 800 } });
});
afterEach(async () => {
  await mock.close();
  folder.remove();
});

it('asks nobody until checks are on, and says what one costs', async () => {
  expect((await add()).stdout).toBe(`Added twelvedata “x” as a1.\nNot tested.\n${off}\n`);
  const status = await cli('status', '--json', '--refresh');
  expect(status.code).toBe(0);
  expect(JSON.parse(status.stdout).accounts[0]).toMatchObject({
    paidChecks: false,
    health: { state: 'off', error: null, nextAt: null },
    notes: [off],
  });
  expect((await cli('status', '--refresh')).stdout).toContain(off);
  expect(await cli('check', 'x', '--need', '1')).toMatchObject({ code: 4, stdout: `Unknown: ${off}\n` });
  expect(await cli('report', 'x')).toMatchObject({ code: 2, stderr: `${off}\n` });
  expect(mock.requests).toEqual([]);

  expect((await cli('edit', 'x', '--paid-checks', 'on')).stdout).toContain(`\n${cost}\n`);
  const checked = JSON.parse((await cli('status', '--json', '--refresh')).stdout).accounts[0];
  expect(checked).toMatchObject({ paidChecks: true, health: { state: 'ok' }, notes: [] });
  expect(mock.requests).toHaveLength(1);

  await cli('edit', 'x', '--paid-checks', 'off');
  await cli('status', '--refresh');
  expect(mock.requests).toHaveLength(1);
});

it('checks at once if you say so when you add it', async () => {
  const added = await add('--paid-checks');
  expect(added.stdout).toMatch(
    /^Added twelvedata “x” as a1\.\nTwelve Data accepts it; it sees the whole account\.\n/,
  );
  expect(added.stdout.endsWith(`\n${cost}\n`)).toBe(true);
  expect(mock.requests).toHaveLength(1);
});

it('has nothing to turn on where checks are free', async () => {
  const refused = { code: 2, stdout: '' };
  const added = await cli('add', 'scraperapi', '--label', 'x', '--from-env', 'MY_KEY', '--paid-checks');
  expect(added).toMatchObject(refused);
  expect(added.stderr).toBe('Checks of ScraperAPI cost nothing, so there is nothing to turn on or off.\n');
});
