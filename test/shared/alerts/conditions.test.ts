import { describe, expect, it } from 'vitest';
import { type ConditionFacts, conditionsOf } from '../../../shared/alerts/index.ts';
import {
  type AlertRules,
  type CapState,
  defaultAlertRules,
  type Grant,
  type PoolState,
  type ReadErrorKind,
} from '../../../shared/model/index.ts';

const utc = (text: string) => Date.parse(text);
const now = utc('2026-11-21T09:00:00Z');
const readAt = utc('2026-11-21T08:55:00Z');
const hour = 3_600_000;
const day = 24 * hour;

const pool = (changes: Partial<PoolState> = {}): PoolState => ({
  id: 'credits',
  label: 'Credits',
  unit: { kind: 'credits' },
  remaining: 5000,
  used: 5000,
  limit: 10_000,
  provenance: {},
  cycle: { frequency: 'monthly', renewsAt: utc('2026-12-01T00:00:00Z'), grant: 10_000, rollover: 'none' },
  grants: [],
  burnByDay: [],
  forecast: null,
  ...changes,
});
const cap = (changes: Partial<CapState> = {}): CapState => ({
  id: 'daily',
  label: 'Daily credits',
  window: 'day',
  limit: 1000,
  used: 1000,
  resetsAt: utc('2026-11-22T00:00:00Z'),
  zone: 'UTC',
  hard: true,
  provenance: 'reported',
  forecast: null,
  ...changes,
});
const topup = (changes: Partial<Grant> = {}): Grant => ({
  id: 'a',
  kind: 'topup',
  label: null,
  granted: 1200,
  remaining: 1000,
  grantedAt: null,
  expiresAt: utc('2026-12-14T00:00:00Z'),
  provenance: 'reported',
  ...changes,
});
const failed = (kind: ReadErrorKind, since: number): Partial<ConditionFacts> => ({
  error: { kind, message: 'Crustdata said no.', retryAt: null },
  errorSince: since,
});
const all = (facts: Partial<ConditionFacts>, zone = 'UTC', rules: Partial<AlertRules> = {}) =>
  conditionsOf(
    { pools: [], caps: [], spike: null, error: null, errorSince: null, readAt, ...facts },
    { ...defaultAlertRules, ...rules },
    { now, zone },
  );
/** What opens an alert. */
const alerts = (facts: Partial<ConditionFacts>, zone?: string, rules?: Partial<AlertRules>) =>
  all(facts, zone, rules).filter(({ near }) => !near);

describe('exhausted', () => {
  it('when the first pool is empty', () => {
    expect(alerts({ pools: [pool({ remaining: 0 }), pool({ id: 'b' })] })).toMatchObject([
      {
        kind: 'exhausted',
        severity: 'critical',
        since: readAt,
        text: 'No credits are left; the refill of 10,000 credits is on 1 Dec.',
      },
    ]);
  });

  it('also below zero, and for money', () => {
    const money = pool({ unit: { kind: 'money', code: 'USD' }, remaining: -0.5, limit: null, cycle: null });
    expect(alerts({ pools: [money] })[0]?.text).toBe('-$0.50 is left.');
  });

  it('when the provider says so, in its words and since then', () => {
    expect(alerts({ pools: [pool()], ...failed('exhausted', now - day) })).toMatchObject([
      { kind: 'exhausted', severity: 'critical', since: now - day, text: 'Crustdata said no.' },
    ]);
  });

  it('not when another pool is empty, or nothing is known', () => {
    expect(alerts({ pools: [pool(), pool({ remaining: 0 })] })).toEqual([]);
    expect(alerts({ pools: [pool({ remaining: null })] })).toEqual([]);
    expect(alerts({ readAt: null })).toEqual([]);
  });
});

describe('errors', () => {
  it('a rejected credential is critical at once', () => {
    expect(alerts(failed('bad-credential', now))).toMatchObject([
      { kind: 'credential-rejected', severity: 'critical', since: now, text: 'Crustdata said no.' },
    ]);
  });

  it('others only after an hour', () => {
    expect(alerts(failed('offline', now - hour))).toEqual([]);
    expect(alerts(failed('offline', now - 3 * hour))).toMatchObject([
      {
        kind: 'unreachable',
        severity: 'warning',
        since: now - 3 * hour,
        text: expect.stringMatching(/^No new reading for 3 hr?: Crustdata said no\.$/),
      },
    ]);
  });
});

describe('caps', () => {
  it('that are hard and reached', () => {
    expect(alerts({ caps: [cap()] })).toMatchObject([
      {
        kind: 'cap-reached',
        severity: 'warning',
        since: readAt,
        text: 'Daily credits: 1,000 of 1,000 used; resets on 22 Nov, 00:00.',
      },
    ]);
  });

  it.each<[string, Partial<CapState>]>([
    ['soft', { hard: false }],
    ['on concurrency', { window: 'concurrent' }],
    ['not reached', { used: 999.5 }],
    ['unknown', { used: null }],
    ['without size', { limit: 0 }],
    ['reset since the reading', { resetsAt: now }],
  ])('not those that are %s', (_, changes) => {
    expect(alerts({ caps: [cap(changes)] })).toEqual([]);
  });
});

describe('low', () => {
  it.each([
    [2001, []],
    [2000, ['warning']],
    [501, ['warning']],
    [500, ['critical']],
    [0.5, ['critical']],
  ])('%d of 10,000', (remaining, severities) => {
    expect(alerts({ pools: [pool({ remaining })] }).map(({ severity }) => severity)).toEqual(severities);
  });

  it('says what is left and when more comes', () => {
    expect(alerts({ pools: [pool({ remaining: 593.5 })] })[0]?.text).toBe(
      '593.5 of 10,000 credits left; the refill of 10,000 credits is on 1 Dec.',
    );
  });

  it('needs a limit', () => {
    expect(alerts({ pools: [pool({ remaining: 1, limit: null })] })).toEqual([]);
  });
});

describe('grants that lapse', () => {
  it('are told 30 days before, and warned of 7 days before', () => {
    const severity = (expiresAt: number) =>
      alerts({ pools: [pool({ grants: [topup({ expiresAt })] })] }).map((alert) => alert.severity);
    expect(severity(now + 30 * day + 1)).toEqual([]);
    expect(severity(now + 30 * day)).toEqual(['info']);
    expect(severity(now + 7 * day + 1)).toEqual(['info']);
    expect(severity(now + 7 * day)).toEqual(['warning']);
    expect(severity(now)).toEqual([]);
  });

  it('hold since they came near', () => {
    const expiresAt = utc('2026-12-14T00:00:00Z');
    expect(alerts({ pools: [pool({ grants: [topup()] })] })).toMatchObject([
      {
        kind: 'expires-soon',
        severity: 'info',
        since: expiresAt - 30 * day,
        text: '1,000 credits of a top-up lapse on 14 Dec.',
      },
    ]);
    expect(alerts({ pools: [pool({ grants: [topup({ grantedAt: now - hour })] })] })[0]?.since).toBe(
      now - hour,
    );
  });

  it('leave out refills and what is used up', () => {
    const grants = [topup({ kind: 'refill' }), topup({ remaining: 0 }), topup({ expiresAt: null })];
    expect(alerts({ pools: [pool({ grants })] })).toEqual([]);
  });

  it('write their day in the given zone', () => {
    const [alert] = alerts({ pools: [pool({ grants: [topup()] })] }, 'America/New_York');
    expect(alert?.text).toBe('1,000 credits of a top-up lapse on 13 Dec.');
  });
});

it('lists the worst first', () => {
  const found = alerts({
    pools: [pool({ remaining: 400, grants: [topup()] })],
    caps: [cap()],
    ...failed('timed-out', now - 2 * hour),
  });
  expect(found.map(({ kind }) => kind)).toEqual(['low', 'unreachable', 'cap-reached', 'expires-soon']);
});

describe('what is foreseen', () => {
  const forecast = (likely: number | null, confidence: 'none' | 'good' = 'good'): PoolState['forecast'] => ({
    burnPerDay: 1000,
    runsOutAt: { early: likely, likely, late: likely },
    waste: [],
    basis: { hours: 500, gaps: 0 },
    confidence,
  });
  const soon = (hours: number, changes: Partial<PoolState> = {}) =>
    alerts({ pools: [pool({ forecast: forecast(now + hours * hour), ...changes })] });

  it('warns three days before a run-out, and louder on the last day', () => {
    expect(soon(73)).toEqual([]);
    expect(soon(72)).toMatchObject([{ kind: 'runs-out-soon', severity: 'warning' }]);
    expect(soon(24)).toMatchObject([{ kind: 'runs-out-soon', severity: 'critical' }]);
    expect(soon(24)[0]?.text).toBe(
      '5,000 credits left, likely to run out on 22 Nov, 09:00, before the refill on 1 Dec.',
    );
  });

  it('says nothing where a refill comes first, while learning, or where the credits lapse instead', () => {
    const cycle = {
      frequency: 'monthly',
      renewsAt: now + 10 * hour,
      grant: 10_000,
      rollover: 'none',
    } as const;
    expect(soon(20, { cycle })).toEqual([]);
    expect(soon(9, { cycle })).toMatchObject([{ kind: 'runs-out-soon' }]);
    expect(alerts({ pools: [pool({ forecast: forecast(null) })] })).toEqual([]);
    expect(alerts({ pools: [pool({ forecast: forecast(now + hour, 'none') })] })).toEqual([]);
    const lapsing = topup({ remaining: 5000, expiresAt: now + 20 * hour });
    expect(soon(20, { grants: [lapsing] }).map(({ kind }) => kind)).toEqual(['expires-soon']);
  });

  it('warns of a cap that will probably be reached', () => {
    const ahead = (probability: number) =>
      alerts({
        caps: [
          cap({
            used: 640,
            forecast: { reachedAt: { early: now, likely: now + 6 * hour, late: null }, probability },
          }),
        ],
      });
    expect(ahead(0.69)).toEqual([]);
    expect(ahead(0.7)).toMatchObject([
      {
        kind: 'cap-soon',
        severity: 'warning',
        text: 'Daily credits will likely be used up around 21 Nov, 15:00.',
      },
    ]);
  });

  it('tells of a burn far outside the account’s own pattern', () => {
    expect(alerts({ spike: { since: now - hour, factor: 8.4 } })).toMatchObject([
      {
        kind: 'burn-spike',
        severity: 'warning',
        since: now - hour,
        text: 'Burn is 8 times the usual: a job run wild, or a leaked key?',
      },
    ]);
  });
});

const foreseen = (
  hours: { early?: number; likely: number; late?: number | null },
  rest: Partial<NonNullable<PoolState['forecast']>> = {},
): PoolState['forecast'] => ({
  burnPerDay: 1000,
  runsOutAt: {
    early: now + (hours.early ?? hours.likely) * hour,
    likely: now + hours.likely * hour,
    late: hours.late === null ? null : now + (hours.late ?? hours.likely) * hour,
  },
  waste: [],
  basis: { hours: 500, gaps: 0 },
  confidence: 'good',
  ...rest,
});
const nearness = (facts: Partial<ConditionFacts>, rules?: Partial<AlertRules>) =>
  all(facts, 'UTC', rules).map(({ kind, level, near }) => [kind, level, near]);

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

  it('must hold the longer, the more time is left, and longest at a burst', () => {
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

describe('what lapses', () => {
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

  it('is told by how much of it is likely to be lost', () => {
    expect(lost(433)).toMatchObject([
      { near: false, text: 'About 430 credits of a top-up will likely lapse unused on 14 Dec.' },
    ]);
    expect(lost(1000)[0]?.text).toBe('1,000 credits of a top-up lapse on 14 Dec.');
  });

  it('is nothing where nothing will be lost', () => {
    expect(lost(0)).toEqual([]);
    expect(lost(0, 200)).toMatchObject([{ near: true }]);
  });
});

describe('a balance that is the day’s cap', () => {
  const daily = {
    frequency: 'daily',
    renewsAt: utc('2026-11-22T00:00:00Z'),
    grant: 1000,
    rollover: 'none',
  } as const;

  it('is told once, by the cap', () => {
    const empty = pool({ remaining: 0, limit: 1000, cycle: daily });
    expect(alerts({ pools: [empty], caps: [cap()] }).map(({ kind }) => kind)).toEqual(['cap-reached']);
    const low = pool({ remaining: 90, limit: 1000, cycle: daily, forecast: foreseen({ likely: 2 }) });
    expect(alerts({ pools: [low], caps: [cap({ used: 910 })] })).toEqual([]);
    expect(alerts({ pools: [low] }).map(({ kind }) => kind)).toEqual(['runs-out-soon']);
  });
});

it('a credential that sees too little is told at once', () => {
  expect(alerts(failed('limited-scope', now))).toMatchObject([
    { kind: 'limited-scope', severity: 'warning' },
  ]);
});

it('hides every amount in the masked text, and no date', () => {
  const [alert] = alerts({ pools: [pool({ remaining: 593.5 })] });
  expect(alert?.masked).toBe('••• of ••• credits left; the refill of ••• credits is on 1 Dec.');
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
