import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createNodeFetch } from '../../main/engine/network/fetch.ts';
import { type OpenEngine, openEngine } from '../../main/engine/open-engine.ts';
import { createPassphraseVault } from '../../main/engine/vault/passphrase.ts';
import { createSystemVault } from '../../main/engine/vault/system.ts';
import type { Vault } from '../../main/engine/vault/vault.ts';
import { type Notification, settingsSchema } from '../../shared/model/index.ts';
import { dayMs, hourMs, minuteMs } from '../../shared/time/index.ts';
import { createTestClock } from '../helpers/clock.ts';
import { temporaryHome } from '../helpers/folder.ts';
import { startMockProvider } from '../helpers/mock-provider.ts';
import { legibleCipher } from '../helpers/system-cipher.ts';

// Every use of a passphrase costs scrypt its 0.2 s; a busy machine may need long for it.
vi.setConfig({ testTimeout: 60_000 });

const key = 'invented-key-number-one-7f3a';
const label = 'Invented Label of Ada';
const tag = 'invented-tag';
const note = 'An invented note about the key';
const amount = 9406.5;
const passphrase = 'an invented passphrase';
const passphraseVault = (home: string) => createPassphraseVault(join(home, 'credentials.age'));
/** Its file is legible, so that a search of every byte finds what is in it. */
const legibleVault = (home: string) => createSystemVault(join(home, 'credentials.system'), legibleCipher);

function value<Value>(result: { ok: true; value: Value } | { ok: false; error: { message: string } }): Value {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** A data folder, a provider, and a clock that stands still; `open` opens the folder as the shells do. */
async function world(vault: (home: string) => Vault = legibleVault, home = temporaryHome()) {
  const account = {
    credits: amount,
    recurring_credits: 10_000,
    recurring_credits_frequency: 'monthly',
    recurring_credits_refresh_date: '2026-12-01T00:00:00+00:00',
    credit_rollover: true,
  };
  const server = await startMockProvider({ body: { account } });
  onTestFinished(server.close);
  const time = createTestClock();
  const open = (): OpenEngine => {
    const opened = value(
      openEngine({
        shell: 'browser',
        mode: 'live',
        environment: { FUELGAUGE_HOME: home },
        vault,
        fetch: createNodeFetch({}),
        endpoints: { crustdata: server.origin },
        clock: time.clock,
        random: () => 0,
      }),
    );
    onTestFinished(opened.close);
    return opened;
  };
  const add = async ({ engine }: OpenEngine, name = label, secret = key) => {
    const credential = { from: 'values' as const, values: { key: secret } };
    return value(await engine.addAccount({ provider: 'crustdata', label: name, credential })).id;
  };
  /** Fuelgauge runs once on each of so many days. */
  const daysPass = async ({ engine }: OpenEngine, days: number) => {
    for (let day = 0; day < days; day += 1) {
      time.jump(dayMs);
      await engine.deleteOverdue();
    }
  };
  return { home, server, time, open, add, daysPass };
}

/** The files in which a text stands anywhere among their bytes; a legible vault is decoded. */
function filesWith(home: string, text: string): string[] {
  return readdirSync(home).filter((name) => {
    const bytes = readFileSync(join(home, name));
    const content = name.startsWith('credentials.system') ? Buffer.from(bytes.toString(), 'base64') : bytes;
    return content.includes(text);
  });
}

/** As SQLite stores it in a sample. */
const stored = (number: number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(number);
  return bytes.toString('latin1');
};
const hasBytes = (home: string, bytes: string) =>
  readdirSync(home).some((name) => readFileSync(join(home, name)).toString('latin1').includes(bytes));

const message = (id: string, account: string | null, title: string): Notification => ({
  id,
  at: 0,
  account,
  episode: null,
  severity: 'warning',
  title,
  body: '150 of 1,000 credits left.',
  masked: { title, body: '••• credits left.' },
  sound: true,
});

describe('a removed account', () => {
  it('is polled and shown nowhere while it rests, and comes back to its place as it was', async () => {
    const { server, time, open, add } = await world();
    const opened = open();
    const { engine } = opened;
    const id = await add(opened);
    const other = await add(opened, 'other', `${key}-other`);
    value(await engine.editAccount({ account: id, tags: [tag], refill: 5 }));
    value(await engine.refresh({}));
    const before = engine.state().accounts.find((account) => account.id === id);
    value(await engine.removeAccount({ account: id }));
    expect(engine.state().accounts.map((account) => account.id)).toEqual([other]);
    expect(engine.state().removed).toEqual([
      { id, provider: 'Crustdata', label, removedAt: time.clock.now(), until: time.clock.now() + 7 * dayMs },
    ]);
    const asked = server.requests.length;
    time.jump(20 * minuteMs);
    value(await engine.refresh({}));
    expect(server.requests).toHaveLength(asked + 1);
    expect(await engine.history({ account: id, pool: 'credits', from: 0, to: 1, points: 2 })).toMatchObject({
      ok: false,
    });
    expect(value(await engine.exportHistory({ account: id, format: 'csv' })).text).toContain(String(amount));
    time.jump(-20 * minuteMs);
    expect(value(await engine.restoreAccount({ account: label }))).toEqual({ id, label, renamedFrom: null });
    expect(engine.state().removed).toEqual([]);
    expect(engine.state().accounts.find((account) => account.id === id)).toEqual(before);
    expect(opened.settings.get().accounts.map((account) => account.id)).toEqual([id, other]);
  });

  it('gives its label to others, takes another one back, and its id is never given again', async () => {
    const { open, add } = await world();
    const opened = open();
    const { engine } = opened;
    const first = await add(opened);
    value(await engine.removeAccount({ account: first }));
    const second = await add(opened, label.toUpperCase(), `${key}-second`);
    value(await engine.removeAccount({ account: second }));
    expect(await engine.removeAccount({ account: second })).toMatchObject({ ok: false });
    const third = await add(opened, label, `${key}-third`);
    expect([first, second, third]).toEqual(['a1', 'a2', 'a3']);
    const restored = value(await engine.restoreAccount({ account: first }));
    expect(restored).toEqual({ id: first, label: `${label} (restored)`, renamedFrom: label });
    expect(value(await engine.restoreAccount({ account: second })).label).toBe(
      `${label.toUpperCase()} (restored 2)`,
    );
  });

  it('keeps its key through a start and an unlock, without which it is removed, too', async () => {
    const { open, add, daysPass, home } = await world(passphraseVault);
    const opened = open();
    value(await opened.engine.unlock({ passphrase }));
    await add(opened);
    await opened.close();
    const locked = open();
    value(await locked.engine.removeAccount({ account: 'a1' }));
    await locked.close();
    const again = open();
    value(await again.engine.unlock({ passphrase }));
    value(await again.engine.restoreAccount({ account: 'a1' }));
    value(await again.engine.refresh({}));
    expect(again.engine.state().accounts[0]?.health.state).toBe('ok');
    value(await again.engine.removeAccount({ account: 'a1' }));
    await again.close();
    // Its key needs the passphrase, so all of it waits for the next unlock.
    const waiting = open();
    await daysPass(waiting, 20);
    expect(waiting.settings.get().removed).toHaveLength(1);
    value(await waiting.engine.unlock({ passphrase }));
    await waiting.engine.deleteOverdue();
    expect(waiting.settings.get().removed).toEqual([]);
    await waiting.close();
    for (const name of ['credentials.age', 'credentials.age.bak']) {
      const vault = createPassphraseVault(join(home, name));
      value(await vault.unlock(passphrase));
      expect(value(await vault.ids())).toEqual([]);
    }
  });
});

describe('once its time is over', () => {
  it('is in no byte of the data folder any more, and the others are whole', async () => {
    const { home, open, add, daysPass } = await world();
    const opened = open();
    const { engine, history, log } = opened;
    const id = await add(opened);
    const other = await add(opened, 'other', `${key.replace('one', 'two')}`);
    value(await engine.editAccount({ account: id, tags: [tag], note }));
    value(await engine.refresh({}));
    history.alerts.enqueue(message('n1', id, `Crustdata (${label})`), [], ['webhook'], 0);
    history.alerts.delivered(1, 0);
    log.warn('no reading', { account: id, message: `Nothing is stored for “${label}”.` });
    for (const text of [key, label, tag, note, String(amount), 'Nothing is stored'])
      expect(filesWith(home, text), text).not.toEqual([]);
    value(await engine.removeAccount({ account: id }));
    value(await engine.editAccount({ account: other, tags: ['kept'] }));
    await daysPass(opened, 6);
    expect(engine.state().removed).toHaveLength(1);
    await daysPass(opened, 1);
    expect(opened.settings.get().removed).toEqual([]);
    for (const text of [key, label, tag, note, 'Nothing is stored'])
      expect(filesWith(home, text), text).toEqual([]);
    expect(engine.state().accounts).toMatchObject([{ id: other, pools: [{ remaining: amount }] }]);
    expect(history.accounts()).toEqual([other]);
    await opened.close();
    for (const text of [key, label, tag, note]) expect(filesWith(home, text), text).toEqual([]);
  });

  it('waits for five days on which Fuelgauge ran, if it did not see the week pass', async () => {
    const { time, open, add, daysPass } = await world();
    const opened = open();
    await add(opened);
    value(await opened.engine.removeAccount({ account: 'a1' }));
    time.jump(9 * dayMs);
    await daysPass(opened, 4);
    expect(opened.engine.state().removed).toHaveLength(1);
    await daysPass(opened, 1);
    expect(opened.engine.state().removed).toEqual([]);
  });

  it('takes a weekend for no leap of the clock', async () => {
    const { time, open, add, daysPass } = await world();
    const opened = open();
    await add(opened);
    value(await opened.engine.removeAccount({ account: 'a1' }));
    await daysPass(opened, 2);
    time.jump(2 * dayMs);
    await daysPass(opened, 2);
    expect(opened.engine.state().removed).toHaveLength(1);
    await daysPass(opened, 1);
    expect(opened.engine.state().removed).toEqual([]);
  });

  it('is gone for good at once if you want that, with its amounts', async () => {
    const { home, open, add } = await world();
    const opened = open();
    const id = await add(opened);
    value(await opened.engine.refresh({}));
    expect(hasBytes(home, stored(amount))).toBe(true);
    value(await opened.engine.removeAccount({ account: id }));
    value(await opened.engine.removeAccount({ account: id, forGood: true }));
    expect(hasBytes(home, stored(amount))).toBe(false);
    for (const text of [key, label, String(amount)]) expect(filesWith(home, text), text).toEqual([]);
    expect(opened.engine.state()).toMatchObject({ accounts: [], removed: [] });
    expect(await add(opened)).toBe('a2');
  });

  it('is gone from the vault of another shell within an hour', async () => {
    const { home, time, open, add } = await world();
    const opened = open();
    const id = await add(opened);
    // It does not follow the settings here, and would ask once more.
    value(await opened.engine.setPreferences({ paused: true }));
    opened.engine.start();
    const command = value(
      openEngine({
        shell: 'cli',
        mode: 'live',
        environment: { FUELGAUGE_HOME: home },
        vault: passphraseVault,
        fetch: createNodeFetch({}),
        clock: time.clock,
      }),
    );
    onTestFinished(command.close);
    value(await command.engine.removeAccount({ account: id, forGood: true }));
    expect(filesWith(home, key)).not.toEqual([]);
    await time.advance(hourMs);
    await expect.poll(() => filesWith(home, key)).toEqual([]);
  });

  it('is believed of no clock that is wrong', async () => {
    const { time, open, add, daysPass } = await world();
    const opened = open();
    await add(opened);
    await daysPass(opened, 8);
    value(await opened.engine.removeAccount({ account: 'a1' }));
    time.jump(400 * dayMs);
    await opened.engine.deleteOverdue();
    await daysPass(opened, 3);
    time.jump(-403 * dayMs);
    await daysPass(opened, 6);
    value(await opened.engine.restoreAccount({ account: 'a1' }));
  });

  it('is there also for an account at a provider that this version does not know', async () => {
    const { home, open } = await world();
    const account = {
      id: 'a7',
      provider: 'of-tomorrow',
      label,
      createdAt: 0,
      credential: { kind: 'vault' },
      credentialEnd: null,
    };
    const settings = settingsSchema.parse({ version: 2, lastAccountNumber: 7, accounts: [account] });
    writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
    const opened = open();
    expect(opened.engine.state().notices).toHaveLength(1);
    value(await opened.engine.removeAccount({ account: label }));
    expect(opened.engine.state()).toMatchObject({ notices: [], removed: [{ provider: 'of-tomorrow' }] });
    value(await opened.engine.removeAccount({ account: 'a7', forGood: true }));
    expect(filesWith(home, label)).toEqual([]);
  });

  it('leaves nothing of a request that was running', async () => {
    const { home, open, add } = await world();
    const opened = open();
    const id = await add(opened);
    const asking = opened.engine.refresh({ account: id });
    value(await opened.engine.removeAccount({ account: id, forGood: true }));
    await asking;
    expect(opened.history.accounts()).toEqual([]);
    expect(filesWith(home, String(amount))).toEqual([]);
  });
});

describe('a file that was set aside', () => {
  const named = (home: string, start: string) => readdirSync(home).filter((name) => name.startsWith(start));

  it.each<[string, (text: string) => string]>([
    ['is of no known version', (text) => text.replace('"version"', '"vers"')],
    ['has lost a bracket', (text) => text.replace('}', '')],
    ['is cut off', (text) => text.slice(0, text.indexOf('lastAccountNumber'))],
    ['is cut off in the account', (text) => text.slice(0, text.indexOf(note) + note.length)],
    ['has lost the id', (text) => text.replace('"id": "a2"', '"id": "')],
  ])('as settings that %s, has the others still, and nothing of the account', async (_, damage) => {
    const { home, open, add, time } = await world();
    const opened = open();
    await add(opened, 'other', `${key}-other`);
    time.jump(minuteMs);
    const id = await add(opened);
    value(await opened.engine.editAccount({ account: id, tags: [tag], note }));
    await opened.close();
    const file = join(home, 'settings.json');
    writeFileSync(file, damage(readFileSync(file, 'utf8')));
    const again = open();
    const [aside = ''] = named(home, 'settings.damaged-');
    expect(readFileSync(join(home, aside), 'utf8')).toContain(note);
    value(await again.engine.removeAccount({ account: id, forGood: true }));
    const left = readFileSync(join(home, aside), 'utf8');
    for (const text of [label, tag, note]) expect(left).not.toContain(text);
    expect(left).toContain('"other"');
  });

  it('as a history, keeps what can be read of the others', async () => {
    const { home, open, add } = await world();
    const opened = open();
    const id = await add(opened);
    const other = await add(opened, 'other', `${key}-other`);
    value(await opened.engine.refresh({}));
    opened.history.alerts.enqueue(message('n1', id, label), [], ['webhook'], 0);
    opened.history.alerts.enqueue(message('n2', other, 'About the other'), [], ['webhook'], 0);
    await opened.close();
    const file = join(home, 'history.db');
    const db = new DatabaseSync(file);
    db.exec('ALTER TABLE polls ADD COLUMN of_nobody TEXT');
    db.close();
    const again = open();
    const [aside = ''] = named(home, 'history.damaged-');
    expect(filesWith(home, label)).toContain(aside);
    value(await again.engine.removeAccount({ account: id, forGood: true }));
    expect(filesWith(home, label)).toEqual([]);
    expect(named(home, 'history.damaged-')).toEqual([aside]);
    const left = new DatabaseSync(join(home, aside), { readOnly: true });
    expect(left.prepare('SELECT account FROM readings').all()).toEqual([{ account: other }]);
    expect(left.prepare('SELECT notification FROM deliveries').all()).toEqual([{ notification: 'n2' }]);
    left.close();
  });

  it('as a history of which nothing can be read, goes', async () => {
    const { home, open, add } = await world();
    const opened = open();
    const id = await add(opened);
    await opened.close();
    writeFileSync(
      join(home, 'history.damaged-2026-11-01T00-00-00.000Z.db'),
      `Rubbish about ${label}`.repeat(500),
    );
    const again = open();
    value(await again.engine.removeAccount({ account: id, forGood: true }));
    expect(named(home, 'history.damaged-')).toEqual([]);
  });

  it('as a vault, goes once nobody else misses a key that may be in it', async () => {
    const { home, open, add } = await world(passphraseVault);
    const opened = open();
    const { engine, settings } = opened;
    value(await engine.unlock({ passphrase }));
    const id = await add(opened);
    const other = await add(opened, 'other', `${key}-other`);
    value(await engine.editAccount({ account: id, note }));
    value(await engine.resetPassphrase({ passphrase: `another ${passphrase}` }));
    value(await engine.removeAccount({ account: id, forGood: true }));
    expect(named(home, 'credentials.age.forgotten-')).not.toEqual([]);
    for (const text of [label, note]) expect(filesWith(home, text), text).toEqual([]);
    expect(engine.state().removed).toEqual([]);
    await engine.deleteOverdue();
    expect(named(home, 'credentials.age.forgotten-')).not.toEqual([]);
    value(
      await engine.replaceCredential({
        account: other,
        credential: { from: 'values', values: { key: `${key}-new` } },
      }),
    );
    await engine.deleteOverdue();
    expect(named(home, 'credentials.age.')).not.toContainEqual(expect.stringContaining('forgotten'));
    expect(settings.get().removed).toEqual([]);
  });

  it('before an import, has nothing more of the account, and can be imported still', async () => {
    const { home, open, add } = await world();
    const opened = open();
    const id = await add(opened);
    await add(opened, 'other', `${key}-other`);
    const { text } = value(await opened.engine.exportBackup({ history: false }));
    const file = Buffer.from(text).toString('base64');
    value(await opened.engine.importBackup({ file, replace: true, allowed: [], dryRun: false }));
    const [aside = ''] = named(home, 'before-import-');
    expect(filesWith(home, label)).toContain(aside);
    value(await opened.engine.removeAccount({ account: id, forGood: true }));
    expect(filesWith(home, label)).toEqual([]);
    const before = readFileSync(join(home, aside)).toString('base64');
    const { items } = value(
      await opened.engine.importBackup({ file: before, replace: true, allowed: [], dryRun: true }),
    );
    expect(items.filter(({ what }) => what === 'account')).toHaveLength(1);
  });
});

describe('a deletion that breaks off', () => {
  const broken = () => {
    throw new Error('The process was killed.');
  };
  it.each<[string, (opened: OpenEngine, vault: Vault) => void]>([
    ['the key', (_, vault) => vi.spyOn(vault, 'remove').mockImplementation(broken)],
    ['the history', ({ history }) => vi.spyOn(history, 'removeSome').mockImplementation(broken)],
    ['the space', ({ history }) => vi.spyOn(history, 'giveBackSome').mockImplementation(broken)],
    ['the log', ({ log }) => vi.spyOn(log, 'forgetAccount').mockImplementation(broken)],
    [
      'the entry in the settings',
      ({ settings }) => {
        const { update } = settings;
        vi.spyOn(settings, 'update').mockImplementation((change, lock) =>
          settings.get().removed.length > 0 ? broken() : update(change, lock),
        );
      },
    ],
  ])('before %s is gone goes on at the next start', async (_, breakOff) => {
    let vault: Vault | undefined;
    const { home, open, add } = await world((folder) => {
      vault = legibleVault(folder);
      return vault;
    });
    const opened = open();
    const id = await add(opened);
    value(await opened.engine.refresh({}));
    if (vault) breakOff(opened, vault);
    await expect(opened.engine.removeAccount({ account: id, forGood: true })).rejects.toThrow('killed');
    expect(filesWith(home, label)).not.toEqual([]);
    // Nobody can bring back half of it.
    expect(await opened.engine.restoreAccount({ account: id })).toMatchObject({ ok: false });
    expect(opened.engine.state().removed).toEqual([]);
    vi.restoreAllMocks();
    await opened.close();
    const next = open();
    await next.engine.deleteOverdue();
    for (const text of [key, label, String(amount)]) expect(filesWith(home, text), text).toEqual([]);
    expect(next.settings.get().removed).toEqual([]);
  });
});

describe('the history file', () => {
  it('shrinks with what is deleted', async () => {
    const { home, open, add } = await world();
    const opened = open();
    const id = await add(opened);
    const other = await add(opened, 'other', `${key}-other`);
    value(await opened.engine.refresh({}));
    await opened.close();
    const file = join(home, 'history.db');
    const db = new DatabaseSync(file);
    db.exec(`WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 1100000)
      INSERT INTO samples SELECT (SELECT id FROM pools WHERE account = '${id}'), n * 1000, n / 7.0 FROM n`);
    db.close();
    expect(statSync(file).size).toBeGreaterThan(20e6);
    const again = open();
    value(await again.engine.removeAccount({ account: id, forGood: true }));
    expect(statSync(file).size).toBeLessThan(300e3);
    expect(statSync(`${file}-wal`).size).toBe(0);
    expect(again.history.allSamples(other)).toHaveLength(1);
  });

  it('of an older version opens whole, and gives back what was deleted in it', async () => {
    const { home, open } = await world();
    await open().close();
    const file = join(home, 'history.db');
    const db = new DatabaseSync(file);
    db.exec(`PRAGMA auto_vacuum = NONE; DROP TABLE run_days; PRAGMA user_version = 6;
      INSERT INTO readings VALUES ('a1', '{"at":1}'), ('a2', '${label.repeat(2000)}'); PRAGMA journal_mode = DELETE; VACUUM;
      DELETE FROM readings WHERE account = 'a2'`);
    expect(db.prepare('PRAGMA auto_vacuum').get()).toEqual({ auto_vacuum: 0 });
    db.close();
    expect(filesWith(home, label)).toEqual(['history.db']);
    const opened = open();
    expect(opened.history.notices).toEqual([]);
    expect(opened.history.accounts()).toEqual(['a1']);
    expect(filesWith(home, label)).toEqual([]);
    await opened.close();
    const after = new DatabaseSync(file, { readOnly: true });
    expect(after.prepare('PRAGMA auto_vacuum').get()).toEqual({ auto_vacuum: 2 });
    after.close();
  });

  it('tells anew what waited together with an alert of the removed account', async () => {
    const { open, add } = await world();
    const { history, engine, ...rest } = open();
    for (const name of ['one', 'two']) await add({ history, engine, ...rest }, name, `${key}-${name}`);
    const episode = (account: string) => ({
      id: `${account}/low`,
      account,
      key: 'low:credits',
      kind: 'low' as const,
      severity: 'warning' as const,
      level: 1,
      raisedAt: 1,
      changedAt: 1,
      clearedAt: null,
      text: 'Low.',
      masked: 'Low.',
      notificationState: 'notified' as const,
      notifiedLevel: 1,
      acknowledgedAt: null,
      snoozedUntil: null,
    });
    for (const account of ['a1', 'a2']) history.alerts.saveEpisode(episode(account));
    history.alerts.enqueue(message('n1', null, '2 accounts'), ['a1/low', 'a2/low'], ['webhook'], Date.now());
    value(await engine.removeAccount({ account: 'a1', forGood: true }));
    expect(history.alerts.notification('n1')).toBeNull();
    expect(history.alerts.open()).toMatchObject([
      { id: 'a2/low', notificationState: 'pending', notifiedLevel: -1 },
    ]);
  });
});
