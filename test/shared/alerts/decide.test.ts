import { describe, expect, it } from 'vitest';
import { acknowledged, snoozed, viewOf } from '../../../shared/alerts/index.ts';
import { defaultAlertRules } from '../../../shared/model/index.ts';
import { condition, day, hour, minute, pool, start, view, watcher } from './made.ts';

const low = condition('low', { key: 'low/credits' });
const worse = { ...low, level: 1, severity: 'critical' as const };
const kinds = (episodes: readonly { kind: string }[]) => episodes.map(({ kind }) => kind);

describe('the first look', () => {
  it('primes what holds, and tells what comes later once', () => {
    const { look, stored } = watcher();
    expect(look(start, [view('a', start, [low])])).toMatchObject({
      raise: [],
      episodes: [{ voice: 'primed', toldLevel: 0, clearedAt: null }],
    });
    const later = start + minute;
    const both = [low, condition('exhausted', { severity: 'critical' })];
    expect(kinds(look(later, [view('a', later, both)]).raise)).toEqual(['exhausted']);
    expect(look(later + 1, [view('a', later + 1, both)])).toMatchObject({ raise: [], episodes: [] });
    expect(stored.size).toBe(2);
  });

  it('is that of each account by itself, and lasts until it was asked', () => {
    const { look } = watcher();
    look(start, [view('a', start, [], { settled: false })]);
    const settled = start + minute;
    expect(look(settled, [view('a', settled, [low]), view('b', settled, [low])]).raise).toEqual([]);
    const later = settled + minute;
    const more = condition('burn-spike');
    expect(look(later, [view('a', later, [low, more]), view('b', later, [low, more])]).raise).toHaveLength(2);
  });

  it('tells what was stored untold before a crash, and nothing of what was told', () => {
    const { look, restart } = watcher();
    look(start, [view('a', start, [])]);
    const at = start + hour;
    expect(look(at, [view('a', at, [low])], { isTold: false }).raise).toHaveLength(1);
    restart();
    expect(look(at + 1, [view('a', at + 1, [low])]).raise).toHaveLength(1);
    restart();
    expect(look(at + 2, [view('a', at + 2, [low])]).raise).toEqual([]);
    restart();
    expect(look(at + 3, [view('a', at + 3, [worse])])).toMatchObject({
      raise: [],
      episodes: [{ toldLevel: 1 }],
    });
  });
});

describe('one episode', () => {
  it('speaks again only when it gets worse than it ever was', () => {
    const { look } = watcher();
    look(start, [view('a', start, [])]);
    const levels = [low, worse, low, worse, low].map((each, index) => {
      const at = start + (index + 1) * minute;
      return look(at, [view('a', at, [each])]).raise.map(({ level }) => level);
    });
    expect(levels).toEqual([[0], [1], [], [], []]);
  });

  it('lives on while its condition is near, and ends when it is not', () => {
    const { look } = watcher();
    look(start, [view('a', start, [])]);
    const near = { ...low, near: true };
    const at = (minutes: number) => start + minutes * minute;
    expect(look(at(1), [view('a', at(1), [near])])).toMatchObject({ episodes: [] });
    look(at(2), [view('a', at(2), [low])]);
    expect(look(at(3), [view('a', at(3), [near])])).toMatchObject({ episodes: [], clear: [] });
    expect(look(at(4), [view('a', at(4), [low])])).toMatchObject({ raise: [], episodes: [] });
    expect(look(at(5), [view('a', at(5), [])])).toMatchObject({
      clear: [{ clearedAt: at(5), voice: 'told' }],
    });
    expect(look(at(6), [view('a', at(6), [])])).toMatchObject({ clear: [], episodes: [] });
  });

  it('is not worse for what is only near', () => {
    const { look } = watcher();
    look(start, [view('a', start, [])]);
    look(start + 1, [view('a', start + 1, [low])]);
    expect(look(start + 2, [view('a', start + 2, [{ ...worse, near: true }])])).toMatchObject({
      raise: [],
      episodes: [],
    });
  });

  it('ends with its account', () => {
    const { look } = watcher();
    look(start, [view('a', start, [low])]);
    expect(look(start + 1, [])).toMatchObject({ clear: [{ account: 'a', clearedAt: start + 1 }] });
  });

  it('begins again, silently, when a forecast flaps; anew after a refill, and for a new window', () => {
    const soon = condition('runs-out-soon', { key: 'runs-out-soon/credits' });
    const cap = (windowFrom: number) => condition('cap-soon', { key: 'cap-soon/daily', windowFrom });
    const { look, stored } = watcher();
    look(start, [view('a', start, [])]);
    const at = (hours: number) => start + hours * hour;
    expect(look(at(1), [view('a', at(1), [soon, cap(start - day)])]).raise).toHaveLength(2);
    look(at(2), [view('a', at(2), [])]);
    expect(look(at(5), [view('a', at(5), [soon, cap(start - day)])]).raise).toEqual([]);
    expect([...stored.values()].map(({ clearedAt }) => clearedAt)).toEqual([null, null]);
    look(at(6), [view('a', at(6), [])]);
    const filledAt = { credits: at(6) };
    expect(look(at(7), [view('a', at(7), [soon, cap(at(6))], { filledAt })]).raise).toHaveLength(2);
    expect(stored.size).toBe(4);
  });

  it('waits until its condition has settled, from reading to reading', () => {
    const { look } = watcher();
    const unsure = condition('runs-out-soon', { settleMs: hour });
    const seen = (at: number) => [
      view('a', at, [unsure], { firstSeen: { 'runs-out-soon': start + minute } }),
    ];
    look(start, [view('a', start, [])]);
    expect(look(start + minute, seen(start + minute)).raise).toEqual([]);
    expect(look(start + hour, seen(start + hour)).raise).toEqual([]);
    expect(look(start + 2 * hour, seen(start + 2 * hour)).raise).toHaveLength(1);
  });
});

describe('what is held', () => {
  const quietHours = { enabled: true, from: '22:00', to: '07:00' };
  const night = Date.parse('2026-11-21T23:00:00Z');
  const morning = Date.parse('2026-11-22T07:00:00Z');
  const spike = condition('burn-spike');
  const empty = condition('exhausted', { severity: 'critical' });

  it('by quiet hours is told when they end, as one; what is critical at once', () => {
    const { look } = watcher({ quietHours });
    look(night, [view('a', night, [])]);
    const at = night + minute;
    const held = look(at, [view('a', at, [low, spike, empty])]);
    expect(kinds(held.raise)).toEqual(['exhausted']);
    expect(kinds(held.hold).sort()).toEqual(['burn-spike', 'low']);
    expect(look(morning - 1, [view('a', morning - 1, [low, spike, empty])]).raise).toEqual([]);
    const text = 'As it stands now.';
    const told = look(morning, [view('a', morning, [{ ...low, text }, spike, empty])]);
    expect(kinds(told.raise).sort()).toEqual(['burn-spike', 'low']);
    expect(told.raise.find(({ kind }) => kind === 'low')?.text).toBe(text);
    expect(told.summary).toBe(true);
  });

  it('is dropped when it is over before', () => {
    const { look } = watcher({ quietHours });
    look(night, [view('a', night, [])]);
    look(night + 1, [view('a', night + 1, [low])]);
    look(night + 2, [view('a', night + 2, [])]);
    expect(look(morning, [view('a', morning, [])])).toMatchObject({ raise: [], hold: [], episodes: [] });
  });

  it('is told in the night once it is critical', () => {
    const { look } = watcher({ quietHours });
    look(night, [view('a', night, [])]);
    look(night + 1, [view('a', night + 1, [low])]);
    expect(look(night + 2, [view('a', night + 2, [worse])]).raise).toMatchObject([{ level: 1 }]);
  });

  it('by a mute is told when that ends', () => {
    const { look } = watcher();
    const muted = { mutedUntil: start + hour };
    look(start, [view('a', start, [], muted)]);
    expect(look(start + 1, [view('a', start + 1, [empty], muted)])).toMatchObject({ raise: [], hold: [{}] });
    expect(look(start + hour, [view('a', start + hour, [empty], muted)]).raise).toHaveLength(1);
  });

  it('by a snooze is told again when that ends, unless it is over or taken back', () => {
    const { look, change, stored } = watcher();
    look(start, [view('a', start, [])]);
    look(start + 1, [view('a', start + 1, [low])]);
    const [id = ''] = stored.keys();
    change(id, (episode) => snoozed(episode, start + hour));
    expect(look(start + 2, [view('a', start + 2, [worse])]).raise).toEqual([]);
    expect(look(start + hour, [view('a', start + hour, [low])]).raise).toHaveLength(1);
    change(id, (episode) => snoozed(episode, start + 2 * hour));
    change(id, (episode) => snoozed(episode, null));
    expect(look(start + 3 * hour, [view('a', start + 3 * hour, [low])]).raise).toEqual([]);
  });
});

it('an acknowledged alert is silent unless it gets worse', () => {
  const { look, change, stored } = watcher();
  look(start, [view('a', start, [])]);
  look(start + 1, [view('a', start + 1, [low])], { isTold: false });
  const [id = ''] = stored.keys();
  change(id, (episode) => acknowledged(episode, start + 2));
  expect(look(start + 3, [view('a', start + 3, [low])]).raise).toEqual([]);
  expect(look(start + 4, [view('a', start + 4, [worse])]).raise).toMatchObject([{ acknowledgedAt: null }]);
});

it('what came up in a long sleep is told as one', () => {
  const { look } = watcher();
  look(start, [view('a', start, []), view('b', start, [])]);
  const at = start + 3 * day;
  const decision = look(at, [view('a', at, [low]), view('b', at, [low])], { asleepMs: 3 * day });
  expect(decision).toMatchObject({ summary: true, raise: [{}, {}] });
});

describe('news', () => {
  const looked = (remaining: number | null, at: number) =>
    viewOf(
      {
        id: 'a',
        name: 'a',
        mutedUntil: null,
        settled: true,
        rules: defaultAlertRules,
        facts: {
          pools: remaining === null ? [] : [pool(remaining)],
          caps: [],
          spike: null,
          error: null,
          errorSince: null,
          readAt: at,
        },
      },
      null,
      { now: at, zone: 'UTC' },
    );

  it('is raised and over at once', () => {
    const { look } = watcher();
    look(start, [looked(100, start)]);
    const { raise } = look(start + 1, [looked(600, start + 1)]);
    expect(raise).toMatchObject([{ kind: 'topup-seen', severity: 'info', clearedAt: start + 1 }]);
    expect(look(start + 2, [looked(600, start + 2)])).toMatchObject({ raise: [], clear: [] });
  });

  it('of the night waits for the morning, also across a restart, and is dropped by a mute', () => {
    const quietHours = { enabled: true, from: '08:00', to: '10:00' };
    for (const mutedUntil of [null, start + day]) {
      const { look, restart } = watcher({ quietHours });
      look(start, [looked(100, start)]);
      expect(look(start + 1, [looked(600, start + 1)])).toMatchObject({ raise: [], hold: [{}] });
      restart();
      const at = start + 2 * hour;
      const { raise } = look(at, [{ ...looked(600, at), mutedUntil }]);
      expect(raise).toHaveLength(mutedUntil === null ? 1 : 0);
    }
  });
});
