import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type MockProvider, startMockProvider } from '../helpers/mock-provider.ts';
import { runCli, temporaryHome, writeAccounts } from '../helpers/run-cli.ts';

// Each command is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

const key = 'inventedgoodkey0123456789abcdef';
let folder: ReturnType<typeof temporaryHome>;
let mock: MockProvider;
const cli = (...args: string[]) =>
  runCli(folder.home, args, { env: { MY_KEY: key, FUELGAUGE_ENDPOINT_SCRAPERAPI: mock.origin } });
const file = () => join(folder.home, 'report.md');

beforeEach(async () => {
  folder = temporaryHome();
  mock = await startMockProvider({ body: { request_count: 4321, who: 'ada@example.com', echo: key } });
  writeAccounts(folder.home, [{ provider: 'scraperapi', label: 'production', variable: 'MY_KEY' }]);
});
afterEach(async () => {
  await mock.close();
  folder.remove();
});

it('prints the exchange without your data, and asks the provider once', async () => {
  const { code, stdout, stderr } = await cli('report', 'production');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('`GET https://api.scraperapi.com/account?api_key={key}`');
  expect(stdout).toContain('Outcome: malformed. ScraperAPI sent an answer that Fuelgauge cannot read: ');
  expect(stdout).toContain('"request_count": 1111');
  for (const secret of [key, '4321', 'ada@example']) expect(stdout).not.toContain(secret);
  expect(mock.requests).toHaveLength(1);
});

it('saves it without a terminal only where you say so, and over no other file', async () => {
  const asked = await cli('report', 'a1', '--output', file());
  expect(asked).toMatchObject({
    code: 2,
    stderr: 'Nothing was saved. Without a terminal, a report is saved with --output FILE and --yes.\n',
  });
  expect(existsSync(file())).toBe(false);
  writeFileSync(file(), 'another file');
  expect(await cli('report', 'a1', '--output', file(), '--yes')).toMatchObject({ code: 2, stdout: '' });
  expect(readFileSync(file(), 'utf8')).toBe('another file');
  expect(mock.requests).toHaveLength(1);
});

it('saves what it shows', async () => {
  const saved = await cli('report', 'a1', '--output', file(), '--yes');
  expect(saved.code).toBe(0);
  expect(saved.stderr).toMatch(/^Saved .*report\.md\. Put it into the form “A provider changed its answer”/);
  expect(readFileSync(file(), 'utf8')).toBe(saved.stdout);
});

it('does not ask again with a rejected key', async () => {
  mock.answer({ status: 401, body: { error: 'Invalid API key' } });
  expect((await cli('report', 'a1')).stdout).toContain('Outcome: bad-credential\n');
  const again = await cli('report', 'a1');
  expect(again).toMatchObject({ code: 2, stdout: '' });
  expect(again.stderr).toMatch(/^ScraperAPI rejected this credential, .* Nothing was asked\.\n$/);
  expect(mock.requests).toHaveLength(1);
});
