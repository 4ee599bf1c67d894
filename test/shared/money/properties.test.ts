import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computePool, type LedgerFacts, tidy } from '../../../shared/ledger.ts';
import type { EnteredGrant, Frequency, Rollover } from '../../../shared/model/index.ts';
import { dateOfDay, dayOfDate } from '../../../shared/money/days.ts';
import { decimal, MoneySum } from '../../../shared/money/decimal.ts';
import { leftAfter, netSpent, talliesOf } from '../../../shared/money/figures.ts';
import { leftOf } from '../../../shared/money/lots.ts';
import type { AccountMoney, BalanceSample } from '../../../shared/money/types.ts';
import { dayMs, hourMs } from '../../../shared/time/index.ts';
import { type MadeAccount, monthly, played, price, tallyOf, utc } from './made.ts';

const start = utc('2026-09-01T00:00:00Z');
const last = '2026-11-30';
const usdOf = (sum: MoneySum) => sum.of('USD').toFixed();

const amounts = fc.integer({ min: 0, max: 200_000 }).map((cents) => cents / 100);
const prices = fc.integer({ min: 1, max: 1_000_000 }).map((cents) => (cents / 100).toFixed(2));

const grants = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 80 * 24 }),
    amount: fc.integer({ min: 1, max: 3000 }),
    days: fc.option(fc.integer({ min: 1, max: 60 })),
    paid: fc.option(prices),
  }),
  { maxLength: 4 },
);
const entered = (
  made: { at: number; amount: number; days: number | null; paid: string | null }[],
): EnteredGrant[] =>
  made.map(({ at, amount, days, paid }, index) => ({
    id: `g${index}`,
    kind: 'topup',
    amount,
    grantedAt: start + at * hourMs,
    expiresAt: days === null ? null : start + at * hourMs + days * dayMs,
    ...(paid !== null && { paid: { amount: paid, currency: 'USD' } }),
  }));
const rollovers = fc.oneof(
  fc.constantFrom<Rollover>('all', 'none', 'unknown'),
  fc.integer({ min: 0, max: 900 }).map((upTo): Rollover => ({ upTo })),
);
/** Any balances at all: falls, rises, jumps and gaps. */
const wild = fc.array(
  fc.record({ hours: fc.integer({ min: 1, max: 300 }), to: fc.integer({ min: -50, max: 2500 }) }),
  {
    maxLength: 60,
  },
);
const samplesOf = (steps: { hours: number; to: number }[]): BalanceSample[] => {
  let t = start;
  return steps.map(({ hours, to }) => {
    t += hours * hourMs;
    return { t, remaining: to };
  });
};

const account = fc
  .record({
    steps: wild,
    grants,
    rollover: rollovers,
    hasCycle: fc.boolean(),
    paid: prices,
    isMoney: fc.boolean(),
  })
  .map(
    ({ steps, grants: made, rollover, hasCycle, paid, isMoney }): MadeAccount => ({
      course: { kind: 'balance', samples: samplesOf(steps) },
      ...(hasCycle && { cycle: monthly(1000, rollover) }),
      ...(isMoney && { unit: { kind: 'money', code: 'USD' } as const }),
      entered: {
        grants: entered(made),
        ...(hasCycle && { prices: [price('2026-08-01', { amount: paid, currency: 'USD' })] }),
      },
      now: '2027-06-01T00:00:00Z',
    }),
  );

/** What the lots have left, from their positions alone, as a rational number of 10^-40: an independent computation. */
function leftByLots({ pools }: AccountMoney): bigint {
  let sum = 0n;
  for (const { lots } of pools)
    for (const lot of lots) {
      if (lot.paid === null || lot.kind === 'overage' || lot.kind === 'postpaid') continue;
      sum += (scaled(lot.paid.amount) * scaled(String(leftOf(lot)))) / scaled(String(lot.credits));
    }
  return sum;
}
const scaled = (text: string): bigint => {
  const [whole = '0', fraction = ''] = decimal(text).toFixed().split('.');
  return BigInt(`${whole}${fraction.padEnd(40, '0')}`);
};
const size = (value: bigint) => (value < 0n ? -value : value);

describe('the ledger of money', () => {
  it('accounts for everything in any course: what was bought is spent, lapsed or left', () => {
    fc.assert(
      fc.property(account, (made) => {
        const money = played(made);
        const tally = tallyOf(money, '2020-01-01', '2030-12-31');
        // Left, as the others say, is what the positions of the lots say.
        expect(size(scaled(usdOf(leftAfter(tally))) - leftByLots(money)) < 10n ** 24n).toBe(true);
        for (const pool of money.pools) {
          for (const lot of pool.lots)
            if (lot.kind !== 'overage' && lot.kind !== 'postpaid') {
              expect(lot.taken).toBeGreaterThanOrEqual(0);
              expect(lot.taken).toBeLessThanOrEqual(lot.credits);
            }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('holds what the last reading says', () => {
    fc.assert(
      fc.property(account, (made) => {
        const money = played(made);
        const [pool] = money.pools;
        const debt = pool?.lots.find(({ kind }) => kind === 'overage' || kind === 'postpaid')?.taken ?? 0;
        const left = (pool?.open ?? []).reduce((sum, index) => sum + leftOf(pool?.lots[index] ?? fail()), 0);
        const reading = made.course.kind === 'balance' ? made.course.samples.at(-1) : undefined;
        if (reading && reading.remaining >= 0) expect(left).toBeCloseTo(reading.remaining, 6);
        else if (reading) expect(debt).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  it('adds up alike by day and at once', () => {
    fc.assert(
      fc.property(account, (made) => {
        const money = played(made);
        const [from, to] = [dayOfDate('2026-08-15'), dayOfDate(last)];
        const days = Array.from({ length: to - from + 1 }, (_, index) => ({
          from: from + index,
          to: from + index,
        }));
        for (const pool of money.pools) {
          const sums = { spent: new MoneySum(), lapsed: new MoneySum(), bought: new MoneySum() };
          const tallies = talliesOf(pool, days);
          for (const tally of tallies) {
            sums.spent.addAll(netSpent(tally));
            sums.lapsed.addAll(tally.lapsed);
            sums.bought.addAll(tally.bought);
          }
          const whole = talliesOf(pool, [{ from, to }])[0];
          expect(whole && usdOf(netSpent(whole))).toBe(usdOf(sums.spent));
          expect(whole && usdOf(whole.lapsed)).toBe(usdOf(sums.lapsed));
          expect(whole && usdOf(whole.bought)).toBe(usdOf(sums.bought));
          // What a day leaves is what the next one begins with.
          const next = talliesOf(pool, [{ from: from + 60, to }])[0];
          const before = talliesOf(pool, [{ from: from, to: from + 59 }])[0];
          const opened = pool.entries.some(({ day, kind }) => kind === 'opening' && day >= from + 60);
          if (!opened) expect(next && usdOf(next.before)).toBe(before && usdOf(leftAfter(before)));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is the same with more readings between, on the line', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 10, maxLength: 60 }),
        fc.integer({ min: 0, max: 29 }),
        (drops, shift) => {
          const used = (until: number) => drops.slice(0, until).reduce((sum, drop) => sum + drop, 0);
          const rare = drops.map((_, index) => ({
            t: start + index * 2 * hourMs,
            remaining: 5000 - used(index + 1),
          }));
          const dense = rare.flatMap((sample, index) => {
            const before = rare[index - 1];
            return before === undefined
              ? [sample]
              : [{ t: sample.t - hourMs, remaining: (sample.remaining + before.remaining) / 2 }, sample];
          });
          const own = entered([{ at: 0, amount: 6000, days: null, paid: '123.45' }]);
          const made = (samples: BalanceSample[]) =>
            played({ course: { kind: 'balance', samples }, entered: { grants: own } });
          const sum = (samples: BalanceSample[]) =>
            usdOf(netSpent(tallyOf(made(samples), '2026-08-01', last)));
          expect(sum(dense)).toBe(sum(rare));
          expect(sum(rare.map(({ t, ...rest }) => ({ ...rest, t: t + shift * 60_000 })))).toBe(sum(rare));
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('counted use', () => {
  const frequencies = fc.constantFrom<Frequency>('daily', 'weekly', 'monthly');
  const uses = fc.array(fc.record({ day: fc.integer({ min: 0, max: 85 }), amount: amounts }), {
    maxLength: 40,
  });

  it('draws on the same lots as the ledger', () => {
    fc.assert(
      fc.property(
        fc.record({
          uses,
          grants,
          rollover: rollovers,
          frequency: frequencies,
          refill: fc.integer({ min: 1, max: 900 }),
        }),
        ({ uses: made, grants: given, rollover, frequency, refill: amount }) => {
          const now = utc('2026-11-28T17:00:00Z');
          const use = made.map((each) => ({
            at: start + each.day * dayMs,
            until: start + (each.day + 1) * dayMs,
            amount: each.amount,
            day: dateOfDay(start / dayMs + each.day),
          }));
          const refill = { amount, frequency, rollover, anchorDay: '2026-08-31' };
          const facts: LedgerFacts = { refill, grants: entered(given), use, since: start, now };
          const pool = computePool(facts);
          const money = played({
            course: { kind: 'counted', use, refill, since: start },
            entered: { grants: entered(given) },
          });
          const lots = money.pools[0]?.lots ?? [];
          const left = (isOne: (lot: (typeof lots)[number]) => boolean) =>
            tidy(lots.filter(isOne).reduce((sum, lot) => sum + leftOf(lot), 0));
          if (use.length > 0)
            expect(left(({ kind }) => kind === 'plan')).toBeCloseTo(pool.refill.remaining, 5);
          for (const { grant, remaining } of pool.grants)
            expect(left((lot) => lot.grant === grant.id)).toBeCloseTo(remaining, 5);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('costs to the minor unit what an independent computation says', () => {
    fc.assert(
      fc.property(uses, prices, prices, fc.integer({ min: 1, max: 3000 }), (made, planPaid, paid, amount) => {
        const use = made.map((each) => ({
          at: start + each.day * dayMs,
          amount: each.amount,
          day: dateOfDay(start / dayMs + each.day),
        }));
        const refill = {
          amount,
          frequency: 'monthly' as const,
          rollover: 'none' as const,
          anchorDay: '2026-09-01',
        };
        const money = played({
          course: { kind: 'counted', use, refill, since: start },
          entered: {
            grants: entered([{ at: 0, amount: 100_000_000, days: null, paid }]),
            prices: [price('2026-01-01', { amount: planPaid, currency: 'USD' })],
          },
        });
        // In hundredths of credits and of dollars: of each month's use, what the plan covers, and the rest of the top-up.
        const [planCents, topUpCents] = [planPaid, paid].map((text) => BigInt(text.replace('.', '')));
        const byMonth = new Map<string, bigint>();
        for (const { day, amount: used } of use) {
          const month = day.slice(0, 7);
          byMonth.set(month, (byMonth.get(month) ?? 0n) + BigInt(Math.round(used * 100)));
        }
        const size100 = BigInt(amount) * 100n;
        const all100 = 100_000_000n * 100n;
        let numerator = 0n;
        for (const used of byMonth.values()) {
          const own = used < size100 ? used : size100;
          numerator += (planCents ?? 0n) * own * all100 + (topUpCents ?? 0n) * (used - own) * size100;
        }
        const denominator = size100 * all100;
        const cents = (2n * numerator + denominator) / (2n * denominator);
        const spent = netSpent(tallyOf(money, '2026-09-01', last)).of('USD');
        expect(spent.times(100).toFixed(0, 1)).toBe(String(cents));
      }),
      { numRuns: 300 },
    );
  });
});

function fail(): never {
  throw new Error('There is no such lot.');
}
