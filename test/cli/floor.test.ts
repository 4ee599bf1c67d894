import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type MockProvider, startMockProvider } from '../helpers/mock-provider.ts';
import { runCli, temporaryHome } from '../helpers/run-cli.ts';

// A balance without a limit has a floor, from the moment it is added.

vi.setConfig({ testTimeout: 60_000 });

let folder: ReturnType<typeof temporaryHome>;
let mock: MockProvider;
const cli = (...args: string[]) =>
  runCli(folder.home, args, {
    env: {
      SOLVER_KEY: 'CAP-0123456789abcdef',
      DATA_KEY: 'inventedkey0123456789',
      FUELGAUGE_ENDPOINT_CAPSOLVER: mock.origin,
      FUELGAUGE_ENDPOINT_CRUSTDATA: mock.origin,
    },
  });
const solver = (label: string, ...more: string[]) =>
  cli('add', 'capsolver', '--label', label, '--from-env', 'SOLVER_KEY', ...more);
const alerts = async () => {
  const { stdout } = await cli('status', '--refresh', '--json');
  const { accounts }: { accounts: { label: string; alerts: { kind: string }[] }[] } = JSON.parse(stdout);
  return accounts.map(({ label, alerts: own }) => [label, ...own.map(({ kind }) => kind)].join(' '));
};

beforeEach(async () => {
  folder = temporaryHome();
  mock = await startMockProvider(({ url }) => ({
    body: url.includes('getBalance')
      ? { errorId: 0, balance: 3, packages: [] }
      : { account: { credits: 0.25, recurring_credits: 0, credit_topups: [] } },
  }));
});
afterEach(async () => {
  await mock.close();
  folder.remove();
});

it('an almost empty account without a limit is low, and first, while it is learning', async () => {
  const added = await solver('spare');
  expect(added.stdout).toBe(
    'Added capsolver “spare” as a1.\n$3.00 left; sees the whole account.\nWithout a limit, it warns below $5.00; to change that: fuelgauge edit a1 --floor AMOUNT\n',
  );
  expect((await solver('mine', '--floor', '2.50')).stdout).toContain(
    '\nIt warns below $2.50; to change that',
  );
  await solver('off', '--floor', 'none');
  await cli('add', 'crustdata', '--label', 'leads', '--from-env', 'DATA_KEY');
  expect((await alerts()).slice(0, 2).sort()).toEqual(['leads low', 'spare low']);
  expect((await alerts()).slice(2).sort()).toEqual(['mine', 'off']);
  expect((await cli('status')).stdout).toContain('Only $3.00 left, below the default floor of $5.00.');

  await cli('edit', 'mine', '--floor', '4');
  await cli('edit', 'off', '--clear', 'floor');
  expect((await alerts()).every((each) => each.endsWith(' low'))).toBe(true);
  expect((await cli('status')).stdout).toContain('Only $3.00 left, below your floor of $4.00.');
});

it('a floor that is no amount changes nothing', async () => {
  expect((await solver('x', '--floor', '-3')).code).toBe(2);
  expect((await solver('x', '--floor', '0')).code).toBe(2);
  expect((await solver('x', '--floor', 'a few')).stderr).toContain('is not an amount');
  expect((await cli('accounts', '--json')).stdout).toContain('"accounts": []');
});
