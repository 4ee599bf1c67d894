import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStateStream } from '../../main/engine/api/state-stream.ts';
import { createEngine } from '../../main/engine/engine.ts';
import { createLog } from '../../main/engine/log.ts';
import { affectedBy } from '../../main/engine/state/affected.ts';
import { openHistory } from '../../main/engine/store/history.ts';
import { openSettings } from '../../main/engine/store/settings.ts';
import { createMemoryVault } from '../../main/engine/vault/memory.ts';
import { providers } from '../../main/providers/index.ts';
import { type Settings, type StatePush, settingsSchema } from '../../shared/model/index.ts';
import { createTestClock, settle } from '../helpers/clock.ts';
import { temporaryHome } from '../helpers/folder.ts';

const value = <Value>(
  result: { ok: true; value: Value } | { ok: false; error: { message: string } },
): Value => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

/** An engine with three accounts; `after` tells what a command made it announce, and whose history it read. */
async function openWatched() {
  const home = temporaryHome();
  const time = createTestClock();
  const { history } = value(openHistory(join(home, 'history.db')));
  const reads: string[] = [];
  const engine = createEngine({
    home,
    shell: 'browser',
    mode: 'live',
    vault: createMemoryVault(),
    settings: value(openSettings(home)),
    history: {
      ...history,
      lastReading(account) {
        reads.push(account);
        return history.lastReading(account);
      },
    },
    providers,
    fetch: async () => {
      throw new Error('Nothing is asked over the network here.');
    },
    endpoints: {},
    environment: { KEY: 'invented-key-of-the-environment' },
    clock: time.clock,
    random: () => 0,
    log: createLog(home),
  });
  onTestFinished(() => engine.stop());
  const values = { key: 'invented-key-number-one-7f3a' };
  for (const label of ['first', 'second'])
    value(await engine.addAccount({ provider: 'crustdata', label, credential: { from: 'values', values } }));
  value(
    await engine.addAccount({
      provider: 'scrapio',
      label: 'ledger',
      credential: { from: 'values', values: {} },
    }),
  );

  const pushes: StatePush[] = [];
  let told = 0;
  const stream = openStateStream({ engine: () => engine, demo: null }, () => {
    told += 1;
    const push = stream.next();
    if (push) pushes.push(push);
  });
  stream.next();
  return {
    engine,
    async after(command: () => Promise<unknown>) {
      await time.advance(10_000);
      reads.length = 0;
      pushes.length = 0;
      told = 0;
      await command();
      await settle();
      await time.advance(10_000);
      const changes = pushes.map((push) =>
        push.kind === 'change' ? push.accounts.map(({ id }) => id) : 'whole',
      );
      return { told, changes, reads: [...new Set(reads)] };
    },
  };
}

describe('one command', () => {
  const environment = { from: 'environment' as const, variables: { key: 'KEY' } };
  type Engine = Awaited<ReturnType<typeof openWatched>>['engine'];
  const commands: [string, (engine: Engine) => Promise<{ ok: boolean }>, string[]][] = [
    ['editAccount', (engine) => engine.editAccount({ account: 'a2', label: 'renamed' }), ['a2']],
    ['addGrant', (engine) => engine.addGrant({ account: 'a2', kind: 'topup', amount: 5 }), ['a2']],
    ['mute', (engine) => engine.alerts.mute({ account: 'a2', until: Date.parse('2026-12-01') }), ['a2']],
    [
      'replaceCredential',
      (engine) => engine.replaceCredential({ account: 'a2', credential: environment }),
      ['a2'],
    ],
    ['logUsage', (engine) => engine.logUsage({ account: 'a3', amount: 5 }), ['a3']],
    ['setPreferences', (engine) => engine.setPreferences({ theme: 'dark' }), []],
    ['makeUsageToken', (engine) => engine.makeUsageToken(), []],
    ['makeToken', (engine) => engine.makeToken({ kind: 'read' }), []],
    ['dismissNotice', (engine) => engine.dismissNotice({ text: 'Read.' }), []],
  ];

  it.each(commands)('%s is announced once, of exactly its account', async (_, command, accounts) => {
    const { engine, after } = await openWatched();
    const { told, changes, reads } = await after(async () =>
      expect(await command(engine)).toMatchObject({ ok: true }),
    );
    expect(told).toBe(1);
    expect(changes.flat()).toEqual(accounts);
    expect(reads).toEqual(accounts);
  });

  it('that adds an account is announced once, though its number is kept first', async () => {
    const { engine, after } = await openWatched();
    const credential = { from: 'values' as const, values: { key: 'invented-key-number-two-9c1b' } };
    const { told, changes, reads } = await after(() =>
      engine.addAccount({ provider: 'crustdata', label: 'third', credential }),
    );
    expect({ told, changes, reads }).toEqual({ told: 1, changes: [['a4']], reads: ['a4'] });
  });

  it('that removes an account is announced once, without reading the others', async () => {
    const { engine, after } = await openWatched();
    const { told, reads } = await after(() => engine.removeAccount({ account: 'a1' }));
    expect({ told, reads }).toEqual({ told: 1, reads: [] });
    expect(
      engine
        .state()
        .accounts.map(({ id }) => id)
        .sort(),
    ).toEqual(['a2', 'a3']);
  });

  it('that pauses everything is announced once, of every account', async () => {
    const { engine, after } = await openWatched();
    const { told, changes, reads } = await after(() => engine.setPreferences({ paused: true }));
    expect(told).toBe(1);
    expect(changes.flat().sort()).toEqual(['a1', 'a2', 'a3']);
    expect(reads.sort()).toEqual(['a1', 'a2', 'a3']);
  });

  it('that puts the same credential into the vault again still lets polling look at the account', async () => {
    const { engine, after } = await openWatched();
    const credential = { from: 'values' as const, values: { key: 'invented-key-number-one-7f3a' } };
    const { told, reads } = await after(() => engine.replaceCredential({ account: 'a1', credential }));
    expect({ told, reads }).toEqual({ told: 1, reads: ['a1'] });
  });
});

describe('a change of the settings', () => {
  const account = {
    provider: 'crustdata',
    createdAt: 0,
    credential: { kind: 'none' },
    credentialEnd: null,
  };
  const settings = settingsSchema.parse({
    version: 2,
    accounts: [
      { ...account, id: 'a1', label: 'one' },
      { ...account, id: 'a2', label: 'two' },
    ],
  });
  const [one, two] = settings.accounts;
  if (!one || !two) throw new Error('no accounts');

  it.each<[string, Partial<Settings>, ReturnType<typeof affectedBy>]>([
    ['nothing', {}, null],
    ['a number that is kept for an account', { lastAccountNumber: 7 }, null],
    ['an account', { accounts: [one, { ...two, paused: true }] }, ['a2']],
    ['an account that is gone', { accounts: [two] }, ['a1']],
    ['an account that is new', { accounts: [one, two, { ...one, id: 'a3' }] }, ['a3']],
    ['a theme', { preferences: { ...settings.preferences, theme: 'dark' } }, []],
    ['a usage token', { usageToken: { hash: 'x', end: 'abcd' } }, []],
    ['a pause of everything', { preferences: { ...settings.preferences, paused: true } }, 'all'],
    [
      'quiet hours',
      { alerts: { ...settings.alerts, quietHours: { enabled: true, from: '22:00', to: '07:00' } } },
      'all',
    ],
  ])('affects, when it is of %s, exactly those it is about', (_, change, affected) => {
    expect(affectedBy(settings, { ...settings, ...change })).toEqual(affected);
  });
});
