import { describe, expect, it } from 'vitest';
import {
  type AccountEvaluation,
  type AccountSnapshot,
  acknowledged,
  evaluateAccount,
  snoozed,
} from '../../../shared/alerts/index.ts';
import { defaultAlertRules } from '../../../shared/model/index.ts';
import { condition, day, evaluation, hour, minute, pool, start, watcher } from './made.ts';

const low = condition('low', { key: 'low/credits' });
const worse = { ...low, level: 1, severity: 'critical' as const };
const kinds = (episodes: readonly { kind: string }[]) => episodes.map(({ kind }) => kind);

const snapshot = (remaining: number, readAt: number): AccountSnapshot => ({
  id: 'a',
  name: 'a',
  mutedUntil: null,
  settled: true,
  createdAt: 0,
  rules: defaultAlertRules,
  facts: {
    pools: [pool(remaining)],
    caps: [],
    spike: null,
    error: null,
    errorSince: null,
    errorAt: null,
    readAt,
  },
});
const fresh = { isNew: true };

describe('the first look', () => {
  it('at a new account seeds active conditions, and notifies later ones once', () => {
    const { evaluate, stored } = watcher();
    expect(evaluate(start, [evaluation('a', start, [low], fresh)])).toMatchObject({
      raise: [],
      episodes: [{ notificationState: 'seeded', notifiedLevel: 0, clearedAt: null }],
    });
    const later = start + minute;
    const both = [low, condition('exhausted', { severity: 'critical' })];
    expect(kinds(evaluate(later, [evaluation('a', later, both)]).raise)).toEqual(['exhausted']);
    expect(evaluate(later + 1, [evaluation('a', later + 1, both)])).toMatchObject({
      raise: [],
      episodes: [],
    });
    expect(stored.size).toBe(2);
  });

  it('is over once a new account was asked', () => {
    const looks: AccountEvaluation[] = [];
    for (const settled of [false, false, true, true]) {
      const account = { ...snapshot(100, start), settled };
      looks.push(evaluateAccount(account, looks.at(-1) ?? null, { now: start, zone: 'UTC' }));
    }
    expect(looks.map(({ isNew }) => isNew)).toEqual([true, true, true, false]);
    const known = { now: start, zone: 'UTC', lastLookAt: start - day };
    expect(evaluateAccount(snapshot(100, start), null, known).isNew).toBe(false);
    const added = { ...snapshot(100, start), createdAt: start - hour };
    expect(evaluateAccount(added, null, known).isNew).toBe(true);
  });

  it('after a start tells what began meanwhile, in one summary, and nothing that held before', () => {
    const { evaluate, restart } = watcher();
    const accounts = (at: number, conditions: Parameters<typeof evaluation>[2]) =>
      ['a', 'b'].map((id) => evaluation(id, at, conditions));
    evaluate(start, accounts(start, [low]));
    restart();
    const at = start + 3 * day;
    const empty = condition('exhausted', { severity: 'critical' });
    const decision = evaluate(at, accounts(at, [low, empty]));
    expect(decision).toMatchObject({ summary: true, clear: [] });
    expect(kinds(decision.raise)).toEqual(['exhausted', 'exhausted']);
    restart();
    expect(evaluate(at + 1, accounts(at + 1, [low, empty]))).toMatchObject({ raise: [], episodes: [] });
  });

  it('leaves a known account as it was until it was asked', () => {
    const { evaluate, restart } = watcher();
    evaluate(start, [evaluation('a', start, [low])]);
    restart();
    const spike = condition('burn-spike');
    const old = { settled: false };
    expect(evaluate(start + 1, [evaluation('a', start + 1, [spike], old)])).toMatchObject({
      raise: [],
      episodes: [],
    });
    expect(evaluate(start + 2, [evaluation('a', start + 2, [spike])])).toMatchObject({
      raise: [{ kind: 'burn-spike' }],
      clear: [{ kind: 'low' }],
    });
  });

  it('notifies what was pending before a crash, and nothing that was notified', () => {
    const { evaluate, restart } = watcher();
    evaluate(start, [evaluation('a', start, [])]);
    const at = start + hour;
    expect(evaluate(at, [evaluation('a', at, [low])], { isNotified: false }).raise).toHaveLength(1);
    restart();
    expect(evaluate(at + 1, [evaluation('a', at + 1, [low])]).raise).toHaveLength(1);
    restart();
    expect(evaluate(at + 2, [evaluation('a', at + 2, [low])]).raise).toEqual([]);
    restart();
    expect(evaluate(at + 3, [evaluation('a', at + 3, [worse])]).raise).toMatchObject([{ level: 1 }]);
  });
});

describe('one episode', () => {
  it('speaks again only when it gets worse than it ever was', () => {
    const { evaluate } = watcher();
    evaluate(start, [evaluation('a', start, [])]);
    const levels = [low, worse, low, worse, low].map((each, index) => {
      const at = start + (index + 1) * minute;
      return evaluate(at, [evaluation('a', at, [each])]).raise.map(({ level }) => level);
    });
    expect(levels).toEqual([[0], [1], [], [], []]);
  });

  it('lives on while its condition is near, and ends when it is not', () => {
    const { evaluate } = watcher();
    evaluate(start, [evaluation('a', start, [])]);
    const near = { ...low, near: true };
    const at = (minutes: number) => start + minutes * minute;
    expect(evaluate(at(1), [evaluation('a', at(1), [near])])).toMatchObject({ episodes: [] });
    evaluate(at(2), [evaluation('a', at(2), [low])]);
    expect(evaluate(at(3), [evaluation('a', at(3), [near])])).toMatchObject({ episodes: [], clear: [] });
    expect(evaluate(at(4), [evaluation('a', at(4), [low])])).toMatchObject({ raise: [], episodes: [] });
    expect(evaluate(at(5), [evaluation('a', at(5), [])])).toMatchObject({
      clear: [{ clearedAt: at(5), notificationState: 'notified' }],
    });
    expect(evaluate(at(6), [evaluation('a', at(6), [])])).toMatchObject({ clear: [], episodes: [] });
  });

  it('is not worse for what is only near', () => {
    const { evaluate } = watcher();
    evaluate(start, [evaluation('a', start, [])]);
    evaluate(start + 1, [evaluation('a', start + 1, [low])]);
    expect(evaluate(start + 2, [evaluation('a', start + 2, [{ ...worse, near: true }])])).toMatchObject({
      raise: [],
      episodes: [],
    });
  });

  it('ends with its account', () => {
    const { evaluate } = watcher();
    evaluate(start, [evaluation('a', start, [low])]);
    expect(evaluate(start + 1, [])).toMatchObject({ clear: [{ account: 'a', clearedAt: start + 1 }] });
  });

  it('begins again, silently, when a forecast flaps; anew after a refill, and for a new window', () => {
    const soon = condition('runs-out-soon', { key: 'runs-out-soon/credits' });
    const cap = (windowFrom: number) => condition('cap-soon', { key: 'cap-soon/daily', windowFrom });
    const { evaluate, stored } = watcher();
    evaluate(start, [evaluation('a', start, [])]);
    const at = (hours: number) => start + hours * hour;
    expect(evaluate(at(1), [evaluation('a', at(1), [soon, cap(start - day)])]).raise).toHaveLength(2);
    evaluate(at(2), [evaluation('a', at(2), [])]);
    expect(evaluate(at(5), [evaluation('a', at(5), [soon, cap(start - day)])]).raise).toEqual([]);
    expect([...stored.values()].map(({ clearedAt }) => clearedAt)).toEqual([null, null]);
    evaluate(at(6), [evaluation('a', at(6), [])]);
    const filledAt = { credits: at(6) };
    expect(evaluate(at(7), [evaluation('a', at(7), [soon, cap(at(6))], { filledAt })]).raise).toHaveLength(2);
    expect(stored.size).toBe(4);
  });

  it('waits until its condition has settled, from reading to reading', () => {
    const { evaluate } = watcher();
    const unsure = condition('runs-out-soon', { settleMs: hour });
    const seen = (at: number) => [
      evaluation('a', at, [unsure], { firstSeen: { 'runs-out-soon': start + minute } }),
    ];
    evaluate(start, [evaluation('a', start, [])]);
    expect(evaluate(start + minute, seen(start + minute)).raise).toEqual([]);
    expect(evaluate(start + hour, seen(start + hour)).raise).toEqual([]);
    expect(evaluate(start + 2 * hour, seen(start + 2 * hour)).raise).toHaveLength(1);
  });
});

describe('what is held', () => {
  const quietHours = { enabled: true, from: '22:00', to: '07:00' };
  const night = Date.parse('2026-11-21T23:00:00Z');
  const morning = Date.parse('2026-11-22T07:00:00Z');
  const spike = condition('burn-spike');
  const empty = condition('exhausted', { severity: 'critical' });

  it('by quiet hours is notified when they end, as a summary; critical alerts at once', () => {
    const { evaluate } = watcher({ quietHours });
    evaluate(night, [evaluation('a', night, [])]);
    const at = night + minute;
    const held = evaluate(at, [evaluation('a', at, [low, spike, empty])]);
    expect(kinds(held.raise)).toEqual(['exhausted']);
    expect(kinds(held.hold).sort()).toEqual(['burn-spike', 'low']);
    expect(evaluate(morning - 1, [evaluation('a', morning - 1, [low, spike, empty])]).raise).toEqual([]);
    const text = 'As it stands now.';
    const told = evaluate(morning, [evaluation('a', morning, [{ ...low, text }, spike, empty])]);
    expect(kinds(told.raise).sort()).toEqual(['burn-spike', 'low']);
    expect(told.raise.find(({ kind }) => kind === 'low')?.text).toBe(text);
    expect(told.summary).toBe(true);
  });

  it('is dropped when it is over before', () => {
    const { evaluate } = watcher({ quietHours });
    evaluate(night, [evaluation('a', night, [])]);
    evaluate(night + 1, [evaluation('a', night + 1, [low])]);
    evaluate(night + 2, [evaluation('a', night + 2, [])]);
    expect(evaluate(morning, [evaluation('a', morning, [])])).toMatchObject({
      raise: [],
      hold: [],
      episodes: [],
    });
  });

  it('is notified at night once it is critical', () => {
    const { evaluate } = watcher({ quietHours });
    evaluate(night, [evaluation('a', night, [])]);
    evaluate(night + 1, [evaluation('a', night + 1, [low])]);
    expect(evaluate(night + 2, [evaluation('a', night + 2, [worse])]).raise).toMatchObject([{ level: 1 }]);
  });

  it('by a mute is notified when it ends', () => {
    const { evaluate } = watcher();
    const muted = { mutedUntil: start + hour };
    evaluate(start, [evaluation('a', start, [], muted)]);
    expect(evaluate(start + 1, [evaluation('a', start + 1, [empty], muted)])).toMatchObject({
      raise: [],
      hold: [{}],
    });
    expect(evaluate(start + hour, [evaluation('a', start + hour, [empty], muted)]).raise).toHaveLength(1);
  });

  it('by a snooze is notified again when it ends, unless it is over or unsnoozed', () => {
    const { evaluate, change, stored } = watcher();
    evaluate(start, [evaluation('a', start, [])]);
    evaluate(start + 1, [evaluation('a', start + 1, [low])]);
    const [id = ''] = stored.keys();
    change(id, (episode) => snoozed(episode, start + hour, start + 1));
    expect(evaluate(start + 2, [evaluation('a', start + 2, [worse])]).raise).toEqual([]);
    expect(evaluate(start + hour, [evaluation('a', start + hour, [low])]).raise).toHaveLength(1);
    change(id, (episode) => snoozed(episode, start + 2 * hour, start + 1));
    change(id, (episode) => snoozed(episode, null, start + 1));
    expect(evaluate(start + 3 * hour, [evaluation('a', start + 3 * hour, [low])]).raise).toEqual([]);
  });
});

it('an acknowledged alert is silent unless it gets worse', () => {
  const { evaluate, change, stored } = watcher();
  evaluate(start, [evaluation('a', start, [])]);
  evaluate(start + 1, [evaluation('a', start + 1, [low])], { isNotified: false });
  const [id = ''] = stored.keys();
  change(id, (episode) => acknowledged(episode, start + 2));
  expect(evaluate(start + 3, [evaluation('a', start + 3, [low])]).raise).toEqual([]);
  expect(evaluate(start + 4, [evaluation('a', start + 4, [worse])]).raise).toMatchObject([
    { acknowledgedAt: null },
  ]);
});

it('alerts from a long sleep become one summary', () => {
  const { evaluate } = watcher();
  evaluate(start, [evaluation('a', start, []), evaluation('b', start, [])]);
  const at = start + 3 * day;
  const decision = evaluate(at, [evaluation('a', at, [low]), evaluation('b', at, [low])], {
    asleepMs: 3 * day,
  });
  expect(decision).toMatchObject({ summary: true, raise: [{}, {}] });
});

describe('news', () => {
  const looked = (remaining: number, at: number) =>
    evaluateAccount(snapshot(remaining, at), null, { now: at, zone: 'UTC', lastLookAt: 0 });

  it('is raised and over at once', () => {
    const { evaluate } = watcher();
    evaluate(start, [looked(100, start)]);
    const { raise } = evaluate(start + 1, [looked(600, start + 1)]);
    expect(raise).toMatchObject([{ kind: 'topup-seen', severity: 'info', clearedAt: start + 1 }]);
    expect(evaluate(start + 2, [looked(600, start + 2)])).toMatchObject({ raise: [], clear: [] });
  });

  it('is one event, however often it is seen', () => {
    const { evaluate } = watcher();
    evaluate(start, [looked(100, start)]);
    expect(evaluate(start + 1, [looked(600, start + 1)]).raise).toHaveLength(1);
    // As another process sees it that takes over.
    evaluate(start + 2, [{ ...looked(100, start), at: start + 2 }]);
    expect(evaluate(start + 3, [{ ...looked(600, start + 1), at: start + 3 }]).raise).toEqual([]);
  });

  it('of the night waits for the morning, also across a restart, and is dropped by a mute', () => {
    const quietHours = { enabled: true, from: '08:00', to: '10:00' };
    for (const mutedUntil of [null, start + day]) {
      const { evaluate, restart } = watcher({ quietHours });
      evaluate(start, [looked(100, start)]);
      expect(evaluate(start + 1, [looked(600, start + 1)])).toMatchObject({ raise: [], hold: [{}] });
      restart();
      const at = start + 2 * hour;
      const { raise } = evaluate(at, [{ ...looked(600, at), mutedUntil }]);
      expect(raise).toHaveLength(mutedUntil === null ? 1 : 0);
    }
  });
});
