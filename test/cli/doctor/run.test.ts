import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { doctorJsonSchema } from '../../../shared/json/doctor.ts';
import { hourMs } from '../../../shared/time/index.ts';
import { startMockProvider } from '../../helpers/mock-provider.ts';
import { everythingIn, runCli, temporaryHome, writeAccounts } from '../../helpers/run-cli.ts';

vi.setConfig({ testTimeout: 60_000 });

let folder: ReturnType<typeof temporaryHome>;
beforeEach(() => {
  folder = temporaryHome();
});
afterEach(() => folder.remove());

async function doctor(env: Record<string, string>, ...options: string[]) {
  const { code, stdout, stderr } = await runCli(folder.home, ['doctor', '--json', ...options], { env });
  const { lines, ok } = doctorJsonSchema.parse(JSON.parse(stdout));
  const of = (about: string) =>
    lines.filter((line) => line.about === about).map(({ level, text }) => `${level}: ${text}`);
  return { code, stdout, stderr, ok, of };
}

it('finds a damaged history, open files, a key that is not set and a host that does not answer', async () => {
  writeAccounts(folder.home, [{ provider: 'spidra', label: 'crawl', variable: 'MY_KEY' }]);
  writeFileSync(join(folder.home, 'history.db'), 'This is no database at all. '.repeat(200));
  if (process.platform !== 'win32') chmodSync(join(folder.home, 'history.db'), 0o644);
  const mock = await startMockProvider({ body: {} });
  await mock.close();
  const before = everythingIn(folder.home);
  const { code, ok, of, stdout, stderr } = await doctor({
    FUELGAUGE_ENDPOINT_SPIDRA: mock.origin,
    HTTPS_PROXY: 'http://me:invented-password@127.0.0.1:9',
  });
  expect({ code, ok, stderr }).toEqual({ code: 1, ok: false, stderr: '' });
  expect(of('history')).toEqual(['problem: The history is damaged.']);
  if (process.platform !== 'win32') expect(of('data folder')[1]).toMatch(/^watch: .* history\.db/);
  expect(of('keys')).toEqual(['watch: Not set here: MY_KEY (spidra/crawl).']);
  expect(of('providers')).toEqual([
    expect.stringMatching(/^problem: Spidra \(127\.0\.0\.1:\d+\) refused the connection/),
  ]);
  expect(stdout).not.toContain('invented-password');
  // The home folder of the test is its data folder.
  expect(stdout).not.toContain(folder.home);
  // It only looks: another start mends what can be mended.
  expect(everythingIn(folder.home)).toBe(before);
});

it('finds a clock that is wrong by what the hosts say, and asks them without a key', async () => {
  writeAccounts(folder.home, [{ provider: 'spidra', label: 'crawl', variable: 'MY_KEY' }]);
  const mock = await startMockProvider({
    status: 401,
    headers: { date: new Date(Date.now() + 5 * hourMs).toUTCString() },
    body: {},
  });
  const { code, of } = await doctor({ FUELGAUGE_ENDPOINT_SPIDRA: mock.origin, MY_KEY: 'spd_invented' });
  await mock.close();
  expect(code).toBe(1);
  expect(of('clock')).toEqual([expect.stringMatching(/^problem: .* 5 hours behind\.$/)]);
  expect(of('providers')).toEqual([expect.stringMatching(/^ok: 127\.0\.0\.1:\d+ answers/)]);
  expect(mock.requests.map(({ method, url }) => `${method} ${url}`)).toEqual(['HEAD /']);
  expect(JSON.stringify(mock.requests)).not.toContain('invented');
});

it('without a data folder there is nothing wrong, and nothing is made', async () => {
  mkdirSync(join(folder.home, 'empty'));
  const { code, stdout } = await runCli(folder.home, ['doctor', '--offline'], {
    env: { FUELGAUGE_HOME: join(folder.home, 'empty', 'none') },
  });
  expect(code).toBe(0);
  expect(stdout).toContain('~/empty/none does not exist yet');
  expect(everythingIn(join(folder.home, 'empty'))).toBe('');
});
