import { describe, expect, it } from 'vitest';
import type { ConditionFacts } from '../../../shared/alerts/index.ts';
import { type CapState, defaultAlertRules, type PoolState } from '../../../shared/model/index.ts';
import { alerts, cap, day, failed, hour, now, pool, readAt, topup, utc } from './condition-facts.ts';

describe('exhausted', () => {
  it('when the first pool is empty', () => {
    expect(alerts({ pools: [pool({ remaining: 0 }), pool({ id: 'b' })] })).toMatchObject([
      {
        kind: 'exhausted',
        severity: 'critical',
        since: readAt,
        text: 'No credits are left; the next refill (10,000 credits) is on 1 Dec.',
      },
    ]);
  });

  it('also below zero, and for money', () => {
    const money = pool({ unit: { kind: 'money', code: 'USD' }, remaining: -0.5, limit: null, cycle: null });
    expect(alerts({ pools: [money] })[0]?.text).toBe('Overdrawn by $0.50.');
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

describe('an outage', () => {
  const unreachable = (facts: Partial<ConditionFacts>) =>
    alerts({ ...failed('offline', now - 10 * hour), ...facts }).map(({ text }) => text);

  it('is what polling found, not the time in which nobody asked', () => {
    expect(unreachable({ errorAt: now - 10 * hour })).toEqual([]);
    expect(unreachable({ errorAt: now - 9.5 * hour })).toEqual([]);
  });

  it('is told with the span since the last reading', () => {
    expect(unreachable({ readAt: now - 5 * day })).toEqual(['No new reading for 5 days: Crustdata said no.']);
    expect(unreachable({ readAt: now + 5 * day })).toEqual(['No new reading for 10 hr: Crustdata said no.']);
    expect(unreachable({ readAt: null })).toEqual(['No new reading for 10 hr: Crustdata said no.']);
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

  it('told in percent of a window, as that', () => {
    const week = cap({ label: 'Tokens per week', unit: { kind: 'percent' }, limit: 100, used: 100 });
    expect(alerts({ pools: [], caps: [week] })).toMatchObject([
      { kind: 'cap-reached', text: 'Tokens per week: 100 % used; resets on 22 Nov, 00:00.' },
    ]);
  });

  it('without the numbers of one that only a logged error told of', () => {
    const unsized = cap({ limit: 5, used: 5, provenance: 'computed' });
    expect(alerts({ caps: [unsized] })).toMatchObject([
      { text: 'Daily credits hit; resets on 22 Nov, 00:00.' },
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
      '593.5 of 10,000 credits left; the next refill (10,000 credits) is on 1 Dec.',
    );
  });

  it('needs a limit, or a floor', () => {
    const noFloor = { low: { ...defaultAlertRules.low, countFloor: 0 } };
    expect(alerts({ pools: [pool({ remaining: 1, limit: null })] }, 'UTC', noFloor)).toEqual([]);
    expect(alerts({ pools: [pool({ remaining: 1, limit: null })] })).toHaveLength(1);
  });
});

describe('grants that expire', () => {
  it('are reported 30 days before, with a warning 7 days before', () => {
    const severity = (expiresAt: number) =>
      alerts({ pools: [pool({ grants: [topup({ expiresAt })] })] }).map((alert) => alert.severity);
    expect(severity(now + 30 * day + 1)).toEqual([]);
    expect(severity(now + 30 * day)).toEqual(['info']);
    expect(severity(now + 7 * day + 1)).toEqual(['info']);
    expect(severity(now + 7 * day)).toEqual(['warning']);
    expect(severity(now)).toEqual([]);
  });

  it('count since they came near', () => {
    const expiresAt = utc('2026-12-14T00:00:00Z');
    expect(alerts({ pools: [pool({ grants: [topup()] })] })).toMatchObject([
      {
        kind: 'expires-soon',
        severity: 'info',
        since: expiresAt - 30 * day,
        text: '1,000 credits of a top-up expire at the end of 13 Dec.',
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

  it('write their day in the given time zone', () => {
    const [alert] = alerts({ pools: [pool({ grants: [topup()] })] }, 'America/New_York');
    expect(alert?.text).toBe('1,000 credits of a top-up expire on 13 Dec, 19:00 (midnight UTC).');
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

describe('predictions', () => {
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

  it('says nothing if a refill comes first, while learning, or if the credits expire instead', () => {
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

  it('include burn far above the account’s own pattern', () => {
    expect(alerts({ spike: { since: now - hour, factor: 8.4 } })).toMatchObject([
      {
        kind: 'burn-spike',
        severity: 'warning',
        since: now - hour,
        text: 'Burn is 8 times the usual rate. A runaway job, or a leaked key?',
      },
    ]);
  });
});
