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

it('counts the use and the cycles from before the account was added, from the first price on', async () => {
  await cli('add', 'scrapio', '--label', 'older');
  await cli('edit', 'older', '--cycle-start', '2026-03-01', '--refill', '1000', '--rollover', 'none');
  await cli('edit', 'older', '--price', '30 USD/month', '--since', '2026-03-01');
  await cli('log', 'older', '1100', '--at', '2026-03-10', '--yes');
  await cli('log', 'older', '250', '--at', '2026-04-10', '--yes');
  await cli('grant', 'older', '200', '--at', '2026-03-05', '--paid', '20 USD', '--expires', 'never');
  const figures = async (month: string) => {
    const { rows } = JSON.parse((await cli('spend', '--month', month, '--by', 'account', '--json')).stdout);
    return rows.find(({ name }: { name: string }) => name === 'Scrapio, older').figures;
  };
  const usd = (amount: string) => [{ amount, currency: 'USD' }];
  // In March 1000 of the plan, then 100 of the top-up’s 200; in April 250 of 1000, and 750 lapse.
  expect(await figures('2026-03')).toMatchObject({
    bought: usd('50.00'),
    spent: usd('40.00'),
    left: usd('10.00'),
  });
  expect(await figures('2026-04')).toMatchObject({
    bought: usd('30.00'),
    spent: usd('7.50'),
    lapsed: usd('22.50'),
  });
  const { accounts } = JSON.parse((await cli('status', '--json')).stdout);
  const { pools } = accounts.find(({ label }: { label: string }) => label === 'older');
  expect(pools[0]).toMatchObject({ remaining: 1100 });
});
