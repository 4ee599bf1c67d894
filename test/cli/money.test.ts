import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dayMs } from '../../shared/time/index.ts';
import { startMockProvider } from '../helpers/mock-provider.ts';
import { runCli, temporaryHome, writeAccounts } from '../helpers/run-cli.ts';

// Each command is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

// One data folder for all: each test goes on where the one before ended, as a person would. The commands live in UTC.

const dayFromNow = (days: number) => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
const from = dayFromNow(-10);
const today = dayFromNow(0);
/** A span that holds all use, whatever day of the month it is. */
const span = ['--from', from, '--to', today];

const folder = temporaryHome();
// 200 credits on each of two days.
const mock = await startMockProvider({
  body: {
    status: 'success',
    data: [-2, -1].map((days) => ({ label: '', date: dayFromNow(days), requests: 1, credits: 200 })),
  },
});
const env = { FUELGAUGE_ENDPOINT_SPIDRA: mock.origin, MY_KEY: 'spd_invented0123' };
const cli = (...args: string[]) => runCli(folder.home, args, { env });
const json = async (...args: string[]) => JSON.parse((await cli(...args)).stdout);

beforeAll(() => {
  writeAccounts(folder.home, [{ provider: 'spidra', label: 'Spider', variable: 'MY_KEY' }]);
});
afterAll(async () => {
  await mock.close();
  folder.remove();
});

describe('before a price is known', () => {
  it('the use is told as use without a price, with the command that gives it one', async () => {
    await cli('status', '--refresh');
    const { code, stdout } = await cli('spend', ...span);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Nothing spent from .*\n/);
    expect(stdout).toContain('Spidra: 400 credits used without a price.');
    expect(stdout).toContain('fuelgauge edit ACCOUNT --price 29/month');
    expect(stdout).not.toContain('$');
  });

  it('a currency must be written, because none is known', async () => {
    const { code, stderr } = await cli('edit', 'spider', '--price', '50/month');
    expect(code).toBe(2);
    expect(stderr).toContain('In which currency is 50? Write it after it, such as 49 USD.');
  });
});

describe('with a price', () => {
  it('the use costs its share of the plan', async () => {
    const edited = await cli(
      ...['edit', 'spider', '--refill', '1,000', '--rollover', 'none', '--cycle-start', from],
      ...['--price', '50 USD/month', '--since', from, '--invoice', 'No. 7', '--overage', '90/1000'],
    );
    expect(edited).toMatchObject({ code: 0, stderr: '' });
    const { stdout } = await cli('spend', ...span);
    // 400 of 1,000 credits of 50 USD.
    expect(stdout).toMatch(/^\$20 from .* so far/m);
    expect(stdout).toMatch(/Spidra +\$50\.00 +\$20\.00 .*\$30\.00 +\$50\.00 credits/);
    const report = await json('spend', ...span, '--json');
    expect(report).toMatchObject({
      schemaVersion: 1,
      from,
      to: today,
      total: {
        bought: [{ amount: '50.00', currency: 'USD' }],
        spent: [{ amount: '20.00', currency: 'USD' }],
      },
    });
  });

  it('the days of a span add up to it', async () => {
    const { stdout } = await cli('spend', ...span, '--by', 'day');
    expect(stdout).toContain('DAY');
    expect(stdout).toMatch(new RegExp(`${dayFromNow(-2)} +– +\\$10\\.00`));
    expect(stdout).toMatch(new RegExp(`${dayFromNow(-1)} +– +\\$10\\.00`));
    expect(stdout).toMatch(new RegExp(`${from} +\\$50\\.00 +–`));
  });

  it('a top-up costs what was paid for it, and status tells scripts what all is worth', async () => {
    const granted = await cli(
      'grant',
      'spider',
      '500',
      '--paid',
      '10',
      '--at',
      from,
      '--expires',
      dayFromNow(90),
    );
    expect(granted).toMatchObject({ code: 0, stderr: '' });
    const { accounts } = await json('status', '--json');
    expect(accounts[0].cost).toMatchObject({
      valueLeft: [{ amount: '40.00', currency: 'USD' }],
      unpriced: false,
    });
  });

  it('another price for the same top-up can be entered, or none', async () => {
    const [{ pools }] = (await json('status', '--json')).accounts;
    const { id } = pools[0].grants.find(({ kind }: { kind: string }) => kind === 'topup');
    expect((await cli('edit', 'spider', '--grant', id, '--paid', '25')).code).toBe(0);
    expect((await json('status', '--json')).accounts[0].cost.valueLeft).toEqual([
      { amount: '55.00', currency: 'USD' },
    ]);
    expect((await cli('edit', 'spider', '--grant', id, '--paid', 'none')).code).toBe(0);
    expect((await json('status', '--json')).accounts[0].cost.valueLeft).toEqual([
      { amount: '30.00', currency: 'USD' },
    ]);
    const unknown = await cli('edit', 'spider', '--grant', 'no-such', '--paid', '25');
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toMatch(/\.\n/);
  });

  it('the CSV has each purchase and use with its day', async () => {
    const { stdout } = await cli('spend', ...span, '--csv');
    const [head = '', ...lines] = stdout.trimEnd().split('\n');
    const columns = head.split(',');
    // From the end: the account's name has a comma of its own.
    const cell = (line: string, name: string) => line.split(',').at(columns.indexOf(name) - columns.length);
    const spent = lines.filter((line) => cell(line, 'kind') === 'spent');
    expect(spent.map((line) => [line.slice(0, 10), cell(line, 'amount'), cell(line, 'money')])).toEqual([
      [dayFromNow(-2), '200', '10'],
      [dayFromNow(-1), '200', '10'],
    ]);
    expect(spent.every((line) => cell(line, 'price_from') === 'entered')).toBe(true);
  });

  it('prices are taken back', async () => {
    expect((await cli('edit', 'spider', '--clear', 'overage')).code).toBe(0);
    const before = await cli('edit', 'spider', '--clear', 'nonsense');
    expect(before.code).toBe(2);
  });
});

describe('an estimate', () => {
  it('answers in money beside credits', async () => {
    const job = [
      'estimate',
      '--account',
      'spider',
      '--operation',
      'scrape',
      '--count',
      '100',
      '--option',
      'aiCredits=0',
    ];
    const said = await cli(...job);
    expect(said.stdout).toContain('200 credits');
    expect(said.stdout).toMatch(/\$10\.00/);
    expect((await json(...job, '--json')).account.money).toEqual({ amount: '10.00', currency: 'USD' });
  });
});

describe('budgets', () => {
  it('are none at first, and say how one is made', async () => {
    expect((await cli('budget')).stdout).toBe(
      'You have no budgets yet. Set one:\n  fuelgauge budget set 100 --period month\n',
    );
  });

  it('are set for all, an account or a tag, once for each period', async () => {
    expect((await cli('edit', 'spider', '--add-tag', 'Nordhaus')).code).toBe(0);
    expect((await cli('budget', 'set', '100')).stdout).toMatch(
      /Everything together +\$\d+\.\d\d of \$100 this month/,
    );
    expect((await cli('budget', 'set', '25', '--account', 'spider', '--period', 'week')).code).toBe(0);
    expect((await cli('budget', 'set', '$80', '--tag', 'nordhaus')).code).toBe(0);
    expect((await cli('budget', 'set', '120', '--period', 'month')).code).toBe(0);
    const { schemaVersion, budgets } = await json('budget', '--json');
    expect(schemaVersion).toBe(1);
    expect(budgets).toMatchObject([
      { scope: { kind: 'all' }, limit: { amount: '120.00', currency: 'USD' }, period: 'month' },
      { scope: { kind: 'account', account: 'a1' }, period: 'week' },
      { scope: { kind: 'tag', tag: 'Nordhaus' }, limit: { amount: '80.00', currency: 'USD' } },
    ]);
  });

  it('are removed by their id, which the help shows as it looks', async () => {
    const [first] = (await json('budget', '--json')).budgets;
    expect(first.id).toMatch(/^budget-[0-9a-f]{8}$/);
    expect((await cli('budget', '--help')).stdout).toMatch(/budget remove budget-[0-9a-f]{8}\n/);
    expect(await cli('budget', 'remove', first.id)).toEqual({
      code: 0,
      stdout: 'The budget is removed.\n',
      stderr: '',
    });
    expect((await json('budget', '--json')).budgets).toHaveLength(2);
    expect(await cli('budget', 'remove', first.id)).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('bad input', () => {
  const cases: [string, string[], string][] = [
    ['a month that is none', ['spend', '--month', '2026-13'], '‘2026-13’ is not a month. Write 2026-11.'],
    ['a year that is none', ['spend', '--year', '26'], '‘26’ is not a year. Write 2026.'],
    [
      'days the wrong way round',
      ['spend', '--from', today, '--to', from],
      'The first day is after the last one.',
    ],
    ['a day that is none', ['spend', '--from', '2026-02-30'], '2026-02-30'],
    ['two spans at once', ['spend', '--month', '2026-11', '--year', '2026'], 'cannot be used with'],
    ['two formats at once', ['spend', '--csv', '--json'], 'cannot be used with'],
    ['lines of nothing', ['spend', '--by', 'colour'], 'provider, tag, account, day'],
    ['no amount', ['budget', 'set', '0'], 'A budget must be more than 0.'],
    ['an amount below zero', ['budget', 'set', '--', '-5'], 'below zero'],
    ['a currency that is none', ['budget', 'set', '5', '--currency', 'XYZ'], '‘XYZ’ is not a currency.'],
    ['two currencies', ['budget', 'set', '$5', '--currency', 'EUR'], 'name two currencies'],
    [
      'a tag that no account has',
      ['budget', 'set', '5', '--tag', 'Nobody'],
      'No account has the tag ‘Nobody’.',
    ],
    ['an account that is none', ['budget', 'set', '5', '--account', 'nobody'], 'nobody'],
    ['a cycle that is none', ['edit', 'spider', '--price', '5/fortnight'], '‘fortnight’ is no cycle.'],
    [
      'a price from tomorrow',
      ['edit', 'spider', '--price', '5/month', '--since', dayFromNow(2)],
      'today or an earlier day',
    ],
    ['a day without a price', ['edit', 'spider', '--since', today], 'belong to a price'],
    ['a grant without a price', ['edit', 'spider', '--grant', 'g1'], '--grant and --paid belong together'],
    ['overage of too many parts', ['edit', 'spider', '--overage', '2/1000/3'], 'Write 2/1000'],
    ['a free text as price', ['grant', 'spider', '5', '--paid', 'gratis'], 'gratis'],
  ];
  it.each(cases)('such as %s ends with a sentence and exit code 2', async (_, args, sentence) => {
    const { code, stdout, stderr } = await cli(...args);
    expect(stderr).toContain(sentence);
    expect(stdout).toBe('');
    expect(code).toBe(2);
    expect(stderr).not.toMatch(/\n {4}at |Error:.*\n.*Error:/);
  });
});
