import { onTestFinished } from 'vitest';
import type { Engine } from '../../main/engine/engine.ts';
import { createNodeFetch } from '../../main/engine/network/fetch.ts';
import { openEngine } from '../../main/engine/open-engine.ts';
import { createMemoryVault } from '../../main/engine/vault/memory.ts';
import type { Provider } from '../../main/providers/contract/provider.ts';
import { createTestClock } from './clock.ts';
import { temporaryHome } from './folder.ts';
import { type MockProvider, startMockProvider } from './mock-provider.ts';

export interface MockEngine {
  engine: Engine;
  server: MockProvider;
  time: ReturnType<typeof createTestClock>;
  /** Adds an account at the first provider and returns its id. */
  add(key: string, more?: { paidChecks?: boolean }): Promise<string>;
}

/** An engine for one test that asks these providers on loopback, on a clock that stands still. */
export async function mockEngine(...providers: [Provider, ...Provider[]]): Promise<MockEngine> {
  const server = await startMockProvider({ status: 404, body: {} });
  const time = createTestClock();
  const opened = openEngine({
    shell: 'browser',
    mode: 'live',
    environment: {},
    home: temporaryHome(),
    vault: createMemoryVault,
    fetch: createNodeFetch({}),
    providers,
    endpoints: Object.fromEntries(providers.map(({ id }) => [id, server.origin])),
    clock: time.clock,
    random: () => 0,
  });
  if (!opened.ok) throw new Error(opened.error.message);
  const { engine, close } = opened.value;
  onTestFinished(async () => {
    await close();
    await server.close();
  });
  return {
    engine,
    server,
    time,
    async add(key, more) {
      const credential = { from: 'values' as const, values: { key } };
      const added = await engine.addAccount({ provider: providers[0].id, label: key, credential, ...more });
      if (!added.ok) throw new Error(added.error.message);
      return added.value.id;
    },
  };
}
