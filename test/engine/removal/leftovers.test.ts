import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, vi } from 'vitest';
import type { OpenEngine } from '../../../main/engine/open-engine.ts';
import type { Vault } from '../../../main/engine/vault/vault.ts';
import { minuteMs } from '../../../shared/time/index.ts';
import {
  amount,
  filesWith,
  key,
  label,
  legibleVault,
  message,
  note,
  passphrase,
  passphraseVault,
  tag,
  value,
  world,
} from './world.ts';

// Every use of a passphrase costs scrypt its 0.2 s; a busy machine may need long for it.
vi.setConfig({ testTimeout: 60_000 });

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
