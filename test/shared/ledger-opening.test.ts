import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computePool, type Emptied, type LedgerFacts, openingAt, type Use } from '../../shared/ledger.ts';
import type { EnteredGrant, Frequency, Rollover } from '../../shared/model/index.ts';
import { dayMs, dayOf } from '../../shared/time/index.ts';

const now = Date.parse('2026-11-21T09:00:00Z');
const today = Date.parse('2026-11-21T00:00:00Z');
const at = today - 400 * dayMs;
const days = 1500;

const ago = fc.integer({ min: 0, max: days }).map((n) => today - n * dayMs);
const instant = fc.tuple(ago, fc.nat(dayMs - 1)).map(([day, within]) => Math.min(now, day + within));
const uses = fc.array(
  fc.oneof(
    fc.record({ at: instant, amount: fc.nat(900) }).map((use): Use => use),
    fc.record({ at: ago, amount: fc.nat(900) }).map((use): Use => ({ ...use, until: use.at + dayMs })),
  ),
  { maxLength: 60 },
);
const emptied = fc.array(
  fc.record({ at: instant, what: fc.constantFrom<Emptied['what']>('refill', 'all') }),
  { maxLength: 5 },
);
const grants = fc
  .array(
    fc.record({
      amount: fc.nat(5000),
      grantedAt: instant,
      days: fc.option(fc.integer({ min: 1, max: 700 })),
    }),
    {
      maxLength: 6,
    },
  )
  .map((list) =>
    list.map(
      ({ days: lasts, ...grant }, index): EnteredGrant => ({
        ...grant,
        id: `g${index}`,
        kind: 'topup',
        expiresAt: lasts === null ? null : grant.grantedAt + lasts * dayMs,
      }),
    ),
  );
const refill = fc.record({
  amount: fc.nat(3000),
  frequency: fc.constantFrom<Frequency>('daily', 'weekly', 'monthly', 'yearly'),
  rollover: fc.oneof(
    fc.constantFrom<Rollover>('all', 'none'),
    fc.nat(2000).map((upTo): Rollover => ({ upTo })),
  ),
  anchorDay: fc.integer({ min: -400, max: days }).map((n) => dayOf(today - n * dayMs)),
});
const since = fc.option(instant);

const without = (facts: LedgerFacts, opening: LedgerFacts['opening'], from: number): LedgerFacts => ({
  ...facts,
  opening,
  use: facts.use.filter((use) => use.at >= from),
  emptied: (facts.emptied ?? []).filter((each) => each.at >= from),
});
const shown = (facts: LedgerFacts) => {
  const { remaining, used, overflow, cycle, refill: plan, grants: each } = computePool(facts);
  return [remaining, used, overflow, cycle, plan.remaining, each];
};

describe('an opening', () => {
  it('stands for all use before it, taken at once or in steps', () => {
    fc.assert(
      fc.property(refill, grants, uses, emptied, since, fc.array(ago, { maxLength: 3 }), (...given) => {
        const [plan, top, use, empties, from, steps] = given;
        // Without earlier use there is nothing to close.
        fc.pre(use.some((each) => each.at < at));
        const facts: LedgerFacts = { refill: plan, grants: top, use, emptied: empties, since: from, now };
        const whole = shown(facts);
        let left = facts;
        for (const step of [...steps.filter((each) => each < at).sort((a, b) => a - b), at])
          if (left.opening || left.use.some((each) => each.at < step))
            left = without(left, openingAt(left, step), step);
        expect(left.use.length).toBeLessThan(use.length);
        expect(shown(left)).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });

  it('of an account whose plan was not known counts what its grants had lost, and nothing else', () => {
    const grant: EnteredGrant = {
      id: 'g',
      kind: 'topup',
      amount: 100,
      grantedAt: at - dayMs,
      expiresAt: null,
    };
    const pool = computePool({
      refill: { amount: 10, frequency: 'daily', rollover: 'none', anchorDay: '2026-01-01' },
      grants: [grant],
      use: [],
      opening: { at, refill: null, grants: { g: 30 } },
      now,
    });
    expect(pool).toMatchObject({ remaining: 80, grants: [{ remaining: 70, used: 30 }] });
  });
});
