import { describe, expect, it } from 'vitest';
import type { Entered, Grant, Pool, Reading } from '../../../shared/model/index.ts';
import { present } from '../../../shared/present/index.ts';
import { entered, facts, now, plan, pool, provider, reading, topup, utc } from './facts.ts';

const renewsAt = utc('2026-12-01T00:00:00Z');
const crustdata = pool({
  remaining: 7312.25,
  limit: 8000,
  provenance: { remaining: 'reported', limit: 'reported', cycle: 'reported' },
  cycle: { frequency: 'monthly', renewsAt, grant: 8000, rollover: 'none' },
});
const scraper = pool({
  remaining: 127,
  used: 873,
  limit: 1000,
  provenance: { remaining: 'computed', used: 'reported', limit: 'reported' },
});
const plans = [
  plan({ id: 'pro', name: 'Pro', grant: 5000, rollover: { upTo: 500 } }),
  plan({
    id: 'free',
    name: 'Free',
    grant: 1000,
    caps: [
      { id: 'threads', label: 'Threads', window: 'concurrent', limit: 5, zone: null, hard: true },
      { id: 'daily', label: 'Daily', window: 'day', limit: 100, zone: 'UTC', hard: true },
    ],
  }),
];
const show = (pools: Pool[], person: Partial<Entered> = {}, read: Partial<Reading> = {}) =>
  present(
    facts({
      provider: provider('reported', 'Reporter', plans),
      reading: reading({ pools, ...read }),
      entered: entered(person),
    }),
  );

describe('a reading alone', () => {
  it('is shown as it is, with the plan’s credits as a grant', () => {
    const shown = show([crustdata], {}, { plan: 'Growth', notes: ['Shared by all keys.'] });
    expect(shown).toMatchObject({
      plan: 'Growth',
      scope: 'account',
      notes: ['Shared by all keys.'],
      disagreements: [],
      exhausted: null,
    });
    expect(shown.pools).toEqual([
      {
        ...crustdata,
        grants: [
          {
            id: 'refill',
            kind: 'refill',
            label: null,
            granted: 8000,
            remaining: 7312.25,
            grantedAt: null,
            expiresAt: renewsAt,
            provenance: 'computed',
          },
        ],
      },
    ]);
  });

  it('does not know the size of a refill that unused credits may have raised', () => {
    const rolling = {
      ...crustdata,
      cycle: { frequency: null, renewsAt, grant: 8000, rollover: 'all' as const },
    };
    expect(show([rolling]).pools[0]?.grants[0]).toMatchObject({ granted: null, expiresAt: null });
  });

  it('subtracts reported grants from the plan’s credits', () => {
    const given = {
      id: 't',
      kind: 'topup' as const,
      label: null,
      granted: 1000,
      remaining: 700,
      grantedAt: null,
      expiresAt: null,
      provenance: 'reported' as const,
    };
    const remaining = (pools: Pool[]) => show(pools).pools[0]?.grants.map((grant) => grant.remaining);
    expect(remaining([{ ...crustdata, grants: [given] }])).toEqual([6612.25, 700]);
    expect(remaining([{ ...crustdata, remaining: 600, grants: [given] }])).toEqual([0, 700]);
    expect(remaining([{ ...crustdata, grants: [{ ...given, kind: 'refill' }] }])).toEqual([700]);
  });

  it('adds no grant without a refill or a balance', () => {
    expect(show([pool({ remaining: 5 })]).pools[0]?.grants).toEqual([]);
    expect(show([{ ...crustdata, remaining: null }]).pools[0]?.grants).toEqual([]);
    const cycle = { frequency: null, renewsAt: null, grant: 0, rollover: 'unknown' as const };
    expect(show([{ ...crustdata, cycle }]).pools[0]?.grants).toEqual([]);
  });

  it('says that a refill is due', () => {
    const past = utc('2026-11-21T00:00:00Z');
    const late = {
      ...crustdata,
      cycle: { frequency: null, renewsAt: past, grant: 8000, rollover: 'none' as const },
    };
    const shown = show([late]);
    expect(shown.notes).toEqual(['The refill due on 21 Nov is not in this reading yet.']);
    expect(shown.pools[0]).toMatchObject({ remaining: 7312.25, cycle: { renewsAt: past } });
    expect(shown.pools[0]?.grants).toHaveLength(1);
  });
});

it('shows nothing before the first reading', () => {
  const shown = present(
    facts({ provider: provider('reported', 'Reporter', plans), entered: entered({ plan: 'pro' }) }),
  );
  expect(shown).toMatchObject({ plan: 'Pro', pools: [], caps: [], notes: [] });
});

describe('the entered plan', () => {
  it('names the plan if the reading does not', () => {
    expect(show([crustdata], { plan: 'pro' })).toMatchObject({ plan: 'Pro', disagreements: [] });
  });

  it('wins over another name, and both are shown', () => {
    expect(show([crustdata], { plan: 'pro' }, { plan: 'Growth' })).toMatchObject({
      plan: 'Pro',
      disagreements: [{ what: 'plan', reported: 'Growth', entered: 'Pro' }],
    });
    expect(show([crustdata], { plan: 'pro' }, { plan: 'PRO' }).disagreements).toEqual([]);
  });

  it('fills in what nothing else reports', () => {
    expect(
      show([pool({ remaining: 4000, provenance: { remaining: 'reported' } })], { plan: 'pro' }).pools[0],
    ).toMatchObject({
      remaining: 4000,
      limit: 5000,
      provenance: { remaining: 'reported', limit: 'catalogue', cycle: 'catalogue' },
      cycle: { frequency: 'monthly', renewsAt: null, grant: 5000, rollover: { upTo: 500 } },
    });
    expect(show([crustdata], { plan: 'pro' }).pools[0]).toMatchObject({
      limit: 8000,
      provenance: { limit: 'reported', cycle: 'reported' },
      cycle: { grant: 8000, rollover: 'none' },
    });
  });

  it('adds the caps that are not reported', () => {
    const threads = {
      id: 'concurrency',
      label: 'Concurrent requests',
      window: 'concurrent' as const,
      limit: 20,
      used: 3,
      resetsAt: null,
      zone: null,
      hard: true,
      provenance: 'reported' as const,
    };
    expect(show([scraper], { plan: 'free' }, { caps: [threads] }).caps).toEqual([
      threads,
      {
        id: 'daily',
        label: 'Daily',
        window: 'day',
        limit: 100,
        used: null,
        resetsAt: utc('2026-11-22T00:00:00Z'),
        zone: 'UTC',
        hard: true,
        provenance: 'catalogue',
      },
    ]);
  });
});

describe('the entered refill', () => {
  it('becomes the limit, and a computed balance follows', () => {
    const shown = show([scraper], { refill: 5000 });
    expect(shown.pools[0]).toMatchObject({
      remaining: 4127,
      used: 873,
      limit: 5000,
      provenance: { remaining: 'computed', limit: 'entered', cycle: 'entered' },
      cycle: { grant: 5000, renewsAt: null, rollover: 'unknown' },
    });
    expect(shown.disagreements).toEqual([
      { what: 'plan size', reported: '1,000 credits', entered: '5,000 credits' },
    ]);
  });

  it('leaves a reported balance alone', () => {
    const shown = show([crustdata], { refill: 8000 });
    expect(shown.pools[0]).toMatchObject({ remaining: 7312.25, limit: 8000 });
    expect(shown.disagreements).toEqual([]);
  });

  it('never makes a computed balance negative', () => {
    expect(show([scraper], { refill: 500 }).pools[0]?.remaining).toBe(0);
  });

  it('touches the first pool only', () => {
    const second = pool({ id: 'other', remaining: 5, limit: 10 });
    expect(show([scraper, second], { refill: 5000 }).pools[1]).toEqual(second);
  });
});

describe('the entered cycle start', () => {
  it('gives the renewal if the endpoint does not', () => {
    expect(show([scraper], { cycleStart: '2026-08-31', refill: 1000 }).pools[0]).toMatchObject({
      cycle: { frequency: 'monthly', renewsAt: utc('2026-11-30T00:00:00Z') },
      provenance: { cycle: 'computed' },
    });
  });

  it('gives way to a reported renewal, and both are shown', () => {
    const shown = show([crustdata], { cycleStart: '2026-11-14' });
    expect(shown.pools[0]).toMatchObject({ cycle: { renewsAt }, provenance: { cycle: 'reported' } });
    expect(shown.disagreements).toEqual([{ what: 'renewal day', reported: '1 Dec', entered: '14 Dec' }]);
  });

  it('agrees with a reported renewal at any hour of its day', () => {
    const cycle = {
      frequency: null,
      renewsAt: utc('2026-12-14T09:20:11Z'),
      grant: 8000,
      rollover: 'none' as const,
    };
    expect(show([{ ...crustdata, cycle }], { cycleStart: '2026-07-14' }).disagreements).toEqual([]);
  });

  it('wins over a renewal that the provider’s file only computed', () => {
    const computed = { ...crustdata, provenance: { cycle: 'computed' as const } };
    const shown = show([computed], { cycleStart: '2026-11-14', refill: 8000 });
    expect(shown.pools[0]?.cycle?.renewsAt).toBe(utc('2026-12-14T00:00:00Z'));
    expect(shown.disagreements).toHaveLength(1);
  });

  it('says that the reading is older than the refill', () => {
    const at = utc('2026-11-20T23:00:00Z');
    expect(show([scraper], { cycleStart: '2026-11-21' }, { at }).notes).toEqual([
      'The refill due on 21 Nov is not in this reading yet.',
    ]);
  });
});

describe('the entered rollover', () => {
  it('fills an unknown one', () => {
    const unknown = {
      ...crustdata,
      cycle: { frequency: null, renewsAt, grant: 8000, rollover: 'unknown' as const },
    };
    expect(show([unknown], { rollover: 'all' })).toMatchObject({
      pools: [{ cycle: { rollover: 'all' } }],
      disagreements: [],
    });
  });

  it('wins over a reported one, and both are shown', () => {
    expect(show([crustdata], { rollover: { upTo: 2000 } })).toMatchObject({
      pools: [{ cycle: { rollover: { upTo: 2000 } } }],
      disagreements: [
        { what: 'rollover', reported: 'the rest expires', entered: 'up to 2,000 credits carry over' },
      ],
    });
  });

  it('wins over the catalogue silently', () => {
    const shown = show([pool({ remaining: 10 })], { plan: 'pro', rollover: 'none' });
    expect(shown.pools[0]?.cycle?.rollover).toBe('none');
    expect(shown.disagreements).toEqual([]);
  });
});

describe('entered grants', () => {
  const grants = [
    topup('never', 300, '2026-10-01T00:00:00Z', null),
    topup('a', 1200, '2026-10-01T00:00:00Z', '2027-10-01T00:00:00Z'),
    topup('gone', 50, '2025-10-01T00:00:00Z', '2026-10-01T00:00:00Z'),
    topup('ahead', 50, '2026-11-22T00:00:00Z', null),
  ];
  const split = (remaining: number | null) =>
    show([{ ...crustdata, remaining }], { grants }).pools[0]?.grants.map((grant) => [
      grant.id,
      grant.remaining,
    ]);

  it('keep most, as they are drawn last', () => {
    expect(split(7312.25)).toEqual([
      ['refill', 5812.25],
      ['a', 1200],
      ['never', 300],
    ]);
    expect(split(1000)).toEqual([
      ['refill', 0],
      ['a', 700],
      ['never', 300],
    ]);
    expect(split(0)).toEqual([
      ['refill', 0],
      ['a', 0],
      ['never', 0],
    ]);
  });

  it('count as full if the balance is unknown', () => {
    expect(split(null)).toEqual([
      ['a', 1200],
      ['never', 300],
    ]);
  });

  it('split a prepaid balance', () => {
    const wallet = pool({ remaining: 100, provenance: { remaining: 'reported' } });
    const [shown] = show([wallet], { grants: [topup('p', 80, '2026-10-01T00:00:00Z', null)] }).pools;
    expect(shown).toMatchObject({
      remaining: 100,
      cycle: null,
      grants: [{ id: 'p', remaining: 80, provenance: 'entered' }],
    });
  });
});

it('leaves the reading itself untouched', () => {
  const given = reading({ pools: [structuredClone(scraper)] });
  const before = structuredClone(given);
  present(
    facts({
      provider: provider('reported', 'Reporter', plans),
      reading: given,
      entered: entered({ plan: 'pro', refill: 1, cycleStart: '2026-11-01', rollover: 'all' }),
      now,
    }),
  );
  expect(given).toEqual(before);
});

describe('what has expired since the reading', () => {
  const reported = (id: string, amount: number, expiresAt: number): Grant => ({
    id,
    kind: 'topup',
    label: null,
    granted: amount,
    remaining: amount,
    grantedAt: null,
    expiresAt,
    provenance: 'reported',
  });
  const grants = [reported('first', 50, now - 1000), reported('later', 30, now + 1000)];

  it('is not left any more', () => {
    const shown = show([{ ...crustdata, remaining: 180, cycle: null, grants }], {}, { at: now - 5000 });
    expect(shown.pools[0]).toMatchObject({ remaining: 130, provenance: { remaining: 'computed' } });
    expect(shown.pools[0]?.grants.map(({ id }) => id)).toEqual(['later']);
  });

  it('counts, if the provider still reported it then', () => {
    const shown = show([{ ...crustdata, remaining: 180, cycle: null, grants }], {}, { at: now });
    expect(shown.pools[0]?.remaining).toBe(180);
  });
});

it('a late refill is told on the day where you are', () => {
  const late: Pool['cycle'] = {
    frequency: 'monthly',
    renewsAt: utc('2026-11-20T00:00:00Z'),
    grant: 8000,
    rollover: 'none',
  };
  const shown = present({
    ...facts({
      provider: provider('reported', 'Reporter', plans),
      reading: reading({ pools: [{ ...crustdata, cycle: late }] }),
    }),
    zone: 'America/Los_Angeles',
  });
  expect(shown.notes).toEqual(['The refill due on 19 Nov is not in this reading yet.']);
});
