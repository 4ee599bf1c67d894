import { expect, it, onTestFinished } from 'vitest';
import { createNodeFetch } from '../../main/engine/network/fetch.ts';
import { openEngine } from '../../main/engine/open-engine.ts';
import { createMemoryVault } from '../../main/engine/vault/memory.ts';
import { providers } from '../../main/providers/index.ts';
import { createTestClock } from '../helpers/clock.ts';
import { startFixtureProviders } from '../helpers/fixture-providers.ts';
import { temporaryHome } from '../helpers/folder.ts';
import { now, readFixtures } from '../providers/fixtures.ts';

it('polls one account at each provider in one go, without an error', async () => {
  const fixtures = readFixtures();
  const { endpoints, close } = await startFixtureProviders(fixtures);
  const opened = openEngine({
    shell: 'browser',
    mode: 'live',
    environment: {},
    home: temporaryHome(),
    vault: createMemoryVault,
    fetch: createNodeFetch({}),
    endpoints,
    clock: createTestClock(now).clock,
  });
  if (!opened.ok) throw new Error(opened.error.message);
  const { engine } = opened.value;
  onTestFinished(async () => {
    await opened.value.close();
    close();
  });
  for (const { id, checkCost } of providers) {
    const values = fixtures.find((fixture) => fixture.id === id)?.credential ?? {};
    const credential = { from: 'values' as const, values };
    const paid = checkCost > 0 ? { paidChecks: true } : {};
    expect(await engine.addAccount({ provider: id, label: id, credential, ...paid }), id).toMatchObject({
      ok: true,
    });
  }

  await engine.refresh({});
  const { accounts } = engine.state();
  const outcome = accounts.map(({ provider, health }) => [provider, health.state, health.error?.message]);
  expect(Object.fromEntries(outcome.map(([id, ...rest]) => [id, rest]))).toEqual(
    Object.fromEntries(providers.map(({ id }) => [id, ['ok', undefined]])),
  );
  for (const { id, pools } of accounts)
    for (const pool of pools) {
      const points = await engine.history({ account: id, pool: pool.id, from: 0, to: now, points: 10 });
      expect(points.ok && points.value.length, `${id} ${pool.id}`).toBe(pool.remaining === null ? 0 : 1);
    }
});
