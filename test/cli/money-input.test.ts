import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { runCli, temporaryHome } from '../helpers/run-cli.ts';

// Each command is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

const folder = temporaryHome();
const cli = (...args: string[]) => runCli(folder.home, args, { env: { FUELGAUGE_PASSPHRASE: 'invented' } });
const refused = async (...args: string[]) => {
  const { code, stderr } = await cli(...args);
  expect(code, args.join(' ')).toBe(2);
  return stderr;
};

const grants = async () => JSON.parse((await cli('export')).stdout).accounts[0].entered.grants;

beforeAll(async () => {
  await cli('add', 'scrapio', '--label', 'x');
  await cli(
    'edit',
    'x',
    '--cycle-start',
    '2026-01-01',
    '--refill',
    '1000',
    '--rollover',
    'none',
    '--add-tag',
    'Nord',
  );
});
afterAll(folder.remove);

it('refuses what belongs to a price without one, and what is cleared and entered at once', async () => {
  expect(await refused('grant', 'x', '500', '--currency', 'USD')).toMatch(
    /--currency and --invoice belong to a price/,
  );
  expect(await refused('grant', 'x', '500', '--invoice', 'INV-7')).toMatch(/belong to a price/);
  expect(await refused('edit', 'x', '--currency', 'USD')).toMatch(/--currency belongs to a price/);
  expect(await refused('edit', 'x', '--clear', 'price', '--price', '29 USD')).toMatch(
    /Either clear the price or/,
  );
  expect(await refused('grant', 'x', '500', '--paid', '1e15', '--currency', 'USD')).toMatch(/too large/);
});

it('refuses a time whose steps would fill the memory', async () => {
  expect(await refused('spend', '--from', '0001-01-01', '--to', '9999-12-31', '--by', 'day')).toMatch(
    /too long a time/,
  );
  expect(await refused('spend', '--year', '0000')).toMatch(/not a year/);
  expect(await refused('spend', '--month', '0000-01')).toMatch(/not a month/);
});

it('keeps the invoice with the price of a grant that is entered later', async () => {
  await cli('grant', 'x', '500', '--at', '2026-11-02');
  const [grant] = await grants();
  const paid = ['--paid', '1.200,50 eur', '--invoice', 'INV-7'];
  const edited = await cli('edit', 'x', '--grant', grant.id, ...paid);
  expect(edited).toMatchObject({ code: 0, stderr: '' });
  expect(await grants()).toMatchObject([{ paid: { amount: '1200.5', currency: 'EUR', note: 'INV-7' } }]);
});

it('tells budgets in the minor unit, their limits as you set them, and what they do not count', async () => {
  await cli('budget', 'set', '1000.50', '--currency', 'eur', '--tag', 'nord');
  const { budgets } = JSON.parse((await cli('budget', '--json')).stdout);
  expect(budgets).toMatchObject([{ limit: { amount: '1000.50', currency: 'EUR' }, spent: '0.00' }]);
  expect((await cli('budget')).stdout).toContain('of €1,000.50 this month');
  await cli('edit', 'x', '--clear', 'tags');
  expect((await cli('budget')).stdout).toContain('no account has this tag');
});
