import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { dayMs } from '../../shared/time/index.ts';
import { type MockProvider, startMockProvider } from '../helpers/mock-provider.ts';
import { runCli, temporaryHome, writeAccounts } from '../helpers/run-cli.ts';

// Each command is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

const soon = (days: number) => new Date(Math.floor(Date.now() / dayMs) * dayMs + days * dayMs).toISOString();

let folder: ReturnType<typeof temporaryHome>;
let mock: MockProvider | null = null;
beforeEach(() => {
  folder = temporaryHome();
});
afterEach(async () => {
  await mock?.close();
  mock = null;
  folder.remove();
});

const run = (...args: string[]) => runCli(folder.home, ['estimate', ...args]);
async function addScrapio(label: string, plan: string) {
  expect((await runCli(folder.home, ['add', 'scrapio', '--label', label])).code).toBe(0);
  expect((await runCli(folder.home, ['edit', label, '--plan', plan])).code).toBe(0);
}

it('lists the operations and options of a provider, and of an account only its own', async () => {
  const all = await run('--provider', 'Scrapio');
  expect(all.code).toBe(0);
  expect(all.stdout).toContain('prices since July 2026');
  expect(all.stdout).toContain('prices until July 2026');
  expect(all.stdout).toMatch(/fetch .* 1 to 5 credits per page, likely 3 .*renderJs=no\|yes/);
  await addScrapio('old', 'free-daily');
  const own = await run('--account', 'old');
  expect(own.stdout).not.toContain('since July 2026');
  expect(own.stdout).toContain('1 to 2 credits per page');
});

it('answers in sentences, with the exit code for scripts', async () => {
  await addScrapio('news', 'starter');
  const enough = await run('--account', 'news', '--operation', 'fetch', '--count', '2,000');
  expect(enough.code).toBe(0);
  expect(enough.stdout).toContain('2,000 pages: 2,000 to 10,000 credits, likely 6,000.\n');
  expect(enough.stdout).toContain('The 25,000 credits of “news” cover it.\n');
  expect(enough.stdout).toContain('Without JavaScript rendering, it would cost up to 8,000 less.\n');
  const tooMuch = await run('--account', 'news', '--operation', 'fetch', '--count', '20000');
  expect(tooMuch.code).toBe(1);
  expect(tooMuch.stdout).toContain('“news” has 25,000 credits, which is 35,000 credits short.');
  const exact = await run(
    ...['--provider', 'scrapio', '--operation', 'fetch', '--count', '20000', '--option', 'renderJs=no'],
  );
  expect(exact.code).toBe(0);
  expect(exact.stdout).toContain('20,000 pages: 20,000 credits.');
});

it('says when a cap stops it and how long it would take', async () => {
  await addScrapio('old', 'free-daily');
  const { code, stdout } = await run(
    ...['--account', 'old', '--operation', 'crawl', '--count', '2500', '--option', 'renderJs=no'],
  );
  expect(code).toBe(1);
  expect(stdout).toContain('2,500 pages: 2,500 credits.');
  expect(stdout).toContain('The cap “Daily credits” leaves 1,000 credits until ');
  expect(stdout).toMatch(/Spread over 2 days, it would be done on .* if nothing else spends\./);
});

it('names the account to use first, so that nothing lapses', async () => {
  const credits = (rows: unknown[]) => ({
    body: {
      account: { credits: 900, recurring_credits: 0, credit_rollover: false },
      credit_topups: rows,
    },
  });
  mock = await startMockProvider(({ headers }) =>
    credits(
      headers.authorization === 'Bearer invented-key-2'
        ? [{ origin: 'purchase', original_credits: 900, remaining_credits: 900, expires_at: soon(9) }]
        : [],
    ),
  );
  writeAccounts(folder.home, [
    { provider: 'crustdata', label: 'lasting', variable: 'KEY_1' },
    { provider: 'crustdata', label: 'lapsing', variable: 'KEY_2' },
  ]);
  const { code, stdout } = await runCli(
    folder.home,
    ['estimate', '--account', 'lasting', '--operation', 'company-enrich', '--count', '100', '--json'],
    {
      env: {
        FUELGAUGE_ENDPOINT_CRUSTDATA: mock.origin,
        KEY_1: 'invented-key-1',
        KEY_2: 'invented-key-2',
      },
    },
  );
  expect(code).toBe(0);
  const answer = z
    .looseObject({
      schemaVersion: z.literal(1),
      at: z.iso.datetime(),
      cost: z.looseObject({ least: z.number(), likely: z.number(), most: z.number() }),
      account: z.looseObject({ label: z.string(), canRun: z.string(), doneAt: z.iso.datetime() }),
      useFirst: z.array(z.looseObject({ label: z.string(), reason: z.string() })),
    })
    .parse(JSON.parse(stdout));
  expect(answer.cost).toMatchObject({ least: 200, likely: 200, most: 200 });
  expect(answer.account).toMatchObject({ label: 'lasting', canRun: 'yes', remaining: 900, days: 0 });
  expect(answer.useFirst.map(({ label }) => label)).toEqual(['lapsing', 'lasting']);
  expect(stdout).not.toContain('invented-key');
});

it('is unknown where the balance or the account is', async () => {
  const none = await run('--count', '10', '--credits', '3');
  expect(none.code).toBe(4);
  expect(none.stdout).toContain('10 calls: 30 credits.');
  await runCli(folder.home, ['add', 'scrapio', '--label', 'bare']);
  const bare = await run('--account', 'bare', '--count', '10', '--credits', '3');
  expect(bare.code).toBe(4);
  expect(bare.stdout).toContain('Unknown whether “bare” covers it: ');
});

it.each([
  [[], 'Nothing to estimate.'],
  [['--provider', 'nobody'], 'Unknown provider ‘nobody’.'],
  [['--provider', 'capsolver'], 'Fuelgauge does not know the prices of CapSolver.'],
  [['--provider', 'scrapio', '--operation', 'fetch'], 'Say how many'],
  [['--provider', 'scrapio', '--count', '5'], 'Say what'],
  [['--operation', 'fetch', '--count', '5'], 'Say where'],
  [['--provider', 'scrapio', '--account', 'x'], 'not both'],
  [['--provider', 'scrapio', '--operation', 'fetch', '--count', '5', '--credits', '1'], 'not both'],
  [['--provider', 'scrapio', '--operation', 'fly', '--count', '5'], 'There is no operation “fly”.'],
  [['--provider', 'scrapio', '--operation', 'fetch', '--count', 'five'], 'is not an amount'],
  [
    ['--provider', 'scrapio', '--operation', 'fetch', '--count', '5', '--option', 'renderJs'],
    'Write options as name=value',
  ],
  [
    ['--provider', 'scrapio', '--operation', 'fetch', '--count', '5', '--option', 'renderJs=maybe'],
    '“renderJs” must be one of no, yes.',
  ],
  [['--account', 'nobody'], 'nobody'],
])('refuses %j with a sentence', async (args, sentence) => {
  const { code, stderr, stdout } = await run(...args);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(sentence);
});
