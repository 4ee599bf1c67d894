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
  voice: 'told',
  toldLevel: 0,
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

it('adds its tables to a history of the version before, which stays as it is', () => {
  const home = temporaryHome();
  const first = open(home);
  first.addSamples('a1', now, [{ pool: 'credits', remaining: 5 }]);
  first.close();
  const db = new DatabaseSync(join(home, 'history.db'));
  db.exec(
    'DROP TABLE episodes; DROP TABLE deliveries; DROP TABLE told; DROP TABLE keeper; PRAGMA user_version = 1',
  );
  db.close();
  const second = open(home);
  second.alerts.saveEpisode(episode('e1'));
  expect(second.alerts.open()).toEqual([episode('e1')]);
  expect(second.samples('a1', 'credits', 0, now, 10)).toEqual([{ t: now, remaining: 5 }]);
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
  expect(ids({ limit: 9 })).toEqual(['e4', 'e3']);
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
  one.post(notification('n1'), ['e1'], ['desktop', 'hook'], now);
  two.post(notification('n1'), ['e1'], ['desktop', 'hook'], now);
  expect(one.claim('desktop', 'x', now)).toMatchObject({ notification: { id: 'n1' }, attempts: 1 });
  expect(two.claim('desktop', 'y', now)).toBeNull();
  expect(two.claim('hook', 'y', now)).not.toBeNull();
  expect(one.begun().map(({ owner }) => owner)).toEqual(['x', 'y']);
});

it('takes back what speaks of nothing else that holds', () => {
  const { alerts } = open(temporaryHome());
  for (const id of ['e1', 'e2']) alerts.saveEpisode(episode(id));
  alerts.post(notification('both'), ['e1', 'e2'], ['hook'], now);
  alerts.post(notification('first'), ['e1'], ['hook'], now);
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
  for (const id of ['n1', 'n2']) alerts.post(notification(id), ['e1'], ['hook'], now);
  const [first, second] = [alerts.claim('hook', 'x', now), alerts.claim('hook', 'x', now)];
  alerts.withdraw(['e1'], now);
  expect(alerts.delivered(first?.id ?? 0, now)).toBe(true);
  alerts.notDelivered(second?.id ?? 0, 'Down.', now + 1, now);
  expect(alerts.nextDueAt('hook', now)).toBeNull();
});

it('lets one owner decide, until it leaves, is gone, or shows no sign of itself', () => {
  const { alerts } = open(temporaryHome());
  const keep = (owner: string, at: number, gone = false) => alerts.keep(owner, at, 1000, () => gone);
  expect(keep('x', now)).toBe(true);
  expect(keep('y', now + 900)).toBe(false);
  expect(keep('x', now + 900)).toBe(true);
  expect(keep('y', now + 1000, true)).toBe(true);
  expect(keep('x', now + 1900)).toBe(false);
  expect(keep('x', now + 2100)).toBe(true);
  alerts.leave('x');
  expect(keep('y', now + 2100)).toBe(true);
  // The clock was set back.
  expect(keep('x', now - day)).toBe(true);
});
