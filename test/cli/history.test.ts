import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readHistoryOptions } from '../../main/cli/input/history.ts';
import { openHistory } from '../../main/engine/store/history.ts';
import { startMockProvider } from '../helpers/mock-provider.ts';
import { runCli, temporaryHome, writeAccounts } from '../helpers/run-cli.ts';

// Each command is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

it('says why there is none where a provider reports caps alone', async () => {
  const folder = temporaryHome();
  const mock = await startMockProvider({
    body: {
      code: 200,
      success: true,
      data: { limits: [{ type: 'TOKENS_LIMIT', unit: 3, number: 5, percentage: 63 }] },
    },
  });
  const env = { FUELGAUGE_ENDPOINT_ZAI: mock.origin, MY_KEY: 'invented-key-0123' };
  try {
    writeAccounts(folder.home, [{ provider: 'zai', label: 'plan', variable: 'MY_KEY' }]);
    expect(await runCli(folder.home, ['status', '--refresh'], { env })).toMatchObject({ code: 0 });
    expect(await runCli(folder.home, ['history', 'plan', '--csv'], { env })).toEqual({
      code: 0,
      stdout: 'time,pool,remaining\n',
      stderr:
        'There is no history or forecast: Z.ai reports caps, not a balance, and how their use changes is not kept.\n',
    });
  } finally {
    await mock.close();
    folder.remove();
  }
});

describe('the history on record', () => {
  const first = Date.parse('2026-11-01T12:00:00Z');
  let folder: ReturnType<typeof temporaryHome>;
  beforeEach(() => {
    folder = temporaryHome();
    writeAccounts(folder.home, [
      { provider: 'scraperapi', label: 'production', variable: 'MY_KEY' },
      { provider: 'scraperapi', label: '=cmd()', variable: 'MY_KEY' },
    ]);
    const opened = openHistory(join(folder.home, 'history.db'));
    if (!opened.ok) throw new Error(opened.error.message);
    for (const [day, remaining] of [900, 800.5, 700].entries())
      opened.value.history.addSamples('a1', first + day * 86_400_000, [{ pool: '-credits', remaining }]);
    opened.value.history.addSamples('a2', first, [{ pool: 'credits', remaining: 5 }]);
    opened.value.history.close();
  });
  afterEach(() => folder.remove());
  const history = (...args: string[]) => runCli(folder.home, ['history', ...args]);

  it('of one account is a series that `forecast` reads', async () => {
    const { stdout } = await history('production', '--csv');
    expect(stdout).toBe(
      "time,pool,remaining\n2026-11-01T12:00:00Z,'-credits,900\n2026-11-02T12:00:00Z,'-credits,800.5\n2026-11-03T12:00:00Z,'-credits,700\n",
    );
    expect((await runCli(folder.home, ['forecast', '-'], { input: stdout })).code).not.toBe(2);
  });

  it('of all accounts names them, and is no series', async () => {
    const { stdout } = await history('--all', '--csv', '--to', '2026-11-01');
    expect(stdout).toBe(
      "time,account,provider,label,pool,remaining\n2026-11-01T12:00:00Z,a1,scraperapi,production,'-credits,900\n2026-11-01T12:00:00Z,a2,scraperapi,'=cmd(),credits,5\n",
    );
    expect(await runCli(folder.home, ['forecast', '-'], { input: stdout })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('several accounts'),
    });
  });

  it('is saved as JSON, and over no other file', async () => {
    const file = join(folder.home, 'all.json');
    expect(await history('--all', '--json', '--output', file)).toMatchObject({ code: 0, stdout: '' });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      schemaVersion: 1,
      accounts: [
        {
          id: 'a1',
          pools: [{ id: '-credits', samples: [{ time: '2026-11-01T12:00:00Z', remaining: 900 }, {}, {}] }],
        },
        { id: 'a2', label: '=cmd()' },
      ],
    });
    expect((await history('--all', '--json', '--output', file)).code).toBe(2);
  });
});

it('needs one form, and one account or all of them', () => {
  const november = { from: '2026-11-01', to: '2026-11-30' };
  expect(readHistoryOptions('a1', { csv: true, ...november })).toEqual({
    ok: true,
    value: {
      account: 'a1',
      format: 'csv',
      from: Date.parse('2026-11-01T00:00:00Z'),
      to: Date.parse('2026-12-01T00:00:00Z'),
    },
  });
  expect(readHistoryOptions(undefined, { all: true, json: true }).ok).toBe(true);
  for (const [account, options] of [
    ['a1', {}],
    ['a1', { csv: true, json: true }],
    ['a1', { csv: true, all: true }],
    [undefined, { csv: true }],
    ['a1', { csv: true, from: 'soon' }],
  ] as const)
    expect(readHistoryOptions(account, options).ok).toBe(false);
});
