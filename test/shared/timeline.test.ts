import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WritingContext } from '../../shared/format.ts';
import type { AccountState, PoolState } from '../../shared/model/index.ts';
import { dailyLines, timelineDays, timelineOf } from '../../shared/timeline/index.ts';
import {
  account,
  cap,
  day,
  forecast,
  grant,
  monthly,
  now,
  pool,
  providers,
  range,
} from '../helpers/states.ts';

const utc: WritingContext = { now, zone: 'UTC' };
const midnight = (month: number, date: number, year = 2026) => Date.UTC(year, month - 1, date);

const events = (rest: Partial<AccountState>, context: WritingContext = utc) =>
  timelineOf([account('a', 'crustdata', 'production', rest)], providers, context);
const eventsOf = (one: PoolState, context: WritingContext = utc) => events({ pools: [one] }, context);

describe('a key that expires', () => {
  const at = (expiresAt: number | null) => events({ pools: [], credential: { since: null, expiresAt } });
  it('is told once, and stands out when it is close', () => {
    expect(at(midnight(12, 24))).toMatchObject([
      {
        id: 'a/key-expiry',
        kind: 'key-expiry',
        at: midnight(12, 24),
        title: 'The key expires',
        detail: 'Replace it before then.',
        range: null,
        daily: false,
        tone: 'ok',
      },
    ]);
    expect(at(now + 3 * day)).toMatchObject([{ tone: 'watch' }]);
    const unused = events({ paused: true, credential: { since: null, expiresAt: now + day } });
    expect(unused.map(({ kind }) => kind)).toContain('key-expiry');
  });
  it.each([null, now, now - day, now + 61 * day])('is left out at %s', (expiresAt) => {
    expect(at(expiresAt)).toEqual([]);
  });
});

describe('refills', () => {
  it('come again until the horizon, on the day of the month that the cycle began on', () => {
    const cycle = { ...monthly(5000), renewsAt: midnight(11, 30) };
    const found = events({
      pools: [pool(10, { cycle })],
      entered: { plan: null, cycleStart: '2026-08-31', refill: null, rollover: null, grants: [] },
    });
    expect(found.map(({ at }) => at)).toEqual([midnight(11, 30), midnight(12, 31)]);
    expect(found[0]).toMatchObject({
      kind: 'refill',
      account: 'a',
      name: 'Crustdata, production',
      title: 'Refill of 5,000 credits',
      time: null,
    });
  });

  it('follow from an old renewal if the last reading is stale', () => {
    const cycle = { ...monthly(5000), renewsAt: midnight(11, 5) };
    expect(eventsOf(pool(10, { cycle })).map(({ at }) => at)).toEqual([
      midnight(12, 5),
      midnight(1, 5, 2027),
    ]);
  });

  it('say your time if it differs, with the day if that differs too', () => {
    const cycle = monthly(5000);
    const inZone = (zone: string) => eventsOf(pool(10, { cycle }), { now, zone })[0];
    expect(inZone('Europe/Berlin')?.time).toBe('01:00 (midnight UTC)');
    expect(inZone('America/New_York')?.time).toBe('19:00 (midnight UTC)');
    expect(inZone('America/New_York')?.day).toBe((inZone('UTC')?.day ?? 0) - 1);
  });

  it('that are daily are listed once', () => {
    const cycle = { ...monthly(100), frequency: 'daily' as const, renewsAt: midnight(11, 20) };
    const found = eventsOf(pool(10, { cycle }), { now, zone: 'Europe/Berlin' });
    expect(found.map(({ at }) => at)).toEqual([midnight(11, 22)]);
    expect(dailyLines(found)).toMatchObject([
      { title: 'Refill of 100 credits', when: 'daily at 01:00 (midnight UTC)' },
    ]);
  });
});

describe('a run-out', () => {
  it('reaches from the early to the late one, in your days', () => {
    const [found] = eventsOf(pool(240, { forecast: forecast({ runsOutAt: range(2, 4, 6) }) }));
    expect(found).toMatchObject({
      kind: 'run-out',
      at: now + 4 * day,
      range: { early: now + 2 * day, late: now + 6 * day },
      title: 'Likely runs out',
      detail: 'Between Monday and Friday.',
      tone: 'ok',
    });
    const tones = [0.5, 2].map(
      (days) => eventsOf(pool(240, { forecast: forecast({ runsOutAt: range(days) }) }))[0]?.tone,
    );
    expect(tones).toEqual(['critical', 'watch']);
  });

  it('ends at the refill that comes in time, and says so', () => {
    const one = pool(240, { cycle: monthly(5000), forecast: forecast({ runsOutAt: range(2, 4, 30) }) });
    const [found] = eventsOf(one);
    expect(found?.range?.late).toBe(midnight(12, 1));
    expect(found?.detail).toBe(
      'No earlier than Monday; with less burn, it lasts until the refill on 1 December.',
    );
  });

  it('is open to the horizon if there is no late one', () => {
    const [found] = eventsOf(pool(240, { forecast: forecast({ runsOutAt: range(2, 4, null) }) }));
    expect(found?.range?.late).toBe(now + 60 * day);
  });

  it('is left out for a paused account, while learning, and if a pool lasts until its daily refill', () => {
    const one = pool(240, { forecast: forecast({ runsOutAt: range(4) }) });
    expect(events({ pools: [one], paused: true })).toEqual([]);
    expect(eventsOf({ ...one, forecast: forecast({ runsOutAt: range(4), confidence: 'none' }) })).toEqual([]);
    const daily = { ...monthly(100), frequency: 'daily' as const, renewsAt: midnight(11, 22) };
    expect(eventsOf({ ...one, cycle: daily }).map(({ kind }) => kind)).toEqual(['refill']);
  });
});

describe('an expiry', () => {
  const topup = grant(2000, { id: 't', kind: 'topup', granted: 3000, expiresAt: midnight(12, 12) });

  it('names what will likely expire unused, and what to do about it', () => {
    const waste = [{ grant: 't', at: midnight(12, 12), early: 300, likely: 430, late: 900 }];
    const [found] = eventsOf(pool(2000, { grants: [topup], forecast: forecast({ waste }) }));
    expect(found).toMatchObject({ kind: 'expiry', tone: 'lapse' });
    expect(found?.title).toBe('About 430 credits of a top-up will expire unused');
    expect(found?.detail).toMatch(/^Use [\d,]+ a day until 11 December to waste nothing\.$/);
  });

  it('is listed without a forecast too, and once', () => {
    const [found, ...others] = eventsOf(pool(2000, { grants: [topup] }));
    expect(found?.title).toBe('A top-up of 3,000 credits expires');
    expect(found?.detail).toBe('Left of it: 2,000 credits. The rest expires if you don’t use it by then.');
    expect(others).toEqual([]);
  });

  it('hides its amounts on request', () => {
    const [found] = eventsOf(pool(2000, { grants: [topup] }), { ...utc, mask: true });
    expect(`${found?.title} ${found?.detail}`).not.toMatch(/\d/);
  });
});

describe('resets of caps', () => {
  it('of a day share a line for all accounts with the same time', () => {
    const found = timelineOf(
      ['a', 'b'].map((id) => account(id, 'scrapio', id, { pools: [], caps: [cap()] })),
      providers,
      { now, zone: 'Europe/Berlin' },
    );
    const [line, ...others] = dailyLines(found);
    expect(line?.when).toBe('daily at 01:00 (midnight UTC)');
    expect(line?.events.map(({ account: id }) => id)).toEqual(['a', 'b']);
    expect(others).toEqual([]);
    expect(timelineDays(found)).toEqual([]);
  });

  it('of a month come again at the provider’s midnight, across its change of clocks', () => {
    const zone = 'America/Los_Angeles';
    const at = Date.UTC(2027, 1, 1, 8);
    const found = timelineOf(
      [account('a', 'scrapio', 'x', { pools: [], caps: [cap({ window: 'month', resetsAt: at, zone })] })],
      providers,
      { now: Date.UTC(2027, 0, 20), zone: 'UTC' },
      90,
    );
    expect(found.map((event) => event.at)).toEqual([at, Date.UTC(2027, 2, 1, 8), Date.UTC(2027, 3, 1, 7)]);
    expect(found[0]?.time).toBe('08:00 (midnight in Los Angeles)');
  });

  it('within the hour, and those of concurrency, are left out', () => {
    const caps = (['minute', 'hour', 'concurrent'] as const).map((window) => cap({ id: window, window }));
    expect(events({ pools: [], caps })).toEqual([]);
  });

  it('say that the cap is reached, or will be', () => {
    const reachedAt = range(0.25);
    const detail = (rest: Parameters<typeof cap>[0]) => events({ pools: [], caps: [cap(rest)] })[0]?.detail;
    expect(detail({ used: 1000 })).toBe('It has been hit.');
    expect(detail({ forecast: { reachedAt, probability: 0.8 } })).toBe('Probably hit today, around 15:00.');
    expect(detail({ forecast: { reachedAt, probability: 0.3 } })).toBeNull();
  });
});

describe('whatever the accounts', () => {
  const instant = fc.integer({ min: now - 500 * day, max: now + 500 * day });
  const amount = fc.double({ min: 0, max: 1e6, noNaN: true });
  const anyPool = fc
    .record({
      remaining: fc.option(amount),
      renewsAt: fc.option(fc.oneof(instant, fc.constantFrom(-8.64e15, 8.64e15))),
      frequency: fc.constantFrom('daily', 'weekly', 'monthly', 'yearly', null),
      size: fc.option(amount),
      out: fc.option(fc.tuple(instant, instant, fc.option(instant))),
      expiresAt: fc.option(instant),
      waste: fc.boolean(),
    })
    .map(({ remaining, renewsAt, frequency, size, out, expiresAt, waste }) => {
      const [early = null, likely = null] = out === null ? [] : [out[0], out[1]].sort((a, b) => a - b);
      const late = out?.[2] == null ? null : Math.max(likely ?? 0, out[2]);
      return pool(remaining, {
        cycle: { frequency, renewsAt, grant: size, rollover: 'none' },
        grants: [grant(40, { id: 'g', kind: 'topup', expiresAt })],
        forecast: forecast({
          runsOutAt: { early, likely, late },
          waste:
            waste && expiresAt !== null
              ? [{ grant: 'g', at: expiresAt, early: 1, likely: 20, late: 40 }]
              : [],
        }),
      });
    });
  const anyAccounts = fc
    .array(
      fc.record({
        pool: anyPool,
        window: fc.constantFrom('day', 'week', 'month', 'spending', 'hour' as const),
        resetsAt: fc.option(instant),
        zone: fc.constantFrom('UTC', 'America/Los_Angeles', 'Asia/Kolkata', null),
        paused: fc.boolean(),
        start: fc.constantFrom(null, '2026-01-31', '2026-11-30'),
      }),
      { maxLength: 5 },
    )
    .map((all) =>
      all.map(({ pool: one, window, resetsAt, zone, paused, start }, at) =>
        account(`a${at}`, 'crustdata', `account ${at}`, {
          pools: [one],
          caps: [cap({ window, resetsAt, zone })],
          paused,
          entered: { plan: null, cycleStart: start, refill: null, rollover: null, grants: [] },
        }),
      ),
    );
  const anyZone = fc.constantFrom('UTC', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland');

  it('events are sorted, within the horizon, and each listed once', () => {
    fc.assert(
      fc.property(anyAccounts, anyZone, fc.integer({ min: 1, max: 90 }), (accounts, zone, days) => {
        const found = timelineOf(accounts, providers, { now, zone }, days);
        const times = found.map(({ at }) => at);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        for (const { at, range: span, kind } of found) {
          expect(at).toBeGreaterThanOrEqual(now);
          expect(at).toBeLessThanOrEqual(now + days * day);
          expect(span !== null).toBe(kind === 'run-out');
          if (span === null) continue;
          expect(span.early).toBeLessThanOrEqual(at);
          expect(span.early).toBeGreaterThanOrEqual(now);
          expect(span.late).toBeGreaterThanOrEqual(at);
          expect(span.late).toBeLessThanOrEqual(now + days * day);
        }
        expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
      }),
    );
  });

  it('the order of the accounts does not matter', () => {
    fc.assert(
      fc.property(anyAccounts, anyZone, (accounts, zone) => {
        const context = { now, zone };
        expect(timelineOf([...accounts].reverse(), providers, context)).toEqual(
          timelineOf(accounts, providers, context),
        );
      }),
    );
  });

  it('days come soonest first and contain every event that is not daily', () => {
    fc.assert(
      fc.property(anyAccounts, anyZone, (accounts, zone) => {
        const found = timelineOf(accounts, providers, { now, zone });
        const days = timelineDays(found);
        const numbers = days.map((each) => each.day);
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
        const told = days.flatMap((each) => each.events).length;
        const daily = dailyLines(found).flatMap((line) => line.events).length;
        expect(told + daily).toBe(found.length);
      }),
    );
  });
});
