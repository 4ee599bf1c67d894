import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { ChannelDriver } from '../../main/engine/channels/define.ts';
import { createEngine } from '../../main/engine/engine.ts';
import { createLog } from '../../main/engine/log.ts';
import type { Fetch } from '../../main/engine/network/requester.ts';
import { openHistory } from '../../main/engine/store/history.ts';
import { openSettings } from '../../main/engine/store/settings.ts';
import { createMemoryVault } from '../../main/engine/vault/memory.ts';
import { providers } from '../../main/providers/index.ts';
import { createTestClock } from '../helpers/clock.ts';
import { temporaryHome } from '../helpers/folder.ts';

const value = <Value>(
  result: { ok: true; value: Value } | { ok: false; error: { message: string } },
): Value => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

const never = new Promise<never>(() => {});
const asFetchDoes: Fetch = (_, { signal }) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
const deaf: Fetch = () => never;
const hangingChannel: ChannelDriver = {
  kind: 'desktop',
  unavailable: async () => null,
  check: () => ({ ok: true, value: { host: null } }),
  deliver: () => never,
};

/** An engine with one account whose request never ends, on a clock that stands still. */
async function openHanging(fetch: Fetch) {
  const home = temporaryHome();
  const time = createTestClock();
  const { history } = value(openHistory(join(home, 'history.db')));
  const asked = Promise.withResolvers<void>();
  const engine = createEngine({
    home,
    shell: 'browser',
    mode: 'live',
    vault: createMemoryVault(),
    settings: value(openSettings(home)),
    history,
    providers,
    fetch(url, init) {
      asked.resolve();
      return fetch(url, init);
    },
    endpoints: {},
    environment: {},
    clock: time.clock,
    random: () => 0,
    log: createLog(home),
    channels: [hangingChannel],
  });
  const values = { key: 'invented-key-number-one-7f3a' };
  value(
    await engine.addAccount({ provider: 'crustdata', label: 'one', credential: { from: 'values', values } }),
  );
  engine.start();
  await time.advance(0);
  // Not in the same turn: the provider's code is loaded first.
  await asked.promise;
  return { engine, home, time, history };
}

describe('stopping', () => {
  it('breaks off a request that hangs, which is no failure of the provider', async () => {
    const { engine, home, time } = await openHanging(asFetchDoes);
    expect(engine.state().accounts[0]?.refreshing).toBe(true);
    await engine.stop();
    const { history } = value(openHistory(join(home, 'history.db')));
    // The attempt was recorded before, so that the provider's limits are kept.
    expect(history.pollRecord('a1')).toMatchObject({
      attemptedAt: time.clock.now(),
      failures: 0,
      error: null,
    });
    history.close();
  });

  it('does not wait for one that cannot be broken off', async () => {
    const { engine } = await openHanging(deaf);
    await engine.stop();
  });

  it('does not wait for a delivery that hangs', async () => {
    const { engine, time } = await openHanging(asFetchDoes);
    void engine.alerts.testChannel({ id: 'desktop' });
    await time.advance(2000);
    await engine.stop();
  });

  // By itself a write waits 5 seconds.
  it('does not wait for another program that has locked the history', { timeout: 4000 }, async () => {
    const { engine, home } = await openHanging(asFetchDoes);
    const other = new DatabaseSync(join(home, 'history.db'));
    other.exec('BEGIN IMMEDIATE');
    await engine.stop();
    other.close();
  });

  // One that waits already cannot be hurried, and nothing else runs meanwhile.
  it('ends within three seconds although a write has just begun to wait', { timeout: 3000 }, async () => {
    const { engine, home, history } = await openHanging(deaf);
    const other = new DatabaseSync(join(home, 'history.db'));
    other.exec('BEGIN IMMEDIATE');
    expect(() => history.recordDay(0)).toThrow('locked');
    await engine.stop();
    other.close();
  });

  it('after a pause asks again when it is due', async () => {
    const { engine, time } = await openHanging(asFetchDoes);
    await engine.pause();
    engine.start();
    const next = engine.state().accounts[0]?.health.nextAt ?? 0;
    expect(next).toBeGreaterThan(time.clock.now());
    expect(engine.state().accounts[0]).toMatchObject({ refreshing: false, health: { error: null } });
    await engine.stop();
  });
});
