import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { armor, Decrypter } from 'age-encryption';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { backupSchema } from '../../shared/backup/format.ts';
import { settingsSchema } from '../../shared/model/index.ts';
import { type MockProvider, startMockProvider } from '../helpers/mock-provider.ts';
import { type CliResult, everythingIn, runCli, temporaryHome } from '../helpers/run-cli.ts';
import { beginQuickVault } from '../helpers/vault.ts';

// Each command is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000 });

const key = 'inventedkey0123456789abcdef';
const envKey = 'inventedenvironmentkey0123456789';
const vaultPassphrase = 'invented vault passphrase';
const filePassphrase = 'invented backup passphrase';

let folder: ReturnType<typeof temporaryHome>;
let out: string;
let mock: MockProvider;
let env: Record<string, string>;

beforeEach(async () => {
  folder = temporaryHome();
  out = mkdtempSync(join(tmpdir(), 'fuelgauge-backup-'));
  mock = await startMockProvider({
    body: { requestCount: 100, requestLimit: 1000, concurrentRequests: 0, concurrencyLimit: 5 },
  });
  env = {
    FUELGAUGE_PASSPHRASE: vaultPassphrase,
    FUELGAUGE_ENDPOINT_SCRAPERAPI: mock.origin,
    MY_KEY: envKey,
  };
});
afterEach(async () => {
  await mock.close();
  folder.remove();
  rmSync(out, { recursive: true, force: true });
});

const file = (name: string) => join(out, name);
const cli = (args: string[], input = '', more: Record<string, string> = {}) =>
  runCli(folder.home, args, { env: { ...env, ...more }, input });

const importing = (args: string[], more: Record<string, string> = {}, input = ''): Promise<CliResult> =>
  cli(['import', ...args], input, more);

const settings = () =>
  settingsSchema.parse(JSON.parse(readFileSync(join(folder.home, 'settings.json'), 'utf8')));
const accountsNow = () =>
  settings().accounts.map(({ id, provider, label, tags, entered }) => ({
    id,
    provider,
    label,
    tags,
    entered,
  }));

/** Two accounts, one with its key in the vault, and one with a variable. */
async function twoAccounts(): Promise<void> {
  await beginQuickVault(folder.home, vaultPassphrase);
  await cli(['add', 'scraperapi', '--label', 'production'], key);
  await cli(['add', 'scraperapi', '--label', 'ci', '--from-env', 'MY_KEY']);
  await cli(['edit', 'production', '--cycle-start', '2026-11-14', '--refill', '5000']);
  await cli(['grant', 'production', '1200', '--at', '2026-11-03', '--expires', 'never']);
  await cli(['status', '--refresh']);
}

/** Another data folder, as if the first had been deleted. */
function startAnew(): void {
  folder.remove();
  folder = temporaryHome();
}

it('comes back without its keys, and says what is missing', async () => {
  await twoAccounts();
  const before = accountsNow();
  expect(await cli(['export', file('plain.json')])).toMatchObject({ code: 0, stdout: '' });
  expect(statSync(file('plain.json')).mode & 0o777).toBe(0o600);
  const text = readFileSync(file('plain.json'), 'utf8');
  for (const secret of [key, envKey, key.slice(-4), vaultPassphrase]) expect(text).not.toContain(secret);
  expect(backupSchema.parse(JSON.parse(text))).toMatchObject({ lastAccountNumber: 2 });

  startAnew();
  const noPassphrase = { FUELGAUGE_PASSPHRASE: '' };
  const asked = await importing([file('plain.json')], noPassphrase);
  expect(asked).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') });
  const tried = await importing([file('plain.json'), '--dry-run'], noPassphrase);
  expect(tried).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('added     scraperapi “production” (a1)'),
  });
  expect(settings().accounts).toEqual([]);

  const done = await importing([file('plain.json'), '--yes', '--json'], { ...noPassphrase, MY_KEY: '' });
  expect(JSON.parse(done.stdout)).toMatchObject({
    schemaVersion: 1,
    dryRun: false,
    setAside: null,
    missing: [
      { what: 'credential', account: 'a1', label: 'production' },
      { what: 'variables', account: 'a2', names: ['MY_KEY'] },
    ],
  });
  expect(accountsNow()).toEqual(before);
  // One reads its variable; of the other it is known that its key is missing, not that a vault is lost.
  expect((await cli(['status', '--refresh'], '', noPassphrase)).code).toBe(3);
  expect(mock.requests.at(-1)?.url).toContain(envKey);
  expect((await cli(['credential', 'a1'], key)).code).toBe(0);
  expect((await cli(['check', 'a1', '--need', '900'])).code).toBe(0);
  expect((await cli(['add', 'scraperapi', '--label', 'next'], key)).stdout).toContain('as a3');
});

it('comes back with its keys, under a passphrase of its own', async () => {
  await twoAccounts();
  const before = accountsNow();
  expect(await cli(['export', '--with-keys', file('full.age')], '')).toMatchObject({ code: 2 });
  const exported = await cli(['export', '--with-keys', '--history', file('full.age')], `${filePassphrase}\n`);
  expect(exported).toMatchObject({ code: 0, stdout: '' });
  const history = await cli(['history', 'production', '--csv']);
  const bytes = readFileSync(file('full.age'));
  expect(`${bytes}`).not.toContain(key);

  // As any age program opens it.
  const decrypter = new Decrypter();
  decrypter.addPassphrase(filePassphrase);
  const inside = await decrypter.decrypt(armor.decode(bytes.toString()), 'text');
  expect(JSON.parse(inside)).toMatchObject({ credentials: { a1: { key } } });
  expect(inside).not.toContain(envKey);

  startAnew();
  const wrong = await importing([file('full.age'), '--yes'], {
    FUELGAUGE_EXPORT_PASSPHRASE: vaultPassphrase,
  });
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('does not open the backup') });
  expect(settings().accounts).toEqual([]);
  const done = await importing([file('full.age'), '--yes'], {}, `${filePassphrase}\n`);
  expect(done).toMatchObject({ code: 0, stderr: '' });
  expect(done.stdout).not.toContain('Still missing');
  expect(accountsNow()).toEqual(before);
  expect(everythingIn(folder.home)).not.toContain(key);
  expect((await cli(['history', 'production', '--csv'])).stdout).toBe(history.stdout);
  expect((await cli(['status', '--refresh', '--json'])).code).toBe(0);
});

it('adds what is not here, and replaces only when told to', async () => {
  await twoAccounts();
  await cli(['export', file('plain.json')]);
  await cli(['edit', 'production', '--refill', '7000']);
  await cli(['remove', 'ci', '--yes']);
  const merged = await importing([file('plain.json'), '--yes']);
  expect(merged.stdout).toContain('left out  scraperapi “production”. It differs from yours, which stays.');
  expect(merged.stdout).toContain('added     scraperapi “ci” (a3)');
  expect(settings().accounts[0]?.entered.refill).toBe(7000);

  await cli(['add', 'scraperapi', '--label', 'extra'], key);
  const replaced = await importing([file('plain.json'), '--yes', '--replace', '--json']);
  const { items, setAside } = JSON.parse(replaced.stdout);
  expect(items.map(({ id, outcome }: { id: string; outcome: string }) => [id, outcome])).toEqual(
    expect.arrayContaining([
      ['a1', 'changed'],
      ['a3', 'same'],
      ['a4', 'removed'],
    ]),
  );
  expect(settings().accounts.map(({ id, entered }) => [id, entered.refill])).toEqual([
    ['a1', 5000],
    ['a3', null],
  ]);
  // Its key stayed.
  expect((await cli(['check', 'a1', '--need', '900'])).code).toBe(0);
  expect(backupSchema.parse(JSON.parse(readFileSync(setAside, 'utf8'))).accounts).toHaveLength(3);
});

it('never overwrites a file unless told to', async () => {
  writeFileSync(file('here.json'), 'mine');
  expect(await cli(['export', file('here.json')])).toMatchObject({ code: 2, stdout: '' });
  expect(readFileSync(file('here.json'), 'utf8')).toBe('mine');
  expect((await cli(['export', file('here.json'), '--force'])).code).toBe(0);
  expect(backupSchema.safeParse(JSON.parse(readFileSync(file('here.json'), 'utf8'))).success).toBe(true);
  expect(JSON.parse((await cli(['export', '--json'])).stdout)).toMatchObject({
    schemaVersion: 1,
    accounts: [],
  });
});
