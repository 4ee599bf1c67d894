import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Settings } from '../../shared/model/index.ts';
import { type BackupHouse, backupHouse } from '../helpers/backup-house.ts';

let houses: BackupHouse[] = [];
const house = async () => {
  const made = await backupHouse();
  houses.push(made);
  return made;
};
beforeEach(() => {
  houses = [];
});
afterEach(async () => {
  for (const { close } of houses) await close();
});

const paid = (amount: string, currency = 'USD') => ({ amount, currency, note: 'INV-7' });
const account = {
  id: 'a4',
  provider: 'spidra',
  label: 'production',
  createdAt: 0,
  credential: { kind: 'vault' },
};
const priced = {
  ...account,
  entered: {
    grants: [
      { id: 'entered-1', kind: 'topup', amount: 500, grantedAt: 1, expiresAt: null, paid: paid('49') },
    ],
    prices: [{ since: '2026-11-01', every: 'monthly', paid: paid('19'), credits: 5000 }],
    grantPrices: [
      {
        grant: 'g1',
        pool: 'credits',
        kind: 'topup',
        granted: 100,
        grantedAt: 1,
        expiresAt: null,
        paid: paid('9.5', 'EUR'),
      },
    ],
    overage: { paid: paid('0.002'), per: 1 },
  },
};
const budget = (id: string, more: object = {}) => ({
  id,
  scope: { kind: 'all' },
  limit: { amount: '100', currency: 'USD' },
  period: 'month',
  createdAt: 5,
  ...more,
});
const money = { currency: 'USD', rates: [{ from: 'EUR', to: 'USD', rate: '1.08', on: '2026-11-20' }] };
const older = { kind: 'fuelgauge-backup', schemaVersion: 1, createdAt: '2026-11-28T09:00:00Z' };

const bring = async ({ engine }: BackupHouse, text: string, replace = false) => {
  const file = Buffer.from(text).toString('base64');
  const done = await engine.importBackup({ file, replace, allowed: [], dryRun: false });
  if (!done.ok) throw new Error(done.error.message);
  return done.value.items;
};
const settingsOf = ({ home }: BackupHouse): Settings =>
  JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8'));

it('prices, budgets, rates and your currency come back from an export as they were', async () => {
  const [first, second] = [await house(), await house()];
  const own = [
    budget('budget-0000000a'),
    budget('budget-0000000b', { scope: { kind: 'account', account: 'a4' } }),
  ];
  await bring(first, JSON.stringify({ ...older, accounts: [priced], budgets: own, money }));
  const exported = await first.engine.exportBackup({ history: false });
  if (!exported.ok) throw new Error(exported.error.message);
  await bring(second, exported.value.text);
  for (const part of ['accounts', 'budgets', 'money'] as const)
    expect(settingsOf(second)[part]).toEqual(settingsOf(first)[part]);
  expect(settingsOf(second)).toMatchObject({ accounts: [{ entered: priced.entered }], budgets: own, money });
});

it('a backup from before there were prices and budgets is still imported, and takes none away', async () => {
  const there = await house();
  await bring(
    there,
    JSON.stringify({ ...older, accounts: [priced], budgets: [budget('budget-0000000a')], money }),
  );
  const before = settingsOf(there);
  const items = await bring(there, JSON.stringify({ ...older, accounts: [{ ...account, label: 'other' }] }));
  expect(items.map(({ outcome }) => outcome)).toContain('added');
  expect(settingsOf(there)).toMatchObject({ budgets: before.budgets, money });
});

it('adds the budgets that are missing, for the accounts as they are called here', async () => {
  const there = await house();
  const mine = budget('budget-0000000a', { limit: { amount: '70', currency: 'USD' } });
  await bring(there, JSON.stringify({ ...older, accounts: [{ ...account, id: 'a1' }], budgets: [mine] }));
  const theirs = [
    budget('budget-0000000c'),
    budget('budget-0000000d', { scope: { kind: 'account', account: 'a4' } }),
    budget('budget-0000000e', { scope: { kind: 'account', account: 'a9' } }),
  ];
  const items = await bring(there, JSON.stringify({ ...older, accounts: [account], budgets: theirs, money }));
  expect(items).toContainEqual(expect.objectContaining({ what: 'budgets', outcome: 'changed' }));
  expect(settingsOf(there).budgets).toEqual([
    mine,
    { ...theirs[1], scope: { kind: 'account', account: 'a1' } },
  ]);
  await bring(there, JSON.stringify({ ...older, accounts: [account], budgets: theirs, money }), true);
  expect(settingsOf(there).budgets.map(({ id }) => id)).toEqual(['budget-0000000c', 'budget-0000000d']);
});
