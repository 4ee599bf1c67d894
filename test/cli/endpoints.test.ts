import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type MockProvider, startMockProvider } from '../helpers/mock-provider.ts';
import { runCli, temporaryHome } from '../helpers/run-cli.ts';

// Each command is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

let folder: ReturnType<typeof temporaryHome>;
let mock: MockProvider;
beforeEach(async () => {
  folder = temporaryHome();
  mock = await startMockProvider({ status: 404, body: {} });
});
afterEach(async () => {
  await mock.close();
  folder.remove();
});

/** What is left at a provider whose stand-in gives this answer. */
async function left(provider: string, variable: string, credential: Record<string, string>, body: unknown) {
  mock.answer({ body });
  const env = { ...credential, [variable]: mock.origin };
  const names = Object.keys(credential).flatMap((name) => ['--from-env', name]);
  await runCli(folder.home, ['add', provider, '--no-test', ...names], { env });
  const { stdout } = await runCli(folder.home, ['status', '--json', '--refresh'], { env });
  return JSON.parse(stdout).accounts[0].pools[0]?.remaining;
}

it('stands in for a provider whose id has a hyphen', async () => {
  const credential = { KEY: 'invented-key-0123456789' };
  await left('api-football', 'FUELGAUGE_ENDPOINT_API_FOOTBALL', credential, {});
  expect(mock.requests).toHaveLength(1);
});

it('stands in for an address that you enter, with its path', async () => {
  const credential = {
    ADDRESS: 'https://1nv3nt.api.infobip.com/base/',
    KEY: 'invented-key-0123456789',
  };
  const body = { balance: 268.04, currency: 'EUR' };
  expect(await left('infobip', 'FUELGAUGE_ENDPOINT_INFOBIP', credential, body)).toBe(268.04);
  expect(mock.requests.map(({ url }) => url)).toEqual(['/base/account/1/balance']);
});
