import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computePool, type Emptied, type LedgerFacts, type Use } from '../../shared/ledger.ts';
import type { EnteredGrant, Frequency, Rollover } from '../../shared/model/index.ts';
import { dayMs, dayOf } from '../../shared/time/index.ts';
import { type LoggedUse, slotsOf, type UseSlot } from '../../shared/use-slots.ts';

const now = Date.parse('2026-11-21T09:00:00Z');
const from = now - 70 * dayMs;
const codes: Record<string, Emptied['what']> = { all: 'all', refill: 'refill' };
const divides = (code: string) => Object.hasOwn(codes, code);

// A few days and a coarse grid within them, so that uses, errors and grants meet at the same instant and in one day.
const instant = fc
  .tuple(
    fc.integer({ min: 0, max: 70 }),
    fc.integer({ min: 0, max: 24 * 4 - 1 }),
    fc.integer({ min: -1, max: 1 }),
  )
  .map(([day, quarter, off]) =>
    Math.min(now, Math.floor(from / dayMs) * dayMs + day * dayMs + quarter * 900_000 + off),
  );
const amount = fc.oneof(fc.nat(400), fc.double({ min: 0, max: 50, noNaN: true }));
const uses: fc.Arbitrary<LoggedUse[]> = fc.array(
  fc.record({
    at: instant,
    amount,
    error: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, fc.constantFrom('all', 'refill', 'other')),
  }),
  { maxLength: 60 },
);
const grants: fc.Arbitrary<EnteredGrant[]> = fc
  .array(
    fc.record({
      amount: fc.integer({ min: 1, max: 1000 }),
      grantedAt: instant,
      expiresAt: fc.option(instant),
    }),
    { maxLength: 5 },
  )
  .map((list) => list.map((grant, index) => ({ ...grant, id: `g${index}`, kind: 'topup' as const })));
const refill = fc.record({
  amount: fc.nat(1000),
  frequency: fc.constantFrom<Frequency>('daily', 'weekly', 'monthly', 'yearly'),
  rollover: fc.oneof(
    fc.constantFrom<Rollover>('all', 'none', 'unknown'),
    fc.nat(2000).map((upTo): Rollover => ({ upTo })),
  ),
  anchorDay: instant.map(dayOf),
});

const singly = (list: readonly LoggedUse[]): Pick<LedgerFacts, 'use' | 'emptied'> => ({
  use: list.map(({ at, amount: used }) => ({ at, amount: used })),
  emptied: list.flatMap(({ at, error }) => {
    const what = error === null ? undefined : codes[error];
    return what === undefined ? [] : [{ at, what }];
  }),
});
const folded = (slots: readonly UseSlot[]): Pick<LedgerFacts, 'use' | 'emptied'> => ({
  use: slots
    .filter(({ entries }) => entries > 0)
    .map(({ first, last, amount: used }): Use => ({ at: first, until: last + 1, amount: used })),
  emptied: slots.flatMap(({ errorAt, error }) => {
    const what = error === null ? undefined : codes[error];
    return what === undefined || errorAt === null ? [] : [{ at: errorAt, what }];
  }),
});
const boundariesOf = (list: readonly EnteredGrant[]) =>
  list.flatMap(({ grantedAt, expiresAt }) => [grantedAt, ...(expiresAt === null ? [] : [expiresAt])]);

function expectSame(
  facts: Omit<LedgerFacts, 'use' | 'emptied'>,
  list: readonly LoggedUse[],
  slots: readonly UseSlot[],
) {
  const one = computePool({ ...facts, ...singly(list) });
  const sum = computePool({ ...facts, ...folded(slots) });
  const numbers = (pool: typeof one) => [
    pool.remaining,
    pool.used,
    pool.overflow,
    ...[pool.refill, ...pool.grants].flatMap(({ granted, remaining, used, lapsed }) => [
      granted,
      remaining,
      used,
      lapsed,
    ]),
  ];
  const [wanted, got] = [numbers(one), numbers(sum)];
  for (const [index, value] of wanted.entries()) expect(got[index]).toBeCloseTo(value, 5);
}

describe('use summed by day', () => {
  it('gives the same ledger as single entries', () => {
    fc.assert(
      fc.property(uses, grants, refill, fc.option(instant), (list, entered, plan, since) => {
        expectSame(
          { refill: plan, grants: entered, since, now },
          list,
          slotsOf(list, divides, boundariesOf(entered)),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('is also right for a grant that begins between the days’ entries, when they are summed already', () => {
    fc.assert(
      fc.property(uses, refill, fc.integer({ min: 0, max: 70 }), fc.nat(500), (list, plan, day, size) => {
        const midnight = Math.floor(from / dayMs) * dayMs + day * dayMs;
        const late = {
          id: 'late',
          kind: 'topup' as const,
          amount: size + 1,
          grantedAt: midnight,
          expiresAt: null,
        };
        expectSame({ refill: plan, grants: [late], now }, list, slotsOf(list, divides));
      }),
    );
  });

  it('does not depend on the order in which entries come', () => {
    fc.assert(
      fc.property(
        uses.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          const round = (slots: UseSlot[]) =>
            slots.map((slot) => ({ ...slot, amount: Number(slot.amount.toFixed(6)) }));
          expect(round(slotsOf(shuffled, divides))).toEqual(round(slotsOf(list, divides)));
        },
      ),
    );
  });

  it('needs few slots, however many entries there are', () => {
    const list = Array.from({ length: 5000 }, (_, index) => ({
      at: now - index * 1000,
      amount: 1,
      error: index % 2 === 0 ? 'all' : null,
    }));
    expect(slotsOf(list, divides).length).toBeLessThanOrEqual(4);
  });
});
