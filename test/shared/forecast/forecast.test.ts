import { describe, expect, it } from 'vitest';
import { type ForecastInput, forecastPool } from '../../../shared/forecast/index.ts';
import { dayMs, hourMs, minuteMs } from '../../../shared/time/index.ts';
import { balance, NOW, noise } from './made.ts';

const ask = (input: Omit<ForecastInput, 'now'> & { now?: number }) => forecastPool({ now: NOW, ...input });
const hoursUntil = (at: number | null) => (at === null ? null : (at - NOW) / hourMs);
/** 10 an hour for ten days. */
const steady = (remaining: number) => balance({ hours: 240, remaining, perHour: 10 });
const nothing = { early: null, likely: null, late: null };

describe('the run-out', () => {
  it('of a steady burn is what division says', () => {
    const { runsOutAt, burnPerDay, confidence, basis } = ask({ samples: steady(1000) });
    expect(hoursUntil(runsOutAt.likely)).toBeCloseTo(100, 0);
    expect(runsOutAt.early).toBeLessThan(runsOutAt.likely ?? 0);
    expect(runsOutAt.late).toBeGreaterThan(runsOutAt.likely ?? 0);
    expect(burnPerDay).toBeCloseTo(240, 0);
    expect(confidence).toBe('good');
    expect(basis).toEqual({ hours: 240, gaps: 0 });
  });

  it('is now when nothing is left, however short the history', () => {
    expect(ask({ samples: steady(0) }).runsOutAt).toEqual({ early: NOW, likely: NOW, late: NOW });
    expect(ask({ samples: [{ t: NOW, remaining: 0 }] }).runsOutAt).toEqual({
      early: NOW,
      likely: NOW,
      late: NOW,
    });
  });

  it.each([
    ['no sample', []],
    ['one sample', [{ t: NOW, remaining: 10 }]],
    ['half an hour', balance({ hours: 0.5, remaining: 100, perHour: 10 })],
    ['an idle hour or two', balance({ hours: 5, remaining: 100, perHour: 0 })],
    ['two samples a day apart', balance({ hours: 24, remaining: 100, perHour: 10, everyMs: dayMs })],
  ])('is not given while learning: %s', (_, samples) => {
    const forecast = ask({ samples });
    expect(forecast).toMatchObject({
      confidence: 'none',
      burnPerDay: null,
      runsOutAt: nothing,
      path: [],
      waste: [],
    });
  });

  it('never comes without burn', () => {
    const forecast = ask({ samples: balance({ hours: 240, remaining: 100, perHour: 0 }) });
    expect(forecast).toMatchObject({ runsOutAt: nothing, burnPerDay: 0, confidence: 'good' });
    expect(forecast.path.every((point) => point.early === 100 && point.late === 100)).toBe(true);
  });

  it('is unknown beyond 400 days', () => {
    expect(ask({ samples: steady(10 * 24 * 600) }).runsOutAt.likely).toBeNull();
    expect(ask({ samples: steady(10 * 24 * 300) }).runsOutAt.likely).not.toBeNull();
  });

  it('knows the hours of the day', () => {
    // 60 an hour from 8 to 16 o'clock, nothing otherwise; it is 9 o'clock.
    const perHour = (at: number) =>
      new Date(at).getUTCHours() >= 8 && new Date(at).getUTCHours() < 16 ? 60 : 0;
    const samples = balance({ hours: 14 * 24, remaining: 7 * 60 + 30, perHour });
    // Seven hours today, and the last half hour of it tomorrow from 8.
    expect(hoursUntil(ask({ samples }).runsOutAt.likely)).toBeCloseTo(23.5, 0);
  });

  it('knows the weekend', () => {
    // A Saturday: burn starts again in 39 hours, on Monday at midnight.
    const perHour = (at: number) => ([0, 6].includes(new Date(at).getUTCDay()) ? 0 : 10);
    const samples = balance({ hours: 42 * 24, remaining: 300, perHour });
    expect(hoursUntil(ask({ samples }).runsOutAt.likely)).toBeGreaterThan(60);
    expect(hoursUntil(ask({ samples }).runsOutAt.likely)).toBeLessThan(74);
  });

  it('follows a launch within a day, and keeps the old pace in sight', () => {
    const perHour = (at: number) => (at > NOW - 20 * hourMs ? 60 : 10);
    const { runsOutAt } = ask({ samples: balance({ hours: 20 * 24, remaining: 1800, perHour }) });
    // 30 hours at the new pace, 180 at the old one.
    expect(hoursUntil(runsOutAt.likely)).toBeGreaterThan(25);
    expect(hoursUntil(runsOutAt.likely)).toBeLessThan(40);
    expect(hoursUntil(runsOutAt.late)).toBeGreaterThan(60);
  });

  it('is wider if burn is erratic', () => {
    const random = noise(3);
    const wild = balance({ hours: 240, remaining: 1000, perHour: () => (random() < 0.04 ? 250 : 0) });
    const width = ({ early, late }: { early: number | null; late: number | null }) =>
      ((late ?? Infinity) - NOW) / ((early ?? 0) - NOW);
    expect(width(ask({ samples: wild }).runsOutAt)).toBeGreaterThan(
      1.7 * width(ask({ samples: steady(1000) }).runsOutAt),
    );
  });

  it('takes samples once a day, or once an hour', () => {
    const daily = ask({ samples: balance({ hours: 30 * 24, remaining: 2400, perHour: 10, everyMs: dayMs }) });
    expect(hoursUntil(daily.runsOutAt.likely)).toBeCloseTo(240, -1);
    const hourly = ask({ samples: balance({ hours: 4, remaining: 100, perHour: 10, everyMs: hourMs }) });
    expect(hoursUntil(hourly.runsOutAt.likely)).toBeCloseTo(10, 0);
    expect(hourly.confidence).toBe('low');
  });
});

describe('refills', () => {
  const weekly = { renewsAt: NOW + 2 * dayMs, everyMs: 7 * dayMs, rollover: 'all' as const };

  it('that give more than the burn keep the pool going for good', () => {
    expect(ask({ samples: steady(1000), cycle: { ...weekly, grant: 2500 } }).runsOutAt).toEqual(nothing);
  });

  it('that give less postpone the run-out', () => {
    // 1000 + 840 last for 184 hours: past the refill after 48 hours, not to the one after 216.
    const { runsOutAt } = ask({ samples: steady(1000), cycle: { ...weekly, grant: 840 } });
    expect(hoursUntil(runsOutAt.likely)).toBeCloseTo(184, -1);
  });

  it('that come too late do not count', () => {
    expect(
      hoursUntil(ask({ samples: steady(300), cycle: { ...weekly, grant: 9000 } }).runsOutAt.likely),
    ).toBeCloseTo(30, 0);
  });

  it('expire, roll over, or roll over in part', () => {
    const samples = steady(1480);
    // After 48 hours 1000 are left, and 1480 more are given.
    const hours = (rollover: 'all' | 'none' | 'unknown' | { upTo: number }) =>
      hoursUntil(
        ask({ samples, cycle: { ...weekly, grant: 1480, rollover, everyMs: 100 * dayMs } }).runsOutAt.likely,
      );
    expect(hours('all')).toBeCloseTo(48 + 248, -1);
    expect(hours('none')).toBeCloseTo(48 + 148, -1);
    expect(hours('unknown')).toBeCloseTo(48 + 148, -1);
    expect(hours({ upTo: 500 })).toBeCloseTo(48 + 198, -1);
  });

  it('come back to the 31st after shorter months', () => {
    const now = Date.UTC(2027, 0, 30);
    const cycle = {
      renewsAt: Date.UTC(2027, 0, 31),
      frequency: 'monthly' as const,
      grant: 30 * 240,
      rollover: 'none' as const,
    };
    const samples = balance({ hours: 240, remaining: 1000, perHour: 10, now });
    const steps = forecastPool({ now, samples, cycle }).path;
    const leaps = steps
      .filter((point, index) => point.likely > (steps[index - 1]?.likely ?? Infinity))
      .map(({ t }) => t);
    expect(leaps).toEqual([Date.UTC(2027, 0, 31), Date.UTC(2027, 1, 28), Date.UTC(2027, 2, 31)]);
  });

  it('waste what is left at the next one', () => {
    // 1480 now, 480 burnt until then.
    const cycle = { ...weekly, grant: 2000, rollover: 'none' as const };
    const [waste] = ask({ samples: steady(1480), cycle }).waste;
    expect(waste).toMatchObject({ grantId: 'refill', at: NOW + 2 * dayMs });
    expect(waste?.likely).toBeCloseTo(1000, -1);
    expect(waste?.early).toBeLessThan(waste?.likely ?? 0);
    const grants = [{ id: 'november', kind: 'refill', remaining: 1480, expiresAt: NOW + 2 * dayMs }];
    expect(ask({ samples: steady(1480), cycle, grants }).waste).toEqual([{ ...waste, grantId: 'november' }]);
  });
});

describe('grants', () => {
  it('expire unused: 430 of 1,200', () => {
    // 770 are burnt in 77 hours.
    const grants = [{ id: 'march', kind: 'topup', remaining: 1200, expiresAt: NOW + 77 * hourMs }];
    const { waste, runsOutAt } = ask({ samples: steady(1200), grants });
    expect(waste).toHaveLength(1);
    expect(waste[0]).toMatchObject({ grantId: 'march', at: NOW + 77 * hourMs });
    expect(waste[0]?.likely).toBeCloseTo(430, -1);
    // Expired credits cannot be spent: nothing is left then.
    expect(hoursUntil(runsOutAt.likely)).toBeCloseTo(77, 5);
  });

  it('that are spent in time expire with nothing left', () => {
    const grants = [{ id: 'march', kind: 'topup', remaining: 1200, expiresAt: NOW + 60 * dayMs }];
    const { waste } = ask({ samples: steady(1200), grants });
    expect(waste).toEqual([{ grantId: 'march', at: NOW + 60 * dayMs, early: 0, likely: 0, late: 0 }]);
  });

  it('are drawn refill first, then by expiry', () => {
    const grants = [
      { id: 'late', kind: 'topup', remaining: 300, expiresAt: NOW + 60 * hourMs },
      { id: 'soon', kind: 'topup', remaining: 300, expiresAt: NOW + 40 * hourMs },
      { id: 'plan', kind: 'refill', remaining: 300 },
    ];
    const { waste } = ask({ samples: steady(900), grants });
    // 300 of the plan, then 100 of `soon` before it expires, then 200 of `late`.
    const left = Object.fromEntries(waste.map((each) => [each.grantId, Math.round(each.likely / 10) * 10]));
    expect(left).toEqual({ soon: 200, late: 100 });
  });

  it('are drawn in the order given', () => {
    const grants = [
      { id: 'plan', kind: 'refill', remaining: 300, drawOrder: 2 },
      { id: 'soon', kind: 'topup', remaining: 300, expiresAt: NOW + 25 * hourMs, drawOrder: 1 },
    ];
    const [waste] = ask({ samples: steady(600), grants }).waste;
    expect(waste?.likely).toBeCloseTo(50, -1);
  });

  it('that do not account for all of the balance leave the rest to be spent first', () => {
    const grants = [{ id: 'soon', kind: 'topup', remaining: 300, expiresAt: NOW + 40 * hourMs }];
    const [waste] = ask({ samples: steady(600), grants }).waste;
    expect(waste?.likely).toBeCloseTo(200, -1);
  });

  it('that have expired, or claim more than the balance, add nothing', () => {
    const grants = [
      { id: 'gone', kind: 'topup', remaining: 5000, expiresAt: NOW - dayMs },
      { id: 'much', kind: 'topup', remaining: 5000 },
    ];
    expect(hoursUntil(ask({ samples: steady(1000), grants }).runsOutAt.likely)).toBeCloseTo(100, 0);
  });
});

describe('caps', () => {
  const daily = { id: 'daily', limit: 240, windowMs: dayMs };
  const plenty = balance({ hours: 240, remaining: 100_000, perHour: (at) => 10 + 5 * Math.sin(at / hourMs) });
  const cap = (used: number, limit = 240) =>
    ask({ samples: plenty, caps: [{ ...daily, limit, used, resetsAt: NOW + 12 * hourMs }] }).caps[0];

  it('are reached with a chance that grows with use', () => {
    const chances = [20, 80, 110, 125, 160, 220].map((used) => cap(used)?.probability ?? 0);
    expect(chances).toEqual([...chances].sort((a, b) => a - b));
    expect(chances[0]).toBeLessThan(0.05);
    expect(chances.at(-1)).toBeGreaterThan(0.95);
    expect(cap(220)?.reachedAt.likely).toBeLessThan(NOW + 3.5 * hourMs);
    expect(cap(20)?.reachedAt).toEqual(nothing);
  });

  it('are reached now when they are', () => {
    expect(cap(240)).toEqual({
      id: 'daily',
      probability: 1,
      reachedAt: { early: NOW, likely: NOW, late: NOW },
    });
    expect(
      ask({ samples: [], caps: [{ ...daily, used: 240, resetsAt: NOW + hourMs }] }).caps[0]?.probability,
    ).toBe(1);
  });

  it('start again when their reset has passed', () => {
    const caps = [{ ...daily, used: 240, resetsAt: NOW - hourMs }];
    const [told] = ask({ samples: plenty, caps }).caps;
    // 23 hours at 10 come close to 240.
    expect(told?.probability).toBeGreaterThan(0.01);
    expect(told?.probability).toBeLessThan(0.9);
    expect(told?.reachedAt.late).toBeNull();
  });

  it('slow the spending', () => {
    // 10 an hour, but only 120 a day.
    const caps = [{ id: 'daily', limit: 120, used: 0, resetsAt: NOW + dayMs, windowMs: dayMs }];
    expect(hoursUntil(ask({ samples: steady(600), caps }).runsOutAt.likely)).toBeCloseTo(4 * 24 + 12, -1);
    const minutes = [{ id: 'minute', limit: 0.1, used: 0, resetsAt: NOW + minuteMs, windowMs: minuteMs }];
    expect(hoursUntil(ask({ samples: steady(600), caps: minutes }).runsOutAt.likely)).toBeCloseTo(100, -1);
  });
});

describe('the path', () => {
  it('goes from now to the end in at most 120 points, fast below slow', () => {
    const inputs = [
      { samples: steady(1000) },
      { samples: steady(50_000) },
      {
        samples: steady(1000),
        cycle: { renewsAt: NOW + hourMs, everyMs: dayMs, grant: 200, rollover: 'none' as const },
      },
      {
        samples: steady(1000),
        cycle: { renewsAt: NOW + hourMs, everyMs: hourMs, grant: 5, rollover: 'all' as const },
      },
    ];
    for (const input of inputs) {
      const { path } = ask(input);
      expect(path.length).toBeGreaterThan(10);
      expect(path.length).toBeLessThanOrEqual(120);
      expect(path[0]).toMatchObject({ t: NOW });
      path.forEach((point, index) => {
        expect(point.t).toBeGreaterThan(path[index - 1]?.t ?? 0);
        expect(point.early).toBeLessThanOrEqual(point.likely);
        expect(point.likely).toBeLessThanOrEqual(point.late);
        expect(point.early).toBeGreaterThanOrEqual(0);
      });
    }
  });

  it('ends after the late run-out', () => {
    const { path, runsOutAt } = ask({ samples: steady(1000) });
    expect(path.at(-1)?.t).toBeGreaterThan(runsOutAt.late ?? 0);
    expect(path.at(-1)?.late).toBe(0);
  });
});

describe('confidence', () => {
  const of = (hours: number, now = NOW) =>
    ask({ now, samples: balance({ hours, remaining: 5000, perHour: 10 }) }).confidence;
  it('grows with history and falls with age', () => {
    expect([1, 6, 48, 200].map((hours) => of(hours))).toEqual(['none', 'low', 'fair', 'good']);
    expect(of(200, NOW + 2 * dayMs)).toBe('fair');
    expect(of(200, NOW + 5 * dayMs)).toBe('low');
  });
});
