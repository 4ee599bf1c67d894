import { expect, it, vi } from 'vitest';
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
