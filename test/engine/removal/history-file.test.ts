import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, vi } from 'vitest';

import { filesWith, key, label, message, value, world } from './world.ts';

// Every use of a passphrase costs scrypt its 0.2 s; a busy machine may need long for it.
vi.setConfig({ testTimeout: 60_000 });

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
