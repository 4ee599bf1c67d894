import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openSettings, type SettingsStore } from '../../../main/engine/store/settings.ts';
import { type Settings, settingsSchema } from '../../../shared/model/index.ts';
import { temporaryHome } from '../../helpers/folder.ts';

// Other processes are started; a busy machine may need long for it.
vi.setConfig({ testTimeout: 60_000 });

const fresh = settingsSchema.parse({ version: 2 });
const dark = (settings: Settings): Settings => ({
  ...settings,
  preferences: { ...settings.preferences, theme: 'dark' },
});
const withToken =
  (end: string) =>
  (settings: Settings): Settings => ({ ...settings, usageToken: { hash: '00', end } });
const settingsModule = JSON.stringify(join(process.cwd(), 'main/engine/store/settings.ts'));

function open(home: string, options?: { watch: boolean }): SettingsStore {
  const store = openSettings(home, options);
  if (!store.ok) throw new Error(store.error.message);
  onTestFinished(() => store.value.close());
  return store.value;
}
const inHome = (home: string) =>
  readdirSync(home)
    .filter((name) => name !== 'lock.db')
    .sort();
const fileOf = (home: string) => join(home, 'settings.json');

describe('openSettings', () => {
  it('leaves out an entered fact that an older version took and that is out of range, and says so', async () => {
    const home = temporaryHome();
    const entered = {
      refill: 1e20,
      rollover: { upTo: 1e300 },
      plan: 'pro',
      grants: [5, 1e16, -3, 7].map((amount, n) => ({
        id: `g${n}`,
        kind: 'topup',
        amount,
        grantedAt: n === 1 ? 1e300 : 0,
        expiresAt: null,
      })),
    };
    const accounts = [
      {
        id: 'a1',
        provider: 'scrapio',
        label: 'main',
        createdAt: 0,
        credential: { kind: 'none' },
        credentialEnd: null,
        entered,
      },
    ];
    writeFileSync(fileOf(home), JSON.stringify({ version: 2, accounts }));
    const store = open(home);
    expect(store.get().accounts[0]?.entered).toMatchObject({
      refill: null,
      rollover: null,
      plan: 'pro',
      grants: [{ id: 'g0' }, { id: 'g3' }],
    });
    expect(store.notices.toSorted()).toEqual(
      ['grants', 'refill', 'rollover'].map(
        (fact) => `What you entered for “main” (${fact}) is out of range and was left out. Enter it again.`,
      ),
    );
    expect(inHome(home)).toEqual(['settings.json']);
    await store.update(dark);
    expect(open(home).notices).toEqual([]);
  });
  it('loses one setting, not all, to a value that is not valid', () => {
    const account = (id: string, more: object) => ({
      id,
      provider: 'scrapio',
      label: `of ${id}`,
      createdAt: 0,
      credential: { kind: 'none' },
      credentialEnd: null,
      ...more,
    });
    const low = { enabled: true, shares: [0.5], amounts: [1e16] };
    const spike = { enabled: false };
    const written = {
      version: 2,
      accounts: [
        account('a1', { alerts: { rules: { low, 'burn-spike': spike }, mutedUntil: 1e300 } }),
        account('a2', { intervalMs: -5, tags: ['a', ''], paused: 'no' }),
      ],
      preferences: { theme: 'pink', maskAmounts: true },
      alerts: {
        rules: { low: { ...low, amounts: [], moneyFloor: 1e20 }, 'cap-reached': spike },
        quietHours: { enabled: true, from: '25:00', to: '07:00' },
        channels: [{ id: 'x' }, { ...fresh.alerts.channels[0], minSeverity: 'critical' }],
      },
      usageToken: { hash: 5 },
    };
    const home = temporaryHome();
    writeFileSync(fileOf(home), JSON.stringify(written));
    const store = open(home);
    const { accounts, preferences, alerts, usageToken } = store.get();
    expect(accounts).toMatchObject([
      { id: 'a1', alerts: { rules: { 'burn-spike': spike }, mutedUntil: null } },
      { id: 'a2', intervalMs: null, tags: [], paused: false },
    ]);
    expect(accounts[0]?.alerts.rules).not.toHaveProperty('low');
    expect(preferences).toEqual({ ...fresh.preferences, maskAmounts: true });
    expect(alerts.rules).toEqual({ ...fresh.alerts.rules, 'cap-reached': spike });
    expect(alerts.quietHours).toEqual(fresh.alerts.quietHours);
    expect(alerts.channels).toEqual([{ ...fresh.alerts.channels[0], minSeverity: 'critical' }]);
    expect(usageToken).toBeNull();
    const told = [
      'alerts.rules.low of “of a1”',
      'alerts.mutedUntil of “of a1”',
      'intervalMs of “of a2”',
      'tags of “of a2”',
      'paused of “of a2”',
      'preferences.theme',
      'alerts.rules.low',
      'alerts.quietHours',
      'alerts.channels.0',
      'usageToken',
    ];
    expect(store.notices.toSorted()).toEqual(
      told.map((what) => `The setting ${what} is not valid and was left out. Check it.`).toSorted(),
    );
    expect(inHome(home)).toEqual(['settings.json']);
  });

  it('begins with defaults and keeps changes, with a backup, for the owner alone', async () => {
    const home = temporaryHome();
    const store = open(home);
    expect(store.get()).toEqual(fresh);
    const changes: unknown[] = [];
    const leave = store.onChange((next, previous) => changes.push([previous, next]));
    const updated = await store.update(dark);
    expect(updated).toEqual({ ok: true, value: dark(fresh) });
    expect(store.get()).toEqual(dark(fresh));
    await store.update((settings) => settings);
    expect(changes).toEqual([[fresh, dark(fresh)]]);
    leave();
    await store.update(withToken('1234'));
    expect(changes).toHaveLength(1);

    expect(open(home).get()).toEqual(withToken('1234')(dark(fresh)));
    expect(inHome(home)).toEqual(['settings.backup.json', 'settings.json']);
    for (const name of inHome(home)) {
      expect(statSync(join(home, name)).mode & 0o777).toBe(0o600);
      expect(settingsSchema.parse(JSON.parse(readFileSync(join(home, name), 'utf8')))).toEqual(store.get());
    }
    expect(store.notices).toEqual([]);
  });

  it('refuses a change that the schema refuses, and keeps the file', async () => {
    const home = temporaryHome();
    const store = open(home);
    const result = await store.update((settings) => ({
      ...settings,
      accounts: [
        {
          id: 'a1',
          provider: 'acme',
          label: '',
          createdAt: 0,
          credential: { kind: 'none' },
          tags: [],
          note: '',
          pinned: false,
          hidden: false,
          credentialSince: null,
          credentialEnd: null,
          paused: false,
          intervalMs: null,
          entered: { plan: null, cycleStart: null, refill: null, rollover: null, grants: [] },
          alerts: { rules: {}, mutedUntil: null },
        },
      ],
    }));
    expect(result).toMatchObject({ ok: false, error: { kind: 'bad-input' } });
    expect(open(home).get()).toEqual(fresh);
  });

  it.each([
    ['truncated', (file: string) => truncateSync(file, statSync(file).size - 9)],
    ['empty', (file: string) => truncateSync(file, 0)],
    ['binary', (file: string) => writeFileSync(file, Buffer.from([0, 255, 254, 1]))],
    ['of another shape', (file: string) => writeFileSync(file, '{"version":1,"accounts":{}}')],
    [
      'of another shape in an older version',
      (file: string) => writeFileSync(file, '{"version":1,"alerts":{"carriers":[1]}}'),
    ],
    ['no object', (file: string) => writeFileSync(file, '[1]')],
  ])('sets aside a file that is %s and uses the backup', async (_, harm) => {
    const home = temporaryHome();
    await open(home).update(dark);
    harm(fileOf(home));
    const harmed = readFileSync(fileOf(home));

    const store = open(home);
    expect(store.get()).toEqual(dark(fresh));
    const aside = inHome(home).find((name) => name.startsWith('settings.damaged-')) ?? '';
    expect(aside).toMatch(/^settings\.damaged-\d{4}-\d\d-\d\dT[\d.-]+Z\.json$/);
    expect(readFileSync(join(home, aside))).toEqual(harmed);
    expect(store.notices).toEqual([expect.stringContaining(aside)]);
    // Said once: the next start finds a sound file.
    expect(open(home).notices).toEqual([]);
    expect(open(home).get()).toEqual(dark(fresh));
  });

  it('begins anew when file and backup are damaged, and keeps both copies of two damages', async () => {
    const home = temporaryHome();
    writeFileSync(fileOf(home), '{');
    writeFileSync(join(home, 'settings.backup.json'), '{');
    expect(open(home).get()).toEqual(fresh);
    writeFileSync(fileOf(home), '{{');
    expect(open(home).get()).toEqual(fresh);
    expect(inHome(home).filter((name) => name.startsWith('settings.damaged-'))).toHaveLength(2);
  });

  it('survives damage while it is open', async () => {
    const home = temporaryHome();
    const store = open(home);
    await store.update(dark);
    writeFileSync(fileOf(home), 'x');
    expect((await store.update(withToken('1234'))).ok).toBe(true);
    expect(store.get()).toEqual(withToken('1234')(dark(fresh)));
    expect(store.notices).toHaveLength(1);
  });

  it.each([
    ['with', true],
    ['without', false],
  ])(
    'goes on with what it knows if the file vanishes while it is watched, %s a backup',
    async (_, backup) => {
      const home = temporaryHome();
      const store = open(home, { watch: true });
      await store.update(dark);
      const told: Settings[] = [];
      store.onChange((next) => told.push(next));
      rmSync(fileOf(home));
      if (!backup) rmSync(join(home, 'settings.backup.json'));
      // Longer than it waits before it looks.
      await delay(500);
      expect(told).toEqual([]);
      expect(store.get()).toEqual(dark(fresh));
      expect((await store.update(withToken('1234'))).ok).toBe(true);
      expect(open(home).get()).toEqual(withToken('1234')(dark(fresh)));
    },
  );

  it('reads a file of version 1, whose channels were called carriers', () => {
    const home = temporaryHome();
    const slack = {
      id: 'c1',
      kind: 'slack',
      label: 'Team',
      enabled: true,
      host: 'hooks.slack.com',
    };
    writeFileSync(
      fileOf(home),
      JSON.stringify({ version: 1, alerts: { carriers: [{ ...slack, least: 'warning' }] } }),
    );
    expect(open(home).get().alerts.channels).toEqual([{ ...slack, minSeverity: 'warning' }]);
    writeFileSync(fileOf(home), JSON.stringify({ version: 1, preferences: { theme: 'dark' } }));
    expect(open(home).get()).toEqual(dark(fresh));
  });

  it('leaves a newer file as it is', () => {
    const home = temporaryHome();
    const text = '{"version":3,"shape":"unknown"}';
    writeFileSync(fileOf(home), text);
    expect(openSettings(home)).toMatchObject({
      ok: false,
      error: { kind: 'not-supported', message: expect.stringContaining(fileOf(home)) },
    });
    expect(readFileSync(fileOf(home), 'utf8')).toBe(text);
    expect(inHome(home)).toEqual(['settings.json']);
  });

  it('says which file cannot be used', () => {
    const home = temporaryHome();
    mkdirSync(fileOf(home));
    expect(openSettings(home)).toMatchObject({
      ok: false,
      error: { kind: 'not-writable', message: expect.stringContaining(fileOf(home)) },
    });
    expect(openSettings(join(home, 'missing'))).toMatchObject({ ok: false, error: { kind: 'not-writable' } });
  });
});

describe('several at once', () => {
  it('lose no change of one another', async () => {
    const home = temporaryHome();
    const [one, two] = [open(home), open(home)];
    await Promise.all([one.update(dark), two.update(withToken('5678'))]);
    expect(open(home).get()).toEqual(withToken('5678')(dark(fresh)));
  });

  it('lose no change of another process', async () => {
    const home = temporaryHome();
    const script = `import { openSettings } from ${settingsModule};
      const opened = openSettings(process.argv[1]);
      for (let n = 0; n < 20; n += 1)
        await opened.value.update((s) => ({ ...s, usageToken: { hash: (s.usageToken?.hash ?? '') + process.argv[2], end: '' } }));`;
    const children = ['a', 'b'].map((mark) =>
      spawn(process.execPath, ['--input-type=module', '-e', script, home, mark], { stdio: 'inherit' }),
    );
    expect(await Promise.all(children.map((child) => once(child, 'exit')))).toEqual([
      [0, null],
      [0, null],
    ]);
    const marks = [...(open(home).get().usageToken?.hash ?? '')];
    expect(marks.filter((mark) => mark === 'a')).toHaveLength(20);
    expect(marks.filter((mark) => mark === 'b')).toHaveLength(20);
  });

  it('tell a watcher', async () => {
    const home = temporaryHome();
    const watcher = open(home, { watch: true });
    const told = new Promise<void>((resolve) => {
      watcher.onChange(() => resolve());
    });
    await open(home).update(dark);
    await told;
    expect(watcher.get()).toEqual(dark(fresh));
  });
});
