import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStateStream } from '../../../main/engine/api/state-stream.ts';
import { createEngine } from '../../../main/engine/engine.ts';
import { type History, openHistory } from '../../../main/engine/store/history.ts';
import { openSettings } from '../../../main/engine/store/settings.ts';
import { createMemoryVault } from '../../../main/engine/vault/memory.ts';
import { providers } from '../../../main/providers/index.ts';
import { accountStateSchema, appStateSchema, type Reading } from '../../../shared/model/index.ts';
import { createTestClock, settle } from '../../helpers/clock.ts';
import { temporaryHome } from '../../helpers/folder.ts';
import { type MockRequest, startMockProvider } from '../../helpers/mock-provider.ts';

const value = <Value>(
  result: { ok: true; value: Value } | { ok: false; error: { message: string } },
): Value => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

const body = (credits: number) => ({ account: { credits, recurring_credits: 1000 } });

/** Three accounts of which the second has a fault that `spoil` puts into what the history says of it. */
async function openSpoilt(spoil: (history: History) => Partial<History>) {
  const home = temporaryHome();
  const time = createTestClock();
  const provider = await startMockProvider((request: MockRequest) => ({
    body: body(String(request.headers.authorization).includes('first') ? 100 : 300),
  }));
  const { history } = value(openHistory(join(home, 'history.db')));
  const logged: { event: string; account: unknown }[] = [];
  const log = (event: string, data: object = {}) =>
    void logged.push({ event, account: 'account' in data ? data.account : null });
  const engine = createEngine({
    home,
    shell: 'browser',
    mode: 'live',
    vault: createMemoryVault(),
    settings: value(openSettings(home)),
    history: { ...history, ...spoil(history) },
    providers,
    fetch: globalThis.fetch,
    endpoints: { crustdata: provider.origin },
    environment: {},
    clock: time.clock,
    random: () => 0,
    log: {
      info: () => {},
      warn: log,
      error: log,
      registerSecret: () => {},
      forgetSecret: () => {},
      forgetAccount: () => {},
      close: () => {},
    },
  });
  onTestFinished(async () => {
    await engine.stop();
    await provider.close();
  });
  for (const label of ['first', 'second', 'third'])
    value(
      await engine.addAccount({
        provider: 'crustdata',
        label,
        credential: { from: 'values', values: { key: `invented-key-${label}-7f3a` } },
      }),
    );
  return { engine, time, logged };
}

const spoilt = <Value>(real: (account: string) => Value, fault: (account: string) => Value) => {
  return (account: string) => (account === 'a2' ? fault(account) : real(account));
};
const broken = (): never => {
  throw new Error('this row cannot be read');
};
const endless = (reading: Reading | null): Reading | null =>
  reading && {
    ...reading,
    pools: reading.pools.map((pool) => ({ ...pool, remaining: Number.POSITIVE_INFINITY })),
  };

const faults: [string, (history: History) => Partial<History>][] = [
  ['its reading cannot be read', (history) => ({ lastReading: spoilt(history.lastReading, broken) })],
  [
    'its balance is endless',
    (history) => ({ lastReading: spoilt(history.lastReading, (id) => endless(history.lastReading(id))) }),
  ],
  ['its last attempt cannot be read', (history) => ({ pollRecord: spoilt(history.pollRecord, broken) })],
  ['its use cannot be read', (history) => ({ dailyUse: spoilt(history.dailyUse, broken) })],
  [
    'its samples cannot be read',
    (history) => ({
      samples: (account, ...rest) => (account === 'a2' ? broken() : history.samples(account, ...rest)),
    }),
  ],
  [
    'its samples are endless',
    (history) => ({
      samples: (account, ...rest) =>
        account === 'a2'
          ? [{ t: Number.NaN, remaining: Number.POSITIVE_INFINITY }]
          : history.samples(account, ...rest),
    }),
  ],
  [
    'the instant of its error is beyond every calendar',
    (history) => ({
      pollRecord: spoilt(history.pollRecord, (id) => {
        const record = history.pollRecord(id);
        const error = { kind: 'unavailable' as const, message: 'No.', retryAt: 1e300 };
        return record && { ...record, error, errorSince: -1e300 };
      }),
    }),
  ],
];

describe('an account that cannot be worked out', () => {
  it.each(faults)('has an error of its own and touches no other: %s', async (_, spoil) => {
    const rejections: unknown[] = [];
    const reject = (reason: unknown) => rejections.push(reason);
    process.on('unhandledRejection', reject);
    onTestFinished(() => void process.off('unhandledRejection', reject));

    const { engine, time, logged } = await openSpoilt(spoil);
    engine.start();
    const stream = openStateStream({ engine: () => engine, demo: null }, () => {});
    onTestFinished(() => stream.leave());
    await expect
      .poll(async () => {
        await time.advance(200);
        return engine.state().accounts.filter(({ pools }) => pools[0]?.remaining !== undefined).length;
      })
      .toBeGreaterThanOrEqual(2);
    // Alerts are evaluated, and time changes the states.
    for (let minute = 0; minute < 10; minute += 1) await time.advance(60_000);
    await settle();

    const state = engine.state();
    expect(appStateSchema.safeParse(state).success).toBe(true);
    const byId = new Map(state.accounts.map((account) => [account.id, account]));
    expect(byId.get('a1')).toMatchObject({ health: { error: null }, pools: [{ remaining: 100 }] });
    expect(byId.get('a3')).toMatchObject({ health: { error: null }, pools: [{ remaining: 300 }] });
    const second = accountStateSchema.parse(byId.get('a2'));
    if (second.health.error !== null)
      expect(second).toMatchObject({
        pools: [],
        label: 'second',
        health: { state: 'error', error: { message: 'Fuelgauge could not work out this account.' } },
      });
    const told = logged.filter(({ event }) => event === 'an account could not be worked out');
    expect(told.length).toBe(second.health.error === null ? 0 : 1);

    const push = stream.next();
    expect(push?.kind === 'whole' && push.state.accounts.map(({ id }) => id).sort()).toEqual([
      'a1',
      'a2',
      'a3',
    ]);
    expect(rejections).toEqual([]);
  });
});
