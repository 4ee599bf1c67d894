import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  byDrawOrder,
  computePool,
  type Emptied,
  type LedgerFacts,
  splitRemaining,
  type Use,
} from '../../shared/ledger.ts';
import type { EnteredGrant, Frequency, Rollover } from '../../shared/model/index.ts';
import { dayMs, dayOf } from '../../shared/time/index.ts';

const utc = (text: string) => Date.parse(text);
const now = utc('2026-11-21T09:00:00Z');
const refill = (
  amount: number,
  rollover: Rollover = 'none',
  anchorDay = '2026-11-01',
  frequency: Frequency = 'monthly',
) => ({ amount, frequency, rollover, anchorDay });
const grant = (
  id: string,
  amount: number,
  grantedAt: string,
  expiresAt: string | null = null,
): EnteredGrant => ({
  id,
  kind: 'topup',
  amount,
  grantedAt: utc(grantedAt),
  expiresAt: expiresAt === null ? null : utc(expiresAt),
});
const use = (at: string, amount: number): Use => ({ at: utc(at), amount });
const compute = (facts: Partial<LedgerFacts> & Pick<LedgerFacts, 'refill'>) =>
  computePool({ grants: [], use: [], now, ...facts });

describe('draw order', () => {
  it('spends the plan’s credits first, then the top-up', () => {
    const pool = compute({
      refill: refill(1000),
      grants: [grant('a', 1200, '2026-11-02T00:00:00Z', '2027-11-02T00:00:00Z')],
      use: [use('2026-11-05T00:00:00Z', 900), use('2026-11-10T00:00:00Z', 300)],
    });
    expect(pool.refill.remaining).toBe(0);
    expect(pool.grants.map(({ remaining }) => remaining)).toEqual([1000]);
    expect(pool).toMatchObject({ remaining: 1000, used: 1200, overflow: 0 });
  });

  it('spends what expires soonest first, and what never expires last', () => {
    const pool = compute({
      refill: refill(0),
      grants: [
        grant('never', 100, '2026-01-01T00:00:00Z'),
        grant('late', 100, '2026-01-01T00:00:00Z', '2027-06-01T00:00:00Z'),
        grant('soon', 100, '2026-02-01T00:00:00Z', '2026-12-01T00:00:00Z'),
      ],
      use: [use('2026-11-05T00:00:00Z', 150)],
    });
    expect(pool.grants.map(({ grant: { id }, remaining }) => [id, remaining])).toEqual([
      ['soon', 0],
      ['late', 50],
      ['never', 100],
    ]);
  });

  it('breaks ties by age, then by id', () => {
    const same = { expiresAt: null, grantedAt: 5 };
    const sorted = [
      { ...same, id: 'b' },
      { ...same, id: 'a' },
      { ...same, grantedAt: 4, id: 'c' },
    ].sort(byDrawOrder);
    expect(sorted.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  });
});

describe('renewals', () => {
  const before = [use('2026-10-10T00:00:00Z', 700)];

  it('let the unused part expire', () => {
    const pool = compute({ refill: refill(1000), use: before });
    expect(pool).toMatchObject({ remaining: 1000, used: 0 });
    expect(pool.refill).toEqual({ granted: 2000, remaining: 1000, used: 700, lapsed: 300 });
  });

  it('carry all of it over', () => {
    expect(compute({ refill: refill(1000, 'all'), use: before }).remaining).toBe(1300);
  });

  it('carry over up to a limit', () => {
    expect(compute({ refill: refill(1000, { upTo: 200 }), use: before }).remaining).toBe(1200);
    expect(compute({ refill: refill(1000, { upTo: 500 }), use: before }).remaining).toBe(1300);
  });

  it('count an unknown rollover as none', () => {
    expect(compute({ refill: refill(1000, 'unknown'), use: before }).remaining).toBe(1000);
  });

  it('leave top-ups untouched', () => {
    const pool = compute({
      refill: refill(1000),
      grants: [grant('a', 1200, '2026-10-05T00:00:00Z', '2027-10-05T00:00:00Z')],
      use: [use('2026-10-10T00:00:00Z', 1200)],
    });
    expect(pool.grants[0]?.remaining).toBe(1000);
    expect(pool).toMatchObject({ remaining: 2000, used: 0 });
  });

  it('carry nothing over from cycles before the first known use', () => {
    expect(compute({ refill: refill(1000, 'all', '2026-01-01') }).remaining).toBe(1000);
  });

  it('give use at the very instant of the renewal to the new cycle', () => {
    const pool = compute({ refill: refill(1000), use: [...before, use('2026-11-01T00:00:00Z', 10)] });
    expect(pool).toMatchObject({ remaining: 990, used: 10 });
  });

  it('compute many days without use at once', () => {
    const days = refill(50_000, { upTo: 50_000 }, '2024-01-01', 'daily');
    expect(compute({ refill: days, use: [use('2026-11-20T10:00:00Z', 49_000)] }).remaining).toBe(51_000);
    expect(compute({ refill: days, use: [use('2016-11-20T10:00:00Z', 49_000)] }).remaining).toBe(100_000);
  });
});

describe('expiry', () => {
  it('makes what is left expire', () => {
    const pool = compute({
      refill: refill(100),
      grants: [grant('a', 50, '2026-11-02T00:00:00Z', '2026-11-20T00:00:00Z')],
      use: [use('2026-11-05T00:00:00Z', 120)],
    });
    expect(pool.grants[0]).toMatchObject({ remaining: 0, used: 20, lapsed: 30 });
    expect(pool).toMatchObject({ remaining: 0, overflow: 0 });
  });

  it('prevents use before the grant and from its expiry on', () => {
    const pool = compute({
      refill: refill(0),
      grants: [grant('a', 50, '2026-11-05T00:00:00Z', '2026-11-15T00:00:00Z')],
      use: [
        use('2026-11-04T23:59:59Z', 1),
        use('2026-11-05T00:00:00Z', 2),
        use('2026-11-14T23:59:59Z', 4),
        use('2026-11-15T00:00:00Z', 8),
      ],
    });
    expect(pool.grants[0]).toMatchObject({ used: 6, lapsed: 44 });
    expect(pool.overflow).toBe(9);
  });

  it('lets a day’s total draw on a top-up bought later that day', () => {
    const pool = compute({
      refill: refill(300),
      grants: [grant('a', 1200, '2026-11-20T15:00:00Z')],
      use: [{ at: utc('2026-11-20T00:00:00Z'), until: utc('2026-11-21T00:00:00Z'), amount: 500 }],
    });
    expect(pool).toMatchObject({ remaining: 1000, overflow: 0 });
  });
});

describe('what has not happened yet', () => {
  it('does not count', () => {
    const pool = compute({
      refill: refill(100),
      grants: [grant('a', 50, '2026-11-22T00:00:00Z')],
      use: [use('2026-11-21T09:00:01Z', 10)],
    });
    expect(pool).toMatchObject({ remaining: 100, used: 0, grants: [] });
  });
});

describe('a provider that says nothing is left', () => {
  const facts = {
    refill: refill(1000),
    grants: [grant('a', 200, '2026-11-02T00:00:00Z')],
    use: [use('2026-11-05T00:00:00Z', 300)],
  };

  it('empties the refill and the grants there are', () => {
    const pool = compute({ ...facts, emptied: [{ at: utc('2026-11-06T00:00:00Z'), what: 'all' }] });
    expect(pool).toMatchObject({ remaining: 0, used: 1200, overflow: 0 });
  });

  it('empties the refill alone', () => {
    const pool = compute({ ...facts, emptied: [{ at: utc('2026-11-06T00:00:00Z'), what: 'refill' }] });
    expect(pool).toMatchObject({ remaining: 200, used: 1000 });
  });

  it('does not touch what comes later', () => {
    const pool = compute({
      ...facts,
      grants: [...facts.grants, grant('b', 500, '2026-11-07T00:00:00Z')],
      emptied: [
        { at: utc('2026-10-06T00:00:00Z'), what: 'all' },
        { at: utc('2026-11-06T00:00:00Z'), what: 'all' },
      ],
    });
    expect(pool.remaining).toBe(500);
  });
});

describe('splitting what is left', () => {
  it('leaves most to the last drawn', () => {
    expect(splitRemaining(800, [10_000, 1200])).toEqual([0, 800]);
    expect(splitRemaining(1500, [10_000, 1200])).toEqual([300, 1200]);
    expect(splitRemaining(20_000, [10_000, 1200])).toEqual([10_000, 1200]);
    expect(splitRemaining(-5, [10])).toEqual([0]);
    expect(splitRemaining(5, [])).toEqual([]);
  });

  it('agrees with spending in draw order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000)), fc.nat(5000), (amounts, spent) => {
        const total = amounts.reduce((sum, amount) => sum + amount, 0);
        let open = spent;
        const expected = amounts.map((amount) => {
          const part = Math.min(amount, open);
          open -= part;
          return amount - part;
        });
        expect(splitRemaining(total - spent, amounts)).toEqual(expected);
      }),
    );
  });
});

const from = utc('2026-05-01T00:00:00Z');
const instant = fc.integer({ min: 0, max: 40 }).map((step) => from + step * 5 * dayMs);
const rollovers = fc.oneof(
  fc.constantFrom<Rollover>('all', 'none', 'unknown'),
  fc.nat(2000).map((upTo): Rollover => ({ upTo })),
);
const refills = fc.record({
  amount: fc.nat(1000),
  frequency: fc.constantFrom<Frequency>('daily', 'weekly', 'monthly', 'yearly'),
  rollover: rollovers,
  anchorDay: instant.map(dayOf),
});
const grants = fc
  .array(
    fc.record({
      amount: fc.integer({ min: 1, max: 1000 }),
      grantedAt: instant,
      life: fc.option(fc.integer({ min: 1, max: 200 })),
    }),
    { maxLength: 5 },
  )
  .map((list) =>
    list.map(
      ({ amount, grantedAt, life }, index): EnteredGrant => ({
        id: `g${index}`,
        kind: 'topup',
        amount,
        grantedAt,
        expiresAt: life === null ? null : grantedAt + life * dayMs,
      }),
    ),
  );
const uses = fc.array(
  fc
    .tuple(instant, fc.nat(400), fc.boolean())
    .map(([at, amount, day]): Use => (day ? { at, amount, until: at + dayMs } : { at, amount })),
  { maxLength: 30 },
);
const emptied = fc.array(
  fc.record({ at: instant, what: fc.constantFrom<Emptied['what']>('refill', 'all') }),
  {
    maxLength: 2,
  },
);
const facts = fc.record({ refill: refills, grants, use: uses, emptied, now: fc.constant(now) });

describe('any ledger', () => {
  it('conserves credits and never goes below zero', () => {
    fc.assert(
      fc.property(facts, (input) => {
        const pool = computePool(input);
        for (const account of [pool.refill, ...pool.grants]) {
          expect(account.granted).toBe(account.remaining + account.used + account.lapsed);
          expect(Math.min(account.remaining, account.used, account.lapsed)).toBeGreaterThanOrEqual(0);
        }
        const parts = [pool.refill, ...pool.grants].map(({ remaining }) => remaining);
        expect(pool.remaining).toBe(parts.reduce((sum, part) => sum + part, 0));
        for (const { grant: entered, granted } of pool.grants) expect(granted).toBe(entered.amount);
        expect(pool.overflow).toBeLessThanOrEqual(pool.used);
      }),
    );
  });

  it('accounts for every use in one cycle', () => {
    fc.assert(
      fc.property(fc.nat(1000), grants, uses, (amount, entered, use) => {
        const pool = compute({
          refill: refill(amount, 'none', '2026-01-01', 'yearly'),
          grants: entered,
          use,
        });
        const total = use.reduce((sum, entry) => (entry.at <= now ? sum + entry.amount : sum), 0);
        const covered = [pool.refill, ...pool.grants].reduce((sum, account) => sum + account.used, 0);
        expect(pool.used).toBe(total);
        expect(covered + pool.overflow).toBe(total);
      }),
    );
  });

  it('does not depend on the order of its entries', () => {
    const shuffled = facts.chain((input) =>
      fc.tuple(
        fc.constant(input),
        fc.shuffledSubarray(input.use, { minLength: input.use.length }),
        fc.shuffledSubarray(input.grants, { minLength: input.grants.length }),
        fc.shuffledSubarray(input.emptied, { minLength: input.emptied.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([input, use, entered, events]) => {
        expect(computePool({ ...input, use, grants: entered, emptied: events })).toEqual(computePool(input));
      }),
    );
  });

  it('never has more left after more use', () => {
    fc.assert(
      fc.property(facts, fc.nat(), fc.integer({ min: 1, max: 500 }), (input, pick, more) => {
        fc.pre(input.use.length > 0);
        const index = pick % input.use.length;
        const use = input.use.map((entry, at) =>
          at === index ? { ...entry, amount: entry.amount + more } : entry,
        );
        expect(computePool({ ...input, use }).remaining).toBeLessThanOrEqual(computePool(input).remaining);
      }),
    );
  });

  it('scales with its unit', () => {
    fc.assert(
      fc.property(facts, fc.integer({ min: 2, max: 9 }), (input, factor) => {
        const { rollover } = input.refill;
        const scaled = computePool({
          ...input,
          refill: {
            ...input.refill,
            amount: input.refill.amount * factor,
            rollover: typeof rollover === 'object' ? { upTo: rollover.upTo * factor } : rollover,
          },
          grants: input.grants.map((entry) => ({ ...entry, amount: entry.amount * factor })),
          use: input.use.map((entry) => ({ ...entry, amount: entry.amount * factor })),
        });
        const plain = computePool(input);
        expect(scaled.remaining).toBe(plain.remaining * factor);
        expect(scaled.used).toBe(plain.used * factor);
        expect(scaled.overflow).toBe(plain.overflow * factor);
      }),
    );
  });

  it('keeps fractions clean', () => {
    const pool = compute({
      refill: refill(1000),
      use: [use('2026-11-02T00:00:00Z', 0.1), use('2026-11-03T00:00:00Z', 0.2)],
    });
    expect(pool).toMatchObject({ remaining: 999.7, used: 0.3 });
  });
});
