import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type History, openHistory } from '../../../main/engine/store/history.ts';
import type { Reading } from '../../../shared/model/index.ts';
import { temporaryHome } from '../../helpers/folder.ts';

// Other processes are started; a busy machine may need long for it.
vi.setConfig({ testTimeout: 60_000 });

const now = Date.UTC(2026, 10, 21, 9);
const hour = 3_600_000;
const day = 24 * hour;

const reading = (at: number, remaining: number): Reading => ({
  at,
  plan: 'Hobby',
  scope: 'account',
  pools: [
    {
      id: 'credits',
      label: 'Credits',
      unit: { kind: 'credits' },
      remaining,
      used: null,
      limit: null,
      provenance: { remaining: 'reported' },
      cycle: null,
      grants: [],
    },
  ],
  caps: [],
  dailyUse: [],
  notes: [],
});

function open(file: string): History {
  const opened = openHistory(file);
  if (!opened.ok) throw new Error(opened.error.message);
  expect(opened.value.history.notices).toEqual([]);
  onTestFinished(() => opened.value.history.close());
  return opened.value.history;
}
const fresh = () => open(join(temporaryHome(), 'history.db'));
const credits = (remaining: number) => [{ pool: 'credits', remaining }];

describe('the history', () => {
  it('keeps the last reading and every sample, by account, across a restart', () => {
    const file = join(temporaryHome(), 'history.db');
    const history = open(file);
    history.saveReading('a1', reading(now, 10), [...credits(10), { pool: 'extra', remaining: 0.25 }]);
    history.saveReading('a1', reading(now + 1, 9), credits(9));
    history.addSamples('a2', now, credits(77));
    history.close();

    const again = open(file);
    expect(again.lastReading('a1')).toEqual(reading(now + 1, 9));
    expect(again.lastReading('a2')).toBeNull();
    expect(again.allSamples('a1')).toEqual([
      { pool: 'credits', t: now, remaining: 10 },
      { pool: 'credits', t: now + 1, remaining: 9 },
      { pool: 'extra', t: now, remaining: 0.25 },
    ]);
    expect(again.samples('a2', 'credits', 0, now, 2)).toEqual([{ t: now, remaining: 77 }]);
    expect(again.samples('a2', 'unknown', 0, now, 2)).toEqual([]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('keeps all of what is written together, or nothing of it', () => {
    const history = fresh();
    const record = { attemptedAt: now, failures: 0, error: null, errorSince: null, fingerprint: 'f' };
    const write = () => {
      history.saveDailyUse('a1', [{ day: '2026-11-20', amount: 5 }]);
      history.saveReading('a1', reading(now, 10), credits(10));
      history.savePollRecord('a1', record);
    };
    const interrupted = () => {
      write();
      throw new Error('out of memory');
    };
    expect(() => history.atomically(interrupted)).toThrow('out of memory');
    expect(history.accounts()).toEqual([]);
    history.atomically(write);
    expect(history.pollRecord('a1')).toEqual(record);
    expect(history.lastReading('a1')).toEqual(reading(now, 10));
  });

  it('keeps a poll record whole', () => {
    const history = fresh();
    expect(history.pollRecord('a1')).toBeNull();
    const record = {
      attemptedAt: now,
      failures: 3,
      error: { kind: 'rate-limited', message: 'Too often.', retryAt: now + 5 },
      errorSince: now - 5,
      fingerprint: 'f00',
    } as const;
    history.savePollRecord('a1', record);
    expect(history.pollRecord('a1')).toEqual(record);
    const sound = { attemptedAt: now + 9, failures: 0, error: null, errorSince: null, fingerprint: null };
    history.savePollRecord('a1', sound);
    expect(history.pollRecord('a1')).toEqual(sound);
  });

  it('records a use once for each id and account', () => {
    const history = fresh();
    const use = { id: 'u1', account: 'a1', at: now, amount: 2.5, error: null };
    expect(history.addUse(use)).toBe(true);
    expect(history.addUse({ ...use, amount: 9 })).toBe(false);
    expect(history.addUse({ ...use, account: 'a2' })).toBe(true);
    const earlier = { ...use, id: 'u2', at: now - 1, amount: 0, error: 'credits_exhausted' };
    expect(history.addUse(earlier)).toBe(true);
    expect(history.newestUses('a1', 9)).toEqual([
      { ...use, loggedAt: now },
      { ...earlier, loggedAt: now - 1 },
    ]);
  });

  it('replaces the use of a day', () => {
    const history = fresh();
    history.saveDailyUse('a1', [
      { day: '2026-11-20', amount: 5 },
      { day: '2026-11-19', amount: 1 },
    ]);
    history.saveDailyUse('a1', [{ day: '2026-11-20', amount: 8 }]);
    expect(history.dailyUse('a1')).toEqual([
      { day: '2026-11-19', amount: 1 },
      { day: '2026-11-20', amount: 8 },
    ]);
  });

  it('removes all of one account and nothing of another', () => {
    const file = join(temporaryHome(), 'history.db');
    const history = open(file);
    for (const account of ['a1', 'a2']) {
      history.saveReading(account, reading(now, 4), credits(4));
      history.savePollRecord(account, {
        attemptedAt: now,
        failures: 0,
        error: null,
        errorSince: null,
        fingerprint: null,
      });
      history.addUse({ id: 'u', account, at: now, amount: 1, error: null });
      history.saveDailyUse(account, [{ day: '2026-11-20', amount: 5 }]);
    }
    expect(history.removeSome('a1')).toBe(false);
    expect(history.lastReading('a1')).toBeNull();
    expect(history.pollRecord('a1')).toBeNull();
    expect([history.allSamples('a1'), history.newestUses('a1', 9), history.dailyUse('a1')]).toEqual([
      [],
      [],
      [],
    ]);
    expect(history.useSlots('a1')).toEqual([]);
    expect(history.lastReading('a2')).not.toBeNull();
    expect(history.pollRecord('a2')).not.toBeNull();
    expect(history.allSamples('a2')).toHaveLength(1);
    const db = new DatabaseSync(file, { readOnly: true });
    expect(db.prepare('SELECT count(*) AS n FROM samples').get()).toEqual({ n: 1 });
    db.close();
  });

  it('skips rows that an older version stored and that are no amounts', () => {
    const file = join(temporaryHome(), 'history.db');
    const history = open(file);
    history.saveReading('a1', reading(now, 5), [{ pool: 'credits', remaining: 5 }]);
    const db = new DatabaseSync(file);
    const sample = db.prepare('INSERT INTO samples SELECT id, ?, ? FROM pools');
    for (const [n, amount] of [Number.POSITIVE_INFINITY, 1e308, -1e16].entries())
      sample.run(now + n + 1, amount);
    const use = db.prepare("INSERT INTO uses (account, id, at, amount) VALUES ('a1', ?, ?, ?)");
    for (const [n, amount] of [1e308, 3, Number.POSITIVE_INFINITY].entries())
      use.run(String(n), now + n, amount);
    db.prepare("INSERT INTO daily_use VALUES ('a1', '2026-11-20', 1e300), ('a1', '2026-11-21', 7)").run();
    db.close();
    expect(history.samples('a1', 'credits', 0, now + day, 100)).toEqual([{ t: now, remaining: 5 }]);
    expect(history.allSamples('a1')).toEqual([{ pool: 'credits', t: now, remaining: 5 }]);
    expect(
      history
        .newestUses('a1', 100)
        .toReversed()
        .map(({ amount }) => amount),
    ).toEqual([3]);
    expect(history.dailyUse('a1')).toEqual([{ day: '2026-11-21', amount: 7 }]);
  });

  it('keeps the balances that were read last, however many names a provider gives them', () => {
    const file = join(temporaryHome(), 'history.db');
    const history = open(file);
    for (let n = 0; n < 30; n += 1)
      history.addSamples('a1', now + n, [
        { pool: 'credits', remaining: n },
        ...Array.from({ length: 20 }, (_, k) => ({ pool: `p${n}-${k}`, remaining: k })),
      ]);
    history.addSamples('a2', now, [{ pool: 'credits', remaining: 1 }]);
    expect(history.samples('a1', 'credits', 0, now + day, 100)).toHaveLength(30);
    expect(history.samples('a2', 'credits', 0, now + day, 100)).toHaveLength(1);
    expect(history.samples('a1', 'p29-0', 0, now + day, 100)).toHaveLength(1);
    expect(history.samples('a1', 'p0-0', 0, now + day, 100)).toEqual([]);
    const pools = new Set(history.allSamples('a1').map(({ pool }) => pool));
    expect(pools.size).toBe(200);
  });

  it('takes a damaged record for none', () => {
    const file = join(temporaryHome(), 'history.db');
    const history = open(file);
    const error = { kind: 'offline', message: 'Away.', retryAt: null } as const;
    history.saveReading('a1', reading(now, 4), credits(4));
    history.savePollRecord('a1', { attemptedAt: now, failures: 1, error, errorSince: now, fingerprint: 'f' });
    const db = new DatabaseSync(file);
    db.exec(
      `UPDATE readings SET reading = substr(reading, 1, 40); UPDATE polls SET error = '{"kind":"odd"}'`,
    );
    db.close();
    expect(history.lastReading('a1')).toBeNull();
    expect(history.pollRecord('a1')).toEqual({
      attemptedAt: now,
      failures: 1,
      error: null,
      errorSince: now,
      fingerprint: 'f',
    });
  });
});

describe('samples', () => {
  const filled = (values: readonly number[]) => {
    const history = fresh();
    values.forEach((remaining, n) => {
      history.addSamples('a1', now + n * 60_000, credits(remaining));
    });
    return history;
  };

  it('are real samples in order, at most as many as asked, with the ends and the extremes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 4, max: 20 }),
        (values, points) => {
          const history = filled(values);
          const to = now + (values.length - 1) * 60_000;
          const found = history.samples('a1', 'credits', now, to, points);
          history.close();
          expect(found.length).toBeLessThanOrEqual(points);
          if (values.length <= points) expect(found).toHaveLength(values.length);
          for (const { t, remaining } of found) expect(remaining).toBe(values[(t - now) / 60_000]);
          expect(found.map(({ t }) => t)).toEqual(
            [...new Set(found.map(({ t }) => t))].sort((a, b) => a - b),
          );
          expect(found.at(0)?.t).toBe(now);
          expect(found.at(-1)?.t).toBe(to);
          expect(Math.min(...found.map((s) => s.remaining))).toBe(Math.min(...values));
          expect(Math.max(...found.map((s) => s.remaining))).toBe(Math.max(...values));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('keep a step between its own two minutes visible', () => {
    // Falls to 1, is refilled to 5000, falls again: the step's two sides stay next to one another.
    const history = filled([
      ...Array.from({ length: 500 }, (_, n) => 500 - n),
      ...Array.from({ length: 500 }, (_, n) => 5000 - n),
    ]);
    const found = history.samples('a1', 'credits', now, now + 1000 * 60_000, 50);
    const bottom = found.findIndex(({ remaining }) => remaining === 1);
    expect(found[bottom + 1]).toEqual({ t: now + 500 * 60_000, remaining: 5000 });
  });

  it('lie within the span that is asked for', () => {
    const history = filled([1, 2, 3, 4, 5, 6, 7, 8]);
    const found = history.samples('a1', 'credits', now + 60_000, now + 6 * 60_000, 4);
    expect(found.at(0)).toEqual({ t: now + 60_000, remaining: 2 });
    expect(found.at(-1)).toEqual({ t: now + 6 * 60_000, remaining: 7 });
    expect(history.samples('a1', 'credits', now, now - 1, 4)).toEqual([]);
    expect(history.samples('a1', 'credits', now, now + 8 * 60_000, 2)).toHaveLength(2);
  });
});

describe('compact', () => {
  it('keeps 30 days raw and some, then the last of each hour, then of each day, also when done in steps', () => {
    const history = fresh();
    const begin = now - 406 * day;
    for (let t = begin; t <= now; t += 20 * 60_000)
      history.addSamples('a1', t, credits((t - begin) / 60_000));
    history.compact(now - 10 * day);
    history.compact(now);
    const once = history.allSamples('a1');
    history.compact(now);
    expect(history.allSamples('a1')).toEqual(once);

    const raw = once.filter(({ t }) => t >= now - 30 * day);
    // The last four days are not taken as sure: the clock may be ahead.
    const sure = Math.floor(now / day - 3) * day;
    const hourly = once.filter(({ t }) => t >= sure - 400 * day && t < sure - 30 * day - hour);
    const daily = once.filter(({ t }) => t < sure - 401 * day);
    expect(raw).toHaveLength(30 * 72 + 1);
    expect(hourly).toHaveLength(370 * 24 - 1);
    expect(daily.map(({ t }) => t)).toEqual([
      begin,
      Math.floor(begin / day) * day + day - 20 * 60_000,
      Math.floor(begin / day) * day + 2 * day - 20 * 60_000,
    ]);
    for (const { t } of hourly) expect(t % hour).toBe(40 * 60_000);
    for (const { t, remaining } of once) expect(remaining).toBe((t - begin) / 60_000);
  });
});

describe('what thinning leaves of a balance', () => {
  const fallen = (samples: readonly { remaining: number }[]) =>
    samples.reduce(
      (sum, { remaining }, n) => sum + Math.max(0, (samples[n - 1]?.remaining ?? remaining) - remaining),
      0,
    );
  /** It falls by 1 every 20 minutes; a top-up of 500 comes in the middle of an hour, two hours before midnight of some days. */
  const balances = (from: number, to: number) => {
    let remaining = 50_000;
    return Array.from({ length: (to - from) / (20 * 60_000) + 1 }, (_, n) => {
      const t = from + n * 20 * 60_000;
      remaining += t % (7 * day) === 22 * hour + 20 * 60_000 ? 500 : -1;
      return { t, remaining };
    });
  };

  it('adds up to the same use and the same top-ups, by hour and by day', () => {
    const history = fresh();
    const begin = Math.floor(now / day) * day - 430 * day;
    const all = balances(begin, begin + 430 * day);
    history.addSeries('a1', 'credits', all);
    history.compact(begin + 425 * day);
    history.compact(begin + 430 * day);
    const kept = history.everySample('a1', 'credits', begin, now);
    expect(kept.length).toBeLessThan(all.length / 2);
    expect(fallen(kept)).toBe(fallen(all));
    const known = new Map(all.map(({ t, remaining }) => [t, remaining]));
    for (const { t, remaining } of kept) expect(remaining).toBe(known.get(t));
  });

  it('is at most three samples of a step, however often a balance turns', () => {
    const history = fresh();
    const begin = Math.floor(now / day) * day - 60 * day;
    const all = Array.from({ length: 60 * 288 }, (_, n) => ({
      t: begin + n * 5 * 60_000,
      remaining: n % 2 === 0 ? 100 : 90 + (n % 3),
    }));
    history.addSeries('a1', 'credits', all);
    history.compact(begin + 60 * day);
    const hours = Map.groupBy(history.everySample('a1', 'credits', begin, begin + 20 * day - 1), ({ t }) =>
      Math.floor(t / hour),
    );
    expect(hours.size).toBe(20 * 24);
    expect(Math.max(...[...hours.values()].map((kept) => kept.length))).toBeLessThanOrEqual(3);
  });
});

describe('a clock that is ahead', () => {
  const every5 = 5 * 60_000;
  const begin = now - 40 * day;
  const polled = (history: History, from: number, to: number) => {
    for (let t = from; t <= to; t += every5)
      history.saveReading('a1', reading(t, 1), credits((t - begin) / 60_000));
  };

  it.each([
    ['40 days for an hour', 40 * day, hour],
    ['40 days for a day', 40 * day, day],
    ['3 years for an hour', 3 * 365 * day, hour],
    ['5 days for an hour', 5 * day, hour],
    ['a day and a half for 6 hours', 1.5 * day, 6 * hour],
    ['a day for a day and a half', day, 1.5 * day],
  ])('by %s thins nothing too early, and leaves nothing behind', (_, ahead, long) => {
    const history = fresh();
    polled(history, begin, now);
    history.compact(now);
    const fresh30 = () => history.allSamples('a1').filter(({ t }) => t > now - 30 * day && t <= now);
    const before = fresh30();
    polled(history, now + ahead, now + ahead + long);
    history.compact(now + ahead + long);
    expect(fresh30()).toEqual(before);
    polled(history, now + long + every5, now + long + hour);
    const after = history.allSamples('a1');
    if (ahead > long) expect(after.filter(({ t }) => t > now + long + hour)).toEqual([]);
    expect(fresh30()).toEqual(before);
    history.compact(now + long + hour);
    expect(history.allSamples('a1').filter(({ t }) => t > now - 28 * day)).toEqual(
      after.filter(({ t }) => t > now - 28 * day),
    );
  });

  it.each([
    ['an hour', hour],
    ['2 days', 2 * day],
    ['3 years', 3 * 365 * day],
  ])('is not one that is behind by %s: what was read before is kept', (_, behind) => {
    const history = fresh();
    polled(history, begin, now);
    history.compact(now);
    const before = history.allSamples('a1');
    polled(history, now - behind + 299_000, now - behind + hour);
    history.compact(now - behind + hour);
    const after = new Set(history.allSamples('a1').map(({ t }) => t));
    expect(before.filter(({ t }) => !after.has(t))).toEqual([]);
  });

  it('is not one that is behind, even if it is set back into a pause: what was read after the pause is kept', () => {
    const history = fresh();
    polled(history, begin, begin + 2 * day);
    // Off for a night, then two hours on; then a clock that takes universal time for local time.
    polled(history, begin + 2.5 * day, begin + 2.5 * day + 2 * hour);
    const before = history.allSamples('a1');
    polled(history, begin + 2.5 * day - 5 * hour, begin + 2.5 * day - 3 * hour);
    const after = new Set(history.allSamples('a1').map(({ t }) => t));
    expect(before.filter(({ t }) => !after.has(t))).toEqual([]);
  });

  it('is told from a long pause after some days', () => {
    const history = fresh();
    polled(history, begin, begin + 6 * day);
    polled(history, begin + 60 * day, begin + 60 * day + hour);
    history.compact(begin + 60 * day + hour);
    const raw = 6 * 288 + 1;
    expect(history.allSamples('a1').filter(({ t }) => t <= begin + 6 * day)).toHaveLength(raw);
    polled(history, begin + 60 * day + hour, begin + 65 * day);
    history.compact(begin + 65 * day);
    expect(history.allSamples('a1').filter(({ t }) => t <= begin + 6 * day).length).toBeLessThan(raw / 10);
  });
});
