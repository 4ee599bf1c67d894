import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canRun, chooseAccount, planJob } from '../../../shared/estimate/index.ts';
import { lotsOf, spread } from '../../../shared/estimate/spread.ts';
import type { Cap, Cycle, Grant } from '../../../shared/model/index.ts';
import { monthsLater } from '../../../shared/time/index.ts';
import { account, calls, cap, cardOf, costOf, day, grant, hour, now, operation, pool } from './facts.ts';

const monthly = (renewsAt: number, size: number, rollover: Cycle['rollover'] = 'none'): Cycle => ({
  frequency: 'monthly',
  renewsAt,
  grant: size,
  rollover,
});
const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

describe('whether an account covers a job', () => {
  it('follows the likely cost and says what the highest cost would lack', () => {
    const cost = costOf(cardOf('scrapio'), operation('fetch', 2000));
    const plan = planJob({ cost, account: account([pool(9406)]), now });
    expect(plan).toMatchObject({ covered: 'yes', short: null, shortAtMost: 594, doneAt: now, days: 0 });
    expect(planJob({ cost, account: account([pool(5000)]), now })).toMatchObject({
      covered: 'no',
      short: 1000,
    });
  });

  it('draws on grants in their order, then on what belongs to none', () => {
    const grants = [grant('refill', 240, { kind: 'refill' }), grant('topup', 300)];
    const plan = planJob({ cost: calls(560), account: account([pool(600, { grants })]), now });
    expect(plan.draws.map(({ grant: one, amount }) => [one?.id ?? null, amount])).toEqual([
      ['refill', 240],
      ['topup', 300],
      [null, 20],
    ]);
  });

  it('does not draw on what has expired', () => {
    const grants = [grant('old', 500, { expiresAt: now - 1 }), grant('new', 500)];
    const plan = planJob({ cost: calls(10), account: account([pool(500, { grants })]), now });
    expect(plan.draws.map(({ grant: one }) => one?.id)).toEqual(['new']);
  });

  it.each([
    ['no pool', account([])],
    ['another unit', account([pool(5, { unit: { kind: 'money', code: 'USD' } })])],
    ['an unknown balance', account([pool(null)])],
    [
      'no reading',
      account([pool(5)], { health: { state: 'waiting', readAt: null, error: null, nextAt: null } }),
    ],
    [
      'an old reading',
      account([pool(5)], { health: { state: 'stale', readAt: now - 600_001, error: null, nextAt: null } }),
    ],
  ])('is unknown with %s', (_, one) => {
    const plan = planJob({ cost: calls(1), account: one, now });
    expect(plan.covered).toBe('unknown');
    expect(plan.why).toMatch(/\.$/);
    expect(canRun(plan)).toBe('unknown');
  });

  it('is unknown while a part of the price is, unless the known part is too much', () => {
    const cost = costOf(cardOf('spidra'), operation('scrape', 100));
    expect(planJob({ cost, account: account([pool(5000)]), now }).covered).toBe('unknown');
    expect(planJob({ cost, account: account([pool(100)]), now }).covered).toBe('no');
  });

  it('believes a provider that says the credits are used up', () => {
    const error = { kind: 'exhausted' as const, message: 'Used up.', retryAt: null, advice: '' };
    const health = { state: 'error' as const, readAt: now, error, nextAt: null };
    expect(planJob({ cost: calls(1), account: account([pool(50)], { health }), now })).toMatchObject({
      covered: 'no',
      short: 1,
    });
    const stopped = account([pool(50)], { health, caps: [cap({ used: 1000 })] });
    expect(planJob({ cost: calls(1), account: stopped, now })).toMatchObject({
      covered: 'yes',
      cap: { left: 0, stops: true },
    });
    const busy = account([pool(50)], { health, caps: [cap({ window: 'concurrent', used: 1000 })] });
    expect(planJob({ cost: calls(1), account: busy, now }).covered).toBe('no');
  });
});

describe('caps', () => {
  const held = (rest = {}) => account([pool(9000)], { caps: [cap(rest)] });

  it('stop what is more than they leave', () => {
    expect(planJob({ cost: calls(360), account: held(), now }).cap).toBeNull();
    const plan = planJob({ cost: calls(361), account: held(), now });
    expect(plan).toMatchObject({ covered: 'yes', cap: { id: 'daily', left: 360, stops: true } });
    expect(canRun(plan)).toBe('no');
  });

  it('do not stop it if they are soft, momentary or already reset', () => {
    expect(planJob({ cost: calls(999), account: held({ hard: false }), now }).cap).toBeNull();
    expect(planJob({ cost: calls(999), account: held({ window: 'concurrent' }), now }).cap).toBeNull();
    expect(planJob({ cost: calls(999), account: held({ resetsAt: now - 1 }), now }).cap).toBeNull();
  });

  it('may stop it if their use is unknown', () => {
    const plan = planJob({ cost: calls(10), account: held({ used: null }), now });
    expect(plan.cap).toMatchObject({ left: null, stops: false });
    expect(canRun(plan)).toBe('unknown');
    expect(canRun(planJob({ cost: calls(1001), account: held({ used: null }), now }))).toBe('no');
  });

  it('spread a job over days', () => {
    const plan = planJob({ cost: calls(2500), account: held(), now });
    expect(plan.steps.map(({ at, amount }) => [iso(at), amount])).toEqual([
      ['2026-11-21T09:00:00.000Z', 360],
      ['2026-11-22T00:00:00.000Z', 1000],
      ['2026-11-23T00:00:00.000Z', 1000],
      ['2026-11-24T00:00:00.000Z', 140],
    ]);
    expect(plan).toMatchObject({ doneAt: Date.parse('2026-11-24T00:00:00Z'), days: 3 });
  });

  it('reset at the midnight of their zone, across a change of clocks', () => {
    const at = Date.parse('2026-10-24T12:00:00Z');
    const berlin = cap({
      zone: 'Europe/Berlin',
      used: 0,
      limit: 10,
      resetsAt: Date.parse('2026-10-24T22:00:00Z'),
    });
    const { steps } = spread({
      need: 30,
      lots: [{ grant: null, remaining: 99 }],
      cycle: null,
      caps: [berlin],
      now: at,
    });
    expect(steps.map((step) => iso(step.at))).toEqual([
      '2026-10-24T12:00:00.000Z',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ]);
  });
});

describe('refills', () => {
  const renewsAt = Date.parse('2026-12-01T00:00:00Z');

  it('make it possible later', () => {
    const one = account([pool(100, { cycle: monthly(renewsAt, 1000) })]);
    expect(planJob({ cost: calls(900), account: one, now })).toMatchObject({
      covered: 'no',
      doneAt: renewsAt,
      days: 10,
    });
    expect(iso(planJob({ cost: calls(2500), account: one, now }).doneAt)).toBe('2027-02-01T00:00:00.000Z');
  });

  it('do not if there is none, or a spending limit remains', () => {
    expect(planJob({ cost: calls(900), account: account([pool(100)]), now }).doneAt).toBeNull();
    const limited = account([pool(900)], {
      caps: [cap({ window: 'spending', resetsAt: null, limit: 500, used: 0 })],
    });
    expect(planJob({ cost: calls(900), account: limited, now }).doneAt).toBeNull();
  });

  it('does not count on a refill that is due and not in the reading', () => {
    const one = account([pool(100, { cycle: monthly(now - hour, 1000) })]);
    expect(iso(planJob({ cost: calls(200), account: one, now }).doneAt)).toBe('2026-12-21T08:00:00.000Z');
  });

  it('carry over as the cycle says', () => {
    const lots = lotsOf(pool(500, { grants: [grant('refill', 500, { kind: 'refill' })] }), 500, now);
    const window = cap({ window: 'month', limit: 10_000, used: 10_000, resetsAt: renewsAt });
    const most = (rollover: Cycle['rollover']) =>
      spread({
        need: 1e6,
        lots,
        cycle: { ...monthly(renewsAt, 1000, rollover), frequency: null },
        caps: [window],
        now,
      }).steps[0]?.amount;
    expect(most('none')).toBe(1000);
    expect(most('unknown')).toBe(1000);
    expect(most({ upTo: 200 })).toBe(1200);
    expect(most('all')).toBe(1500);
  });

  it('come back to the 31st after shorter months', () => {
    const cycle = monthly(Date.parse('2026-12-31T00:00:00Z'), 10, 'all');
    const { steps } = spread({ need: 40, lots: [], cycle, caps: [], now });
    expect(steps.map((step) => iso(step.at)?.slice(0, 10))).toEqual([
      '2026-12-31',
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
    ]);
  });

  it('do not bring back what expires in the meantime', () => {
    const topup = grant('topup', 800, { expiresAt: now + 2 * hour });
    const one = account([pool(800, { grants: [topup] })], {
      caps: [cap({ limit: 300, used: 0 })],
    });
    const plan = planJob({ cost: calls(800), account: one, now });
    expect(plan).toMatchObject({ covered: 'yes', doneAt: null });
    expect(plan.steps).toEqual([{ at: now, amount: 300 }]);
  });
});

const firstReset = now + hour;
const anyAmount = fc.integer({ min: 0, max: 20_000 });
const anyAccount = fc
  .record({
    remaining: anyAmount,
    grants: fc.array(
      fc.record({
        remaining: anyAmount,
        lapsesIn: fc.option(fc.integer({ min: 1, max: 90 }), { nil: null }),
        kind: fc.constantFrom('refill' as const, 'topup' as const),
      }),
      { maxLength: 4 },
    ),
    caps: fc.array(
      fc.record({
        window: fc.constantFrom('hour' as const, 'day' as const, 'week' as const, 'month' as const),
        limit: fc.integer({ min: 1, max: 5000 }),
        used: anyAmount,
      }),
      { maxLength: 3 },
    ),
    refill: fc.option(fc.integer({ min: 1, max: 5000 }), { nil: null }),
  })
  .map(({ remaining, grants, caps, refill }) =>
    account(
      [
        pool(remaining, {
          cycle: refill === null ? null : monthly(now + 5 * day, refill),
          grants: grants.map((one, index) =>
            grant(`g${index}`, one.remaining, {
              kind: one.kind,
              expiresAt: one.lapsesIn === null ? null : now + one.lapsesIn * day,
            }),
          ),
        }),
      ],
      {
        caps: caps.map((one, index) => cap({ ...one, id: `c${index}`, zone: null, resetsAt: firstReset })),
      },
    ),
  );

/** Which window an instant lies in, counted from the first reset; -1 before it. */
function windowNumber(window: Cap['window'], at: number): number {
  if (at < firstReset) return -1;
  const lengths: Partial<Record<Cap['window'], number>> = { hour, day, week: 7 * day };
  const length = lengths[window];
  if (length !== undefined) return Math.floor((at - firstReset) / length);
  let months = 0;
  while (monthsLater(firstReset, months + 1) <= at) months += 1;
  return months;
}

describe('for any account', () => {
  it('draws the cost if it is covered, else all there is', () => {
    fc.assert(
      fc.property(anyAccount, anyAmount, (one, need) => {
        const plan = planJob({ cost: calls(need), account: one, now });
        const drawn = plan.draws.reduce((sum, { amount }) => sum + amount, 0);
        expect(drawn).toBeCloseTo(Math.min(need, plan.left ?? 0), 4);
        expect(plan.covered === 'yes').toBe(need <= (plan.left ?? 0));
      }),
    );
  });

  it('never exceeds a cap in any window, nor spends what is not there', () => {
    fc.assert(
      fc.property(anyAccount, anyAmount, (one, need) => {
        const plan = planJob({ cost: calls(need), account: one, now });
        const spent = plan.steps.reduce((sum, { amount }) => sum + amount, 0);
        expect(spent).toBeLessThanOrEqual(need + 1e-6);
        if (plan.doneAt !== null) expect(spent).toBeCloseTo(need, 4);
        for (const { window, limit, used } of one.caps) {
          const inWindow = new Map<number, number>();
          for (const { at, amount } of plan.steps) {
            const number = windowNumber(window, at);
            inWindow.set(number, (inWindow.get(number) ?? 0) + amount);
          }
          for (const [number, amount] of inWindow)
            expect(amount).toBeLessThanOrEqual(
              (number < 0 ? Math.max(0, limit - (used ?? 0)) : limit) + 1e-6,
            );
        }
      }),
    );
  });

  it('is never done earlier for more', () => {
    fc.assert(
      fc.property(anyAccount, anyAmount, anyAmount, (one, need, more) => {
        const small = planJob({ cost: calls(need), account: one, now }).doneAt;
        const big = planJob({ cost: calls(need + more), account: one, now }).doneAt;
        if (big !== null) expect(small ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(big);
      }),
    );
  });
});

describe('which account to use first', () => {
  const lapsing = (id: string, remaining: number, days: number | null) =>
    account(
      [
        pool(remaining, {
          grants: [grant('g', remaining, { expiresAt: days === null ? null : now + days * day })],
        }),
      ],
      { id, label: id },
    );

  it('is the one whose credits expire soonest, then the one with most, then those that cannot', () => {
    const order = chooseAccount(
      [
        lapsing('poor', 10, 1),
        lapsing('lasting', 900, null),
        lapsing('rich', 5000, null),
        lapsing('later', 800, 30),
        lapsing('soon', 700, 9),
        account([pool(null)], { id: 'blind', label: 'blind' }),
      ],
      calls(500),
      { now, zone: 'UTC' },
    );
    expect(order.map(({ account: one }) => one.id)).toEqual([
      'soon',
      'later',
      'rich',
      'lasting',
      'blind',
      'poor',
    ]);
    expect(order.map(({ can }) => can)).toEqual(['yes', 'yes', 'yes', 'yes', 'unknown', 'no']);
    expect(order[0]?.reason).toBe('700 credits of “soon” (top-up) expire on 30 Nov.');
    expect(order[2]?.reason).toBe('“rich” has 5,000 credits with no known expiry.');
    expect(order[5]?.reason).toBe('“poor” has 10 credits, which is 490 credits short.');
  });

  it('names the day as every other sentence does: the last one on which the credits can be used', () => {
    const midnight = Date.parse('2026-12-07T00:00:00Z');
    const topup = (provenance: Grant['provenance']) =>
      account([pool(700, { grants: [grant('g', 700, { expiresAt: midnight, provenance })] })], {
        id: 'a',
        label: 'a',
      });
    const reason = (provenance: Grant['provenance'], zone: string) =>
      chooseAccount([topup(provenance)], calls(500), { now, zone })[0]?.reason;
    expect(reason('reported', 'UTC')).toBe('700 credits of “a” (top-up) expire on 6 Dec.');
    expect(reason('reported', 'Asia/Tokyo')).toBe('700 credits of “a” (top-up) expire on 7 Dec.');
    expect(reason('entered', 'Asia/Tokyo')).toBe('700 credits of “a” (top-up) expire on 6 Dec.');
  });

  it('does not depend on the order in which they come', () => {
    const some = [lapsing('b', 900, 9), lapsing('a', 900, 9), lapsing('c', 10, 3), lapsing('d', 900, null)];
    fc.assert(
      fc.property(fc.shuffledSubarray(some, { minLength: 4 }), (shuffled) => {
        const order = chooseAccount(shuffled, calls(100), { now, zone: 'UTC' }).map(
          ({ account: one }) => one.id,
        );
        expect(order).toEqual(['a', 'b', 'd', 'c']);
      }),
    );
  });
});
