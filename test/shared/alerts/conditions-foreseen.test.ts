import { describe, expect, it } from 'vitest';
import type { ConditionFacts } from '../../../shared/alerts/index.ts';
import { type AlertRules, defaultAlertRules } from '../../../shared/model/index.ts';
import {
  alerts,
  all,
  cap,
  day,
  failed,
  foreseen,
  hour,
  nearness,
  now,
  pool,
  topup,
  utc,
} from './condition-facts.ts';

describe('the hysteresis band', () => {
  it('keeps a low balance until it is a tenth above the threshold', () => {
    const at = (remaining: number) => nearness({ pools: [pool({ remaining })] });
    expect(at(2000)).toEqual([['low', 0, false]]);
    expect(at(2200)).toEqual([['low', 0, true]]);
    expect(at(2201)).toEqual([]);
  });

  it('keeps a run-out until it is a quarter further away than the lead, or the refill surely comes first', () => {
    const at = (likely: number, early = likely) =>
      nearness({ pools: [pool({ forecast: foreseen({ likely, early }) })] });
    expect(at(72)).toEqual([['runs-out-soon', 0, false]]);
    expect(at(90)).toEqual([['runs-out-soon', 0, true]]);
    expect(at(91)).toEqual([]);
    const cycle = { frequency: 'monthly', renewsAt: now + 40 * hour, grant: 1, rollover: 'all' } as const;
    const before = (early: number, likely: number) =>
      nearness({ pools: [pool({ cycle, forecast: foreseen({ early, likely }) })] });
    expect(before(30, 39)).toEqual([['runs-out-soon', 0, false]]);
    expect(before(30, 41)).toEqual([['runs-out-soon', 0, true]]);
    expect(before(41, 45)).toEqual([]);
  });

  it('keeps a cap until its chance is well below the threshold', () => {
    const at = (probability: number) =>
      nearness({
        caps: [
          cap({
            used: 640,
            forecast: { reachedAt: { early: now, likely: now + hour, late: null }, probability },
          }),
        ],
      });
    expect(at(0.7)).toEqual([['cap-soon', 0, false]]);
    expect(at(0.56)).toEqual([['cap-soon', 0, true]]);
    expect(at(0.54)).toEqual([]);
  });

  it('keeps an empty pool until there is something again', () => {
    expect(nearness({ pools: [pool({ remaining: 60 })] })).toEqual([
      ['exhausted', 0, true],
      ['low', 1, false],
    ]);
  });
});

describe('a run-out that is not to be believed yet', () => {
  it('is one whose late end is far away, until the later part of the lead', () => {
    const at = (likely: number, late: number | null) =>
      nearness({ pools: [pool({ forecast: foreseen({ likely, late }) })] })[0]?.[2];
    expect(at(60, 108)).toBe(false);
    expect(at(60, 109)).toBe(true);
    expect(at(60, null)).toBe(true);
    expect(at(50, null)).toBe(false);
  });

  it('is one of a short history with a wide range', () => {
    const at = (late: number) =>
      nearness({
        pools: [pool({ forecast: foreseen({ likely: 10, late }, { confidence: 'low' }) })],
      })[0]?.[2];
    expect(at(44)).toBe(false);
    expect(at(45)).toBe(true);
  });

  it('must last longer, the more time is left, and longest in a burst', () => {
    const settled = (likely: number, spike: ConditionFacts['spike'] = null) =>
      all({ pools: [pool({ forecast: foreseen({ likely }) })], spike }).find(
        ({ kind }) => kind === 'runs-out-soon',
      )?.settleMs;
    expect(settled(72)).toBe(hour);
    expect(settled(2)).toBe(0.1 * hour);
    expect(settled(24, { since: now, factor: 9 })).toBe(6 * hour);
  });
});

describe('rules', () => {
  it('that are off find nothing', () => {
    const off = Object.fromEntries(
      Object.entries(defaultAlertRules).map(([kind, rule]) => [kind, { ...rule, enabled: false }]),
    );
    const rules: AlertRules = { ...defaultAlertRules, ...off };
    const facts: Partial<ConditionFacts> = {
      pools: [
        pool({ remaining: 0, grants: [topup()], forecast: foreseen({ likely: 2 }) }),
        pool({ remaining: 9 }),
      ],
      caps: [cap()],
      spike: { since: now, factor: 9 },
    };
    expect(all(facts)).not.toEqual([]);
    expect(all(facts, 'UTC', rules)).toEqual([]);
    for (const kind of ['bad-credential', 'limited-scope', 'offline'] as const)
      expect(all(failed(kind, now - day), 'UTC', rules)).toEqual([]);
  });

  it('of an amount count for the first pool, with or without a limit', () => {
    const rules = { low: { enabled: true, shares: [], amounts: [500, 100] } };
    const at = (remaining: number) =>
      alerts(
        { pools: [pool({ remaining, limit: null }), pool({ remaining: 1, limit: null })] },
        'UTC',
        rules,
      ).map(({ level, severity }) => [level, severity]);
    expect(at(501)).toEqual([]);
    expect(at(500)).toEqual([[0, 'warning']]);
    expect(at(100)).toEqual([[1, 'critical']]);
  });

  it('of days: the level grows as the expiry comes near', () => {
    const level = (ms: number) =>
      alerts({ pools: [pool({ grants: [topup({ expiresAt: now + ms })] })] })[0]?.level;
    expect([level(30 * day), level(7 * day), level(day)]).toEqual([0, 1, 2]);
  });

  it('of how long a provider may be silent', () => {
    const rules = { unreachable: { enabled: true, afterMinutes: 5 } };
    expect(alerts(failed('offline', now - 6 * 60_000), 'UTC', rules)).toHaveLength(1);
  });
});

describe('what expires', () => {
  const lost = (likely: number, late = likely) =>
    all({
      pools: [
        pool({
          grants: [topup()],
          forecast: foreseen(
            { likely: 4000 },
            { waste: [{ grant: 'a', at: utc('2026-12-14T00:00:00Z'), early: 0, likely, late }] },
          ),
        }),
      ],
    });

  it('says how much you will likely lose', () => {
    expect(lost(433)).toMatchObject([
      { near: false, text: 'About 430 credits of a top-up will likely expire unused at the end of 13 Dec.' },
    ]);
    expect(lost(1000)[0]?.text).toBe('1,000 credits of a top-up expire at the end of 13 Dec.');
  });

  it('is no condition if nothing will be lost', () => {
    expect(lost(0)).toEqual([]);
    // “About 0 credits” is nothing to tell.
    expect(lost(0.4, 0.9)).toEqual([]);
    expect(lost(0, 200)).toMatchObject([
      { near: true, text: 'Up to 200 credits of a top-up may expire unused at the end of 13 Dec.' },
    ]);
  });
});

describe('a balance that is the day’s cap', () => {
  const daily = {
    frequency: 'daily',
    renewsAt: utc('2026-11-22T00:00:00Z'),
    grant: 1000,
    rollover: 'none',
  } as const;

  it('is reported once, by the cap', () => {
    const empty = pool({ remaining: 0, limit: 1000, cycle: daily });
    expect(alerts({ pools: [empty], caps: [cap()] }).map(({ kind }) => kind)).toEqual(['cap-reached']);
    const low = pool({ remaining: 90, limit: 1000, cycle: daily, forecast: foreseen({ likely: 2 }) });
    expect(alerts({ pools: [low], caps: [cap({ used: 910 })] })).toEqual([]);
    expect(alerts({ pools: [low] }).map(({ kind }) => kind)).toEqual(['runs-out-soon']);
  });
});

it('a credential that cannot read the balance is reported at once', () => {
  expect(alerts(failed('limited-scope', now))).toMatchObject([
    { kind: 'limited-scope', severity: 'warning' },
  ]);
});

it('hides the amounts in what others wrote as well', () => {
  const masked = (facts: Partial<ConditionFacts>) => alerts(facts)[0]?.masked;
  const error = { kind: 'bad-credential' as const, message: 'It had $12.50 left at 09:00.', retryAt: null };
  expect(masked({ error })).toBe('It had ••• left at 09:00.');
  expect(masked({ caps: [cap({ label: 'First 5,000 calls' })] })).toMatch(
    /^First ••• calls: ••• of ••• used; /,
  );
  expect(masked({ spike: { since: now, factor: 9 } })).toMatch(/^Burn is ••• times the usual/);
});

it('hides every amount in the masked text, and no date', () => {
  const [alert] = alerts({ pools: [pool({ remaining: 593.5 })] });
  expect(alert?.masked).toBe('••• of ••• credits left; the next refill (••• credits) is on 1 Dec.');
});

it('wants some use and some time before it warns of a cap', () => {
  const at = (used: number, hours: number) =>
    nearness({
      caps: [
        cap({
          used,
          resetsAt: now + (24 - hours) * hour,
          forecast: { reachedAt: { early: now, likely: now + 9 * hour, late: null }, probability: 0.9 },
        }),
      ],
    })[0]?.[2];
  expect(at(20, 0.5)).toBe(true);
  expect(at(100, 12)).toBe(true);
  expect(at(400, 12)).toBe(false);
});
