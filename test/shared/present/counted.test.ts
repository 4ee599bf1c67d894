import { describe, expect, it } from 'vitest';
import { poolSchema } from '../../../shared/model/index.ts';
import { plausibleDays, present } from '../../../shared/present/index.ts';
import type { LoggedUse } from '../../../shared/use-slots.ts';
import { entered, facts, now, plan, pool, provider, reading, topup, utc } from './facts.ts';

const only = ({ pools }: ReturnType<typeof present>) => {
  expect(pools).toHaveLength(1);
  return poolSchema.parse(pools[0]);
};

const tooMuch =
  'These amounts add up to more than Fuelgauge can count. Check what was reported and what you entered.';

describe('a provider that reports use by day', () => {
  const spidra = provider('usage', 'Spidra', [plan({ id: 'builder', name: 'Builder' })]);
  const dailyUse = [
    { day: '2026-11-08', amount: 400 },
    { day: '2026-11-10', amount: 137.5 },
    { day: '2026-11-21', amount: 31 },
  ];
  const read = reading({ scope: 'usage' });
  const show = (changes: Partial<Parameters<typeof facts>[0]>) =>
    present(facts({ provider: spidra, reading: read, dailyUse, ...changes }));

  describe('in money', () => {
    const spender = { ...spidra, unit: { kind: 'money' as const, code: 'USD' }, plans: [] };
    const spent = (changes: Partial<Parameters<typeof facts>[0]> = {}) =>
      show({ provider: spender, ...changes });

    it('is what this month cost, with nothing to enter', () => {
      const shown = spent({ dailyUse: [{ day: '2026-10-31', amount: 9 }, ...dailyUse] });
      expect(only(shown)).toMatchObject({ label: 'This month', remaining: null, used: 568.5, limit: null });
      expect(shown.notes).toEqual([expect.stringContaining('used today')]);
      expect(only(spent({ reading: null, dailyUse: [] }))).toMatchObject({ remaining: null, used: null });
      expect(only(spent({ dailyUse: [] }))).toMatchObject({ remaining: null, used: 0 });
    });
    it('is what the cycle cost once you enter its start', () => {
      const shown = spent({ entered: entered({ cycleStart: '2026-11-10' }) });
      expect(only(shown)).toMatchObject({ label: 'This cycle', remaining: null, used: 168.5 });
      expect(shown.notes).toContain('Enter the amount per cycle to see what is left.');
    });
    it('is a balance once you enter what each cycle has', () => {
      const shown = spent({ entered: entered({ refill: 1000, cycleStart: '2026-11-10' }) });
      expect(only(shown)).toMatchObject({ label: 'Balance', remaining: 831.5, used: 168.5, limit: 1000 });
    });
    it('is shown as it is told, where the provider tells a sum and no days', () => {
      const sum = pool({ id: 'this-month', label: 'This month', unit: spender.unit, used: 13.75 });
      const shown = spent({ reading: reading({ scope: 'usage', pools: [sum] }), dailyUse: [] });
      expect(only(shown)).toMatchObject({ id: 'this-month', remaining: null, used: 13.75, limit: null });
      expect(shown.notes).toEqual([]);
    });
  });

  it('never counts refills from before the account was added', () => {
    const old = (day: string) =>
      only(
        show({
          dailyUse: [{ day, amount: 0 }, ...dailyUse],
          entered: entered({ refill: 1000, cycleStart: '2026-11-10', rollover: 'all' }),
          since: utc('2026-11-20T12:00:00Z'),
        }),
      ).remaining;
    expect(['1970-01-01', '2025-01-01', '2026-10-25', '2026-11-10'].map(old)).toEqual([
      831.5, 831.5, 831.5, 831.5,
    ]);
  });

  it('keeps only days that a provider can have been asked for', () => {
    const days = ['1970-01-01', '2026-10-19', '2026-10-21', '2026-11-21', '2026-11-22', '9999-12-31'];
    const kept = plausibleDays(
      days.map((day) => ({ day, amount: 1 })),
      now,
    );
    expect(kept.map(({ day }) => day)).toEqual(['2026-10-21', '2026-11-21']);
  });

  it('stays an amount, whatever is reported', () => {
    const huge = [1, 2, 3].map((day) => ({ day: `2026-11-1${day}`, amount: 1e15 }));
    const pool = only(show({ dailyUse: huge, entered: entered({ refill: 1000, cycleStart: '2026-11-10' }) }));
    expect(poolSchema.safeParse(pool).success).toBe(true);
  });

  it('is computed from the entered plan and cycle start', () => {
    const shown = show({ entered: entered({ refill: 1000, cycleStart: '2026-11-10' }) });
    const renewsAt = utc('2026-12-10T00:00:00Z');
    expect(only(shown)).toEqual({
      id: 'credits',
      label: 'Credits',
      unit: { kind: 'credits' },
      remaining: 831.5,
      used: 168.5,
      limit: 1000,
      provenance: { remaining: 'computed', used: 'computed', limit: 'entered', cycle: 'computed' },
      cycle: { frequency: 'monthly', renewsAt, grant: 1000, rollover: 'none' },
      grants: [
        {
          id: 'refill',
          kind: 'refill',
          label: null,
          granted: 1000,
          remaining: 831.5,
          grantedAt: utc('2026-11-10T00:00:00Z'),
          expiresAt: renewsAt,
          provenance: 'computed',
        },
      ],
    });
    expect(shown).toMatchObject({ scope: 'usage', notes: [], exhausted: null });
  });

  it('spends top-ups after plan credits, and carries them across the renewal', () => {
    const grants = [topup('t', 1200, '2026-11-01T10:00:00Z', '2027-11-01T10:00:00Z')];
    const shown = show({ entered: entered({ refill: 200, cycleStart: '2026-11-10', grants }) });
    // 200 too many before the renewal; none after it.
    expect(only(shown)).toMatchObject({ remaining: 1031.5, used: 168.5 });
    expect(only(shown).grants.map(({ id, remaining }) => [id, remaining])).toEqual([
      ['refill', 31.5],
      ['t', 1000],
    ]);
  });

  it('says unknown where fine amounts add up to more than can be counted', () => {
    const grants = [1, 2].map((n) => topup(`t${n}`, 1e15, '2026-11-01T00:00:00Z', null));
    const shown = show({
      entered: entered({ refill: 1e15, cycleStart: '2026-11-10', rollover: 'all', grants }),
    });
    expect(only(shown)).toMatchObject({ remaining: null, limit: 1e15 });
    for (const { remaining } of only(shown).grants) expect(remaining).toBeLessThanOrEqual(1e15);
    expect(shown.notes).toContain(tooMuch);
  });

  it('says once that reported days add up to too much', () => {
    const dailyUse = [18, 19, 20].map((day) => ({ day: `2026-11-${day}`, amount: 1e15 }));
    const shown = show({ entered: entered({ refill: 5000, cycleStart: '2026-11-10' }), dailyUse });
    expect(only(shown)).toMatchObject({ remaining: 0, used: null });
    expect(shown.notes).toEqual([tooMuch]);
    expect(show({ dailyUse }).notes[0]).toBe(
      '0 credits used today, more than 1,000,000,000,000,000 in 4 days.',
    );
  });

  it('drops top-ups that have expired or are still to come', () => {
    const grants = [
      topup('lapsed', 10, '2025-11-01T00:00:00Z', '2026-11-01T00:00:00Z'),
      topup('ahead', 10, '2026-11-22T00:00:00Z', null),
    ];
    const shown = show({ entered: entered({ refill: 1000, cycleStart: '2026-11-10', grants }) });
    expect(only(shown).grants.map(({ id }) => id)).toEqual(['refill']);
    expect(only(shown).remaining).toBe(831.5);
  });

  it('adds use that was logged', () => {
    const uses = [{ at: now - 1000, amount: 0.5, error: null }];
    expect(only(show({ uses, entered: entered({ refill: 1000, cycleStart: '2026-11-10' }) })).used).toBe(169);
  });

  it.each<[string, Parameters<typeof entered>[0], string, object]>([
    [
      'nothing',
      {},
      'Enter the plan’s credits and the day the cycle started to see what is left.',
      { remaining: null, used: null, limit: null, cycle: null, provenance: {} },
    ],
    [
      'a plan without a known size',
      { plan: 'builder' },
      'Enter the plan’s credits and the day the cycle started to see what is left.',
      { remaining: null, used: null, limit: null },
    ],
    [
      'the refill',
      { refill: 1000 },
      'Enter the day the cycle started to see what is left.',
      { remaining: null, used: null, limit: 1000, cycle: { grant: 1000, renewsAt: null } },
    ],
    [
      'the cycle start',
      { cycleStart: '2026-11-10' },
      'Enter the plan’s credits to see what is left.',
      {
        remaining: null,
        used: 168.5,
        limit: null,
        cycle: { grant: null, renewsAt: utc('2026-12-10T00:00:00Z') },
      },
    ],
    [
      'a top-up',
      { grants: [topup('t', 1200, '2026-11-01T00:00:00Z', null)] },
      'Enter the plan’s credits and the day the cycle started to see what is left.',
      { remaining: null, grants: [{ id: 't', remaining: 1200 }] },
    ],
  ])('with %s alone says what else to enter', (_, person, note, expected) => {
    const shown = show({ entered: entered(person) });
    expect(shown.notes).toEqual(['31 credits used today, 568.5 in 14 days.', note]);
    expect(only(shown)).toMatchObject(expected);
  });

  it('claims nothing before anything was read', () => {
    const shown = show({
      reading: null,
      dailyUse: [],
      entered: entered({ refill: 1000, cycleStart: '2026-11-10' }),
    });
    expect(only(shown)).toMatchObject({ remaining: null, used: null, limit: 1000 });
  });

  it('says when more was used than the plan gives', () => {
    const shown = show({ entered: entered({ refill: 100, cycleStart: '2026-11-10' }) });
    expect(only(shown)).toMatchObject({ remaining: 0, used: 168.5 });
    expect(shown.notes).toEqual(['You used 68.5 credits more than this plan gives. Is a top-up missing?']);
  });
});

describe('a provider without an endpoint', () => {
  const daily = {
    id: 'daily',
    label: 'Daily credits',
    window: 'day' as const,
    limit: 1000,
    zone: 'UTC',
    hard: true,
  };
  const scrapio = {
    ...provider('ledger', 'Scrapio', [
      plan({ id: 'free', name: 'Free', grant: 1000 }),
      plan({
        id: 'free-daily',
        name: 'Free (until July 2026)',
        grant: 1000,
        frequency: 'daily',
        caps: [daily],
      }),
      plan({
        id: 'pro-daily',
        name: 'Pro (until July 2026)',
        grant: 50_000,
        frequency: 'daily',
        rollover: { upTo: 50_000 },
      }),
    ]),
    ledger: {
      codes: { daily_credit_cap_exceeded: 'day-cap' as const, credits_exhausted: 'exhausted' as const },
    },
  };
  const use = (at: string, amount: number, error: string | null = null) => ({ at: utc(at), amount, error });
  const show = (person: Parameters<typeof entered>[0], uses: readonly LoggedUse[], at = now) =>
    present(facts({ provider: scrapio, entered: entered(person), uses, now: at }));
  const uses = [
    use('2026-10-31T23:59:59Z', 100),
    use('2026-11-05T10:00:00Z', 200),
    use('2026-11-20T23:59:59Z', 40),
    use('2026-11-21T08:00:00Z', 5),
  ];

  it('counts a monthly plan from the day its cycle began', () => {
    const shown = show({ plan: 'free', cycleStart: '2026-11-15' }, uses);
    expect(shown).toMatchObject({ plan: 'Free', scope: 'none', notes: [] });
    expect(only(shown)).toMatchObject({
      remaining: 955,
      used: 45,
      limit: 1000,
      provenance: { limit: 'catalogue', cycle: 'computed' },
      cycle: { renewsAt: utc('2026-12-15T00:00:00Z'), rollover: 'none' },
    });
  });

  it('assumes the calendar month until you enter a start, and says so', () => {
    const shown = show({ plan: 'free' }, uses);
    expect(only(shown)).toMatchObject({
      remaining: 755,
      used: 245,
      cycle: { renewsAt: utc('2026-12-01T00:00:00Z') },
    });
    expect(shown.notes).toEqual([
      'Assuming your cycle starts on the 1st of each month. If not, enter the day it started.',
    ]);
  });

  it('lets the entered refill override the catalogue', () => {
    expect(only(show({ plan: 'free', refill: 2000, cycleStart: '2026-11-15' }, uses))).toMatchObject({
      remaining: 1955,
      limit: 2000,
      provenance: { limit: 'entered' },
    });
  });

  it('renews daily plans at midnight UTC', () => {
    const shown = show({ plan: 'free-daily' }, uses);
    expect(shown.notes).toEqual([]);
    expect(only(shown)).toMatchObject({
      remaining: 995,
      used: 5,
      cycle: { renewsAt: utc('2026-11-22T00:00:00Z') },
    });
    expect(shown.caps).toEqual([
      { ...daily, used: 5, resetsAt: utc('2026-11-22T00:00:00Z'), provenance: 'catalogue' },
    ]);
  });

  it('carries over on daily plans', () => {
    expect(only(show({ plan: 'pro-daily' }, [use('2026-11-20T10:00:00Z', 30_000)])).remaining).toBe(70_000);
  });

  it('asks for a plan, and shows the use of this month', () => {
    const shown = show({}, uses);
    expect(shown.notes).toEqual(['Pick a plan to see what is left.']);
    expect(only(shown)).toMatchObject({ remaining: null, used: 245, limit: null, cycle: null, grants: [] });
  });

  describe('whose script reports the daily cap', () => {
    const hit = [...uses, use('2026-11-21T14:02:00Z', 0, 'daily_credit_cap_exceeded')];

    it('has nothing left until midnight UTC', () => {
      const shown = show({ plan: 'free-daily' }, hit, utc('2026-11-21T23:59:59Z'));
      // A cap is no failure, and no reason to buy credits.
      expect(shown.exhausted).toBeNull();
      expect(shown.notes).toContain(
        'Scrapio reported that the daily cap was reached at 14:02; it resets at midnight.',
      );
      expect(only(shown)).toMatchObject({ remaining: 0, used: 1000, grants: [{ remaining: 0 }] });
      expect(shown.caps[0]).toMatchObject({ used: 1000 });
    });

    it('keeps a use above the cap as it is', () => {
      const over = [...hit, use('2026-11-21T14:00:00Z', 1300)];
      expect(show({ plan: 'free-daily' }, over, utc('2026-11-21T15:00:00Z')).caps[0]?.used).toBe(1305);
    });

    it('has its credits again after midnight', () => {
      const shown = show({ plan: 'free-daily' }, hit, utc('2026-11-22T00:00:00Z'));
      expect(shown.exhausted).toBeNull();
      expect(only(shown)).toMatchObject({ remaining: 1000, used: 0 });
      expect(shown.caps[0]).toMatchObject({ used: 0 });
    });

    it('is not lifted by later use', () => {
      const more = [...hit, use('2026-11-21T15:00:00Z', 1)];
      const { caps } = show({ plan: 'free-daily' }, more, utc('2026-11-21T16:00:00Z'));
      expect(caps[0]).toMatchObject({ limit: 1000, used: 1000 });
    });

    it('keeps the numbers of a monthly plan', () => {
      const shown = show({ plan: 'free', cycleStart: '2026-11-15' }, hit, utc('2026-11-21T15:00:00Z'));
      expect(shown.exhausted).toBeNull();
      expect(only(shown).remaining).toBe(955);
      // The plan names no daily cap, so all that is known is that it is reached.
      const [cap] = shown.caps;
      expect(cap).toMatchObject({ window: 'day', resetsAt: utc('2026-11-22T00:00:00Z'), hard: true });
      expect(cap?.used).toBe(cap?.limit);
    });
  });

  describe('whose script reports that the credits are used up', () => {
    const hit = [...uses, use('2026-11-21T08:30:00Z', 0, 'credits_exhausted')];
    const person = { plan: 'free', cycleStart: '2026-11-15' };

    it('has nothing left until the renewal', () => {
      const shown = show(person, hit);
      expect(shown.exhausted?.message).toBe(
        'Scrapio reported on 21 Nov, 08:30 that the credits are used up; the next refill is on 15 Dec.',
      );
      expect(only(shown)).toMatchObject({ remaining: 0, used: 1000 });
      const renewed = show(person, hit, utc('2026-12-15T00:00:00Z'));
      expect(renewed.exhausted).toBeNull();
      expect(only(renewed)).toMatchObject({ remaining: 1000, used: 0 });
    });

    it('has what is granted later', () => {
      const shown = show({ ...person, grants: [topup('t', 500, '2026-11-21T08:45:00Z', null)] }, hit);
      expect(shown.exhausted).toBeNull();
      expect(only(shown).remaining).toBe(500);
    });

    it('is believed again once a use succeeded, without invented numbers', () => {
      const shown = show(person, [...hit, use('2026-11-21T08:50:00Z', 5)]);
      expect(shown.exhausted).toBeNull();
      expect(only(shown).remaining).toBe(0);
    });

    it('stays so after another failure', () => {
      expect(show(person, [...hit, use('2026-11-21T08:50:00Z', 5, 'internal')]).exhausted).not.toBeNull();
      expect(show(person, [...hit, use('2026-11-21T08:50:00Z', 0)]).exhausted).not.toBeNull();
    });

    it('is empty even without a plan', () => {
      expect(only(show({}, hit)).remaining).toBe(0);
    });
  });

  it('ignores other error codes', () => {
    const shown = show({ plan: 'free', cycleStart: '2026-11-15' }, [
      use('2026-11-21T08:30:00Z', 2, 'plan_upgrade_required'),
    ]);
    expect(shown.exhausted).toBeNull();
    expect(only(shown).remaining).toBe(998);
  });
});
