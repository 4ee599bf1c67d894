import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { type History, openHistory } from '../../../main/engine/store/history.ts';
import type { Episode, Notification } from '../../../shared/model/index.ts';
import { temporaryHome } from '../../helpers/folder.ts';

const now = Date.parse('2026-11-21T09:00:00Z');
const day = 86_400_000;

function open(home: string): History {
  const opened = openHistory(join(home, 'history.db'));
  if (!opened.ok) throw new Error(opened.error.message);
  onTestFinished(() => opened.value.history.close());
  return opened.value.history;
}

const episode = (id: string, rest: Partial<Episode> = {}): Episode => ({
  id,
  account: 'a1',
  key: `low/${id}`,
  kind: 'low',
  severity: 'warning',
  level: 0,
  raisedAt: now,
  changedAt: now,
  clearedAt: null,
  text: 'Low.',
  masked: 'Low.',
  notificationState: 'notified',
  notifiedLevel: 0,
  acknowledgedAt: null,
  snoozedUntil: null,
  ...rest,
});

const notification = (id: string): Notification => ({
  id,
  at: now,
  account: 'a1',
  episode: null,
  severity: 'warning',
  title: 'T',
  body: 'B',
  masked: { title: 'T', body: 'B' },
  sound: true,
});

const alertTables = ['episodes', 'deliveries', 'notification_episodes', 'evaluator_lease'];
/** Takes a history back to a version before the tables of alerts, or gives it those of another version. */
function takeBack(home: string, version: number, sql = ''): void {
  const db = new DatabaseSync(join(home, 'history.db'));
  for (const table of alertTables) db.exec(`DROP TABLE ${table}`);
  db.exec(`${sql}; PRAGMA user_version = ${version}`);
  db.close();
}

it('adds its tables to a history of the version before, which stays as it is', () => {
  const home = temporaryHome();
  const first = open(home);
  first.addSamples('a1', now, [{ pool: 'credits', remaining: 5 }]);
  first.close();
  takeBack(home, 1);
  const second = open(home);
  second.alerts.saveEpisode(episode('e1'));
  expect(second.alerts.open()).toEqual([episode('e1')]);
  expect(second.samples('a1', 'credits', 0, now, 10)).toEqual([{ t: now, remaining: 5 }]);
});

// As version 2 wrote them, before fields and tables got their present names.
const version2 = (rows: string) => `
  CREATE TABLE episodes (
    id TEXT PRIMARY KEY, account TEXT NOT NULL, key TEXT NOT NULL, raised_at INTEGER NOT NULL, cleared_at INTEGER,
    voice TEXT NOT NULL, episode TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX episodes_open ON episodes (account, key) WHERE cleared_at IS NULL;
  CREATE INDEX episodes_by_time ON episodes (raised_at);
  CREATE INDEX episodes_by_end ON episodes (cleared_at);
  CREATE INDEX episodes_to_tell ON episodes (voice) WHERE voice IN ('waiting', 'held');
  CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY, notification TEXT NOT NULL, carrier TEXT NOT NULL, content TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'pending', attempts INTEGER NOT NULL DEFAULT 0, next_at INTEGER NOT NULL,
    error TEXT, owner TEXT, withdrawn INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL, changed_at INTEGER NOT NULL,
    UNIQUE (notification, carrier)
  ) STRICT;
  CREATE INDEX deliveries_waiting ON deliveries (carrier, next_at) WHERE state IN ('pending', 'sending');
  CREATE INDEX deliveries_by_change ON deliveries (carrier, changed_at);
  CREATE TABLE told (
    episode TEXT NOT NULL, notification TEXT NOT NULL, PRIMARY KEY (episode, notification)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX told_by_notification ON told (notification);
  CREATE TABLE keeper (
    id INTEGER PRIMARY KEY CHECK (id = 1), owner TEXT NOT NULL, seen_at INTEGER NOT NULL
  ) STRICT;
  ${rows}`;

it('reads episodes and deliveries that version 2 wrote, and keeps what it cannot read', () => {
  const home = temporaryHome();
  open(home).close();
  const states = [
    ['primed', 'seeded'],
    ['waiting', 'pending'],
    ['held', 'held'],
    ['told', 'notified'],
  ] as const;
  const rows = states.map(([voice], index) => {
    const { notificationState: _, notifiedLevel, ...rest } = episode(voice);
    const json = JSON.stringify({ ...rest, voice, toldLevel: notifiedLevel + index });
    return `INSERT INTO episodes VALUES ('${voice}', 'a1', 'low/${voice}', ${now}, NULL, '${voice}', '${json}');`;
  });
  const content = JSON.stringify(notification('n1'));
  takeBack(
    home,
    2,
    version2(`${rows.join('')}
      INSERT INTO episodes VALUES ('torn', 'a1', 'low/torn', ${now}, NULL, 'told', '{"id":');
      INSERT INTO deliveries (notification, carrier, content, next_at, created_at, changed_at, state, owner)
        VALUES ('n1', 'hook', '${content}', ${now}, ${now}, ${now}, 'pending', NULL),
          ('n1', 'desktop', '${content}', ${now}, ${now}, ${now}, 'sending', 'x');
      INSERT INTO told VALUES ('told', 'n1');
      INSERT INTO keeper VALUES (1, 'x', ${now});`),
  );
  const { alerts } = open(home);
  expect(alerts.open()).toEqual(
    states
      .map(([voice, notificationState], notifiedLevel) =>
        episode(voice, { notificationState, notifiedLevel }),
      )
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
  const db = new DatabaseSync(join(home, 'history.db'));
  onTestFinished(() => db.close());
  expect(db.prepare("SELECT episode FROM episodes WHERE id = 'torn'").get()?.episode).toBe('{"id":');
  expect(alerts.episodesOf('n1')).toEqual(['told']);
  expect(alerts.claimed()).toMatchObject([{ holder: 'x', since: now }]);
  expect(alerts.claim('hook', 'y', now)?.notification).toEqual(notification('n1'));
  expect(alerts.acquireLease('y', now, 1000, () => false)).toBe(false);
});

it('pages through episodes, newest first, and keeps them for 400 days', () => {
  const { alerts, compact } = open(temporaryHome());
  for (let n = 0; n < 5; n += 1)
    alerts.saveEpisode(
      episode(`e${n}`, { raisedAt: now + n, clearedAt: now + n, account: n === 3 ? 'a2' : 'a1' }),
    );
  const ids = (query: Parameters<typeof alerts.episodes>[0]) => alerts.episodes(query).map(({ id }) => id);
  expect(ids({ limit: 2 })).toEqual(['e4', 'e3']);
  expect(ids({ limit: 2, before: now + 3 })).toEqual(['e2', 'e1']);
  expect(ids({ limit: 9, account: 'a2' })).toEqual(['e3']);
  expect(alerts.live(now + 3).map(({ id }) => id)).toEqual(['e4']);
  compact(now + 400 * day + 3);
  expect(ids({ limit: 9 })).toHaveLength(5);
  for (let n = 0; n < 5; n += 1)
    alerts.saveEpisode(episode(`later${n}`, { raisedAt: now + 400 * day + 3 + n * day, account: 'a3' }));
  compact(now + 900 * day);
  expect(ids({ limit: 9 }).slice(5)).toEqual(['e4', 'e3']);
});

it('holds one open episode of a kind, and nothing of a transaction that fails', () => {
  const { alerts } = open(temporaryHome());
  alerts.saveEpisode(episode('e1'));
  const twice = () =>
    alerts.atomically(() => {
      alerts.saveEpisode(episode('e3'));
      alerts.saveEpisode(episode('e2', { key: 'low/e1' }));
    });
  expect(twice).toThrow(/UNIQUE/);
  expect(alerts.open().map(({ id }) => id)).toEqual(['e1']);
});

it('gives a delivery to one of two processes', () => {
  const home = temporaryHome();
  const [one, two] = [open(home).alerts, open(home).alerts];
  one.enqueue(notification('n1'), ['e1'], ['desktop', 'hook'], now);
  two.enqueue(notification('n1'), ['e1'], ['desktop', 'hook'], now);
  expect(one.claim('desktop', 'x', now)).toMatchObject({ notification: { id: 'n1' }, attempts: 1 });
  expect(two.claim('desktop', 'y', now)).toBeNull();
  expect(two.claim('hook', 'y', now)).not.toBeNull();
  expect(one.claimed().map(({ holder }) => holder)).toEqual(['x', 'y']);
});

it('takes back what speaks of nothing else that holds', () => {
  const { alerts } = open(temporaryHome());
  for (const id of ['e1', 'e2']) alerts.saveEpisode(episode(id));
  alerts.enqueue(notification('both'), ['e1', 'e2'], ['hook'], now);
  alerts.enqueue(notification('first'), ['e1'], ['hook'], now);
  const sent = alerts.claim('hook', 'x', now);
  alerts.delivered(sent?.id ?? 0, now);
  alerts.saveEpisode(episode('e1', { clearedAt: now }));
  expect(alerts.withdraw(['e1'], now)).toEqual([]);
  expect(alerts.nextDueAt('hook', now)).toBeNull();
  alerts.saveEpisode(episode('e2', { clearedAt: now }));
  expect(alerts.withdraw(['e2'], now)).toEqual([{ notification: 'both', channel: 'hook' }]);
});

it('tells a delivery that was withdrawn on its way', () => {
  const { alerts } = open(temporaryHome());
  for (const id of ['n1', 'n2']) alerts.enqueue(notification(id), ['e1'], ['hook'], now);
  const [first, second] = [alerts.claim('hook', 'x', now), alerts.claim('hook', 'x', now)];
  alerts.withdraw(['e1'], now);
  expect(alerts.delivered(first?.id ?? 0, now)).toBe(true);
  alerts.notDelivered(second?.id ?? 0, 'Down.', now + 1, now);
  expect(alerts.nextDueAt('hook', now)).toBeNull();
});

it('gives the lease to one process, until it leaves, is gone, or shows no sign of itself', () => {
  const { alerts } = open(temporaryHome());
  const keep = (owner: string, at: number, gone = false) => alerts.acquireLease(owner, at, 1000, () => gone);
  expect(keep('x', now)).toBe(true);
  expect(keep('y', now + 900)).toBe(false);
  expect(keep('x', now + 900)).toBe(true);
  expect(keep('y', now + 1000, true)).toBe(true);
  expect(keep('x', now + 1900)).toBe(false);
  expect(keep('x', now + 2100)).toBe(true);
  alerts.releaseLease('x');
  expect(keep('y', now + 2100)).toBe(true);
  // The clock was set back.
  expect(keep('x', now - day)).toBe(true);
});
