import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { dayMs } from '../../shared/time/index.ts';
import { startMockProvider } from '../helpers/mock-provider.ts';
import { runCli, temporaryHome, writeAccounts } from '../helpers/run-cli.ts';

// Each command is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

// One data folder for all: each test goes on where the one before ended, as a person would.

const dayFromNow = (days: number) => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);

const folder = temporaryHome();
const mock = await startMockProvider({
  body: {
    status: 'success',
    data: [-2, -1].map((days) => ({ label: '', date: dayFromNow(days), requests: 1, credits: 100.25 })),
  },
});
const env = { FUELGAUGE_ENDPOINT_SPIDRA: mock.origin, MY_KEY: 'spd_invented0123' };
const cli = (...args: string[]) => runCli(folder.home, args, { env });
const poolOf = async (id: string) => {
  const { accounts } = JSON.parse((await cli('status', '--json')).stdout);
  return accounts.find((account: { id: string }) => account.id === id).pools[0];
};

beforeAll(() => {
  writeAccounts(folder.home, [{ provider: 'spidra', label: 'Spider', variable: 'MY_KEY' }]);
});
afterAll(async () => {
  await mock.close();
  folder.remove();
});

it('does not know a balance that nobody told', async () => {
  const unknown = await cli('check', 'spider', '--need', '10');
  expect(unknown).toMatchObject({ code: 4, stderr: '' });
  expect(unknown.stdout).toMatch(/^Unknown: .*\n$/);
  expect(mock.requests).toHaveLength(1);
});

it('computes the balance from what is entered', async () => {
  const edited = await cli(
    'edit',
    'spider',
    '--refill',
    '5,000',
    '--cycle-start',
    dayFromNow(-10),
    '--rollover',
    'none',
  );
  expect(edited).toEqual({
    code: 0,
    stdout: 'Changed spidra “Spider” (a1): 4,799.5 credits left.\n',
    stderr: '',
  });
  const granted = await cli('grant', 'a1', '1200', '--at', dayFromNow(-3), '--expires', dayFromNow(40));
  expect(granted).toMatchObject({
    code: 0,
    stdout: 'Entered 1,200 credits for spidra “Spider” (a1): 5,999.5 credits left.\n',
  });
  expect(await poolOf('a1')).toMatchObject({
    remaining: 5999.5,
    cycle: { rollover: 'none', grant: 5000 },
    grants: expect.arrayContaining([
      expect.objectContaining({ kind: 'topup', granted: 1200, expiresAt: `${dayFromNow(40)}T00:00:00Z` }),
    ]),
  });
});

it('answers whether there is enough', async () => {
  expect(await cli('check', 'a1', '--need', '5,999.5')).toMatchObject({
    code: 0,
    stdout: 'Enough: 5,999.5 credits left, 5,999.5 needed.\n',
  });
  expect(await cli('check', 'a1', '--need', '6000')).toMatchObject({
    code: 1,
    stdout: 'Not enough: 5,999.5 credits left, 6,000 needed.\n',
  });
  // The reading is younger than the account's interval.
  expect(mock.requests).toHaveLength(1);
});

it('takes facts back, renames and pauses', async () => {
  expect(
    (await cli('edit', 'a1', '--clear', 'refill, cycle-start', '--label', 'Weaver', '--pause')).code,
  ).toBe(0);
  expect((await poolOf('a1')).remaining).toBeNull();
  expect(JSON.parse((await cli('accounts', '--json')).stdout).accounts[0]).toMatchObject({
    label: 'Weaver',
    paused: true,
  });
  expect((await cli('edit', 'weaver', '--resume')).code).toBe(0);
});

it('keeps a ledger of what is logged', async () => {
  await cli('add', 'scrapio', '--label', 'scraper');
  expect((await cli('edit', 'scraper', '--plan', 'free')).code).toBe(0);
  expect((await cli('log', 'scraper', '15')).stdout).toBe(
    'Logged 15 credits for scrapio “scraper” (a2): 985 credits left.\n',
  );
  expect(await cli('check', 'scraper', '--need', '985')).toMatchObject({ code: 0 });
  expect(await cli('log', 'scraper', '0', '--error', 'credits_exhausted')).toMatchObject({ code: 0 });
  expect(await cli('check', 'scraper', '--need', '1')).toMatchObject({ code: 1 });
  const status = await cli('status', '--json');
  expect(status.code).toBe(3);
  expect(JSON.parse(status.stdout).errors).toEqual([
    expect.objectContaining({ account: 'a2', kind: 'exhausted' }),
  ]);
});

it('writes the history as CSV', async () => {
  const { code, stdout } = await cli('history', 'scraper', '--csv');
  expect(code).toBe(0);
  const [header, ...rows] = stdout.trimEnd().split('\n');
  expect(header).toBe('time,pool,remaining');
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z,credits,[\d.]+$/);
});

it.each([
  [
    ['grant', 'a1', 'abc'],
    '‘abc’ is not an amount. Write digits only, with a point or comma for decimals, such as 1200 or 0.5.',
  ],
  [['grant', 'a1', '-5'], '‘-5’ is below zero. Write an amount of 0 or more.'],
  [
    ['grant', 'a1', '5', '--expires', '2026-02-30'],
    '‘2026-02-30’ is not a date. Write 2026-12-14, or 2026-12-14T09:00:00Z.',
  ],
  [['edit', 'a1'], 'Nothing to change. `fuelgauge edit --help` shows what you can change.'],
  [
    ['edit', 'a1', '--clear', 'label'],
    '‘label’ cannot be cleared. You can clear: plan, cycle-start, refill, rollover, price, overage, floor, note, tags.',
  ],
  [['log', 'nobody', '1'], 'There is no account “nobody”.'],
])('turns %j away with a sentence', async (args, sentence) => {
  expect(await cli(...args)).toEqual({ code: 2, stdout: '', stderr: `${sentence}\n` });
});

it('keeps a note, tags, a pin and that it is hidden', async () => {
  const edited = await cli('edit', 'a1', '--note', 'Ask Ada.', '--tag', 'one', '--tag', 'two', '--pin', 'on');
  expect(edited).toMatchObject({ code: 0, stderr: '' });
  const changed = await cli('edit', 'a1', '--add-tag', 'Three', '--remove-tag', 'ONE', '--hide', 'on');
  expect(changed.stdout).toContain('It is polled and alerts as ever');
  const { accounts } = JSON.parse((await cli('status', '--json')).stdout);
  expect(accounts).toContainEqual(
    expect.objectContaining({
      id: 'a1',
      note: 'Ask Ada.',
      tags: ['two', 'Three'],
      pinned: true,
      hidden: true,
      credential: { since: null, expiresAt: null },
    }),
  );
  const listed = (await cli('accounts')).stdout;
  expect(listed).toContain('pinned hidden #two #Three');
  expect(listed).toContain('· Ask Ada.');
  await cli('edit', 'a1', '--clear', 'note,tags', '--hide', 'off');
  const after = JSON.parse((await cli('accounts', '--json')).stdout);
  expect(after.accounts).toContainEqual(
    expect.objectContaining({ id: 'a1', note: '', tags: [], hidden: false, pinned: true }),
  );
});

it.each([
  [['--add-tag', ''], '‘’ cannot be a tag. A tag has 1 to 30 characters.'],
  [['--remove-tag', 'nothing'], '“Weaver” has no tag ‘nothing’.'],
  [['--note', 'x'.repeat(1001)], 'The note is longer than 1,000 characters.'],
  [['--clear', 'tags', '--add-tag', 'one'], 'Either clear the tags or change them.'],
])('takes no %j', async (options, sentence) => {
  expect(await cli('edit', 'a1', ...options)).toEqual({ code: 2, stdout: '', stderr: `${sentence}\n` });
});
