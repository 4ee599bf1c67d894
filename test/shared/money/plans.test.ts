import { describe, expect, it } from 'vitest';
import type { Cycle, PlanPrice } from '../../../shared/model/index.ts';
import { balances, monthly, played, price, shown, usd, usedIn, utc } from './made.ts';

describe('a reported balance of a plan', () => {
  const plan = { prices: [price('2026-01-01', usd('30'))] };

  it('costs what was used of a cycle, and lapses the rest with it', () => {
    const money = played({
      cycle: monthly(1000),
      entered: plan,
      course: balances({
        '2026-10-01T00:00:00Z': 1000,
        '2026-10-10T12:00:00Z': 700,
        '2026-10-20T12:00:00Z': 500,
        '2026-10-31T23:00:00Z': 400,
        '2026-11-01T01:00:00Z': 1000,
        '2026-11-10T12:00:00Z': 800,
      }),
    });
    expect(shown(money, '2026-10-01', '2026-10-31')).toEqual({
      leftBefore: '30.00 USD',
      spent: '18.00 USD',
      lapsed: '12.00 USD',
    });
    expect(shown(money, '2026-11-01', '2026-11-30')).toEqual({
      bought: '30.00 USD',
      spent: '6.00 USD',
      left: '24.00 USD',
    });
    expect(usedIn(money, '2026-11-01', '2026-11-30')).toEqual([
      { amount: 200, unpriced: 0, perThousand: '30' },
    ]);
  });

  it.each(['2026-11-01T20:00:00Z', '2026-11-02T08:00:00Z', '2026-10-31T06:00:00Z'])(
    'takes a renewal that is seen at %s for what it is, and never for use',
    (seen) => {
      const hours = Array.from({ length: 96 }, (_, hour) => utc('2026-10-30T00:00:00Z') + hour * 3_600_000);
      const samples = hours.map((t) => ({ t, remaining: t < utc(seen) ? 400 : 1000 }));
      const money = played({ cycle: monthly(1000), entered: plan, course: { kind: 'balance', samples } });
      expect(shown(money, '2026-10-01', '2026-11-30')).toEqual({
        leftBefore: '12.00 USD',
        bought: '30.00 USD',
        lapsed: '12.00 USD',
        left: '30.00 USD',
      });
      expect(usedIn(money, '2026-10-01', '2026-11-30')).toEqual([]);
    },
  );

  it('buys nothing at a renewal that no reading shows', () => {
    const samples = Array.from({ length: 200 }, (_, hour) => ({
      t: utc('2026-10-29T00:00:00Z') + hour * 3_600_000,
      remaining: 400 - hour,
    }));
    const money = played({ cycle: monthly(1000), entered: plan, course: { kind: 'balance', samples } });
    expect(shown(money, '2026-10-01', '2026-11-30')).toEqual({
      leftBefore: '12.00 USD',
      spent: '5.97 USD',
      left: '6.03 USD',
    });
  });

  it('sees a renewal by its date if the balance was full', () => {
    const money = played({
      cycle: monthly(1000),
      entered: plan,
      course: balances({
        '2026-10-31T12:00:00Z': 1000,
        '2026-10-31T23:00:00Z': 1000,
        '2026-11-01T01:00:00Z': 1000,
        '2026-11-01T12:00:00Z': 990,
      }),
    });
    expect(shown(money, '2026-10-01', '2026-10-31')).toEqual({
      leftBefore: '30.00 USD',
      lapsed: '30.00 USD',
    });
    expect(shown(money, '2026-11-01', '2026-11-30')).toEqual({
      bought: '30.00 USD',
      spent: '0.30 USD',
      left: '29.70 USD',
    });
  });

  it('carries over all, or up to a limit, at the price that was paid for it', () => {
    const readings = (after: number) =>
      balances({
        '2026-10-31T12:00:00Z': 400,
        '2026-10-31T23:00:00Z': 400,
        '2026-11-01T01:00:00Z': after,
        '2026-11-01T12:00:00Z': after - 500,
      });
    const prices = [price('2026-01-01', usd('20')), price('2026-11-01', usd('40'))];
    const all = played({ cycle: monthly(1000, 'all'), entered: { prices }, course: readings(1400) });
    // 400 of October at 0.02, 100 of November at 0.04.
    expect(shown(all, '2026-11-01', '2026-11-30')).toEqual({
      leftBefore: '8.00 USD',
      bought: '40.00 USD',
      spent: '12.00 USD',
      left: '36.00 USD',
    });
    const some = played({ cycle: monthly(1000, { upTo: 150 }), entered: { prices }, course: readings(1150) });
    expect(shown(some, '2026-10-01', '2026-10-31')).toEqual({
      leftBefore: '8.00 USD',
      lapsed: '5.00 USD',
      left: '3.00 USD',
    });
    // 150 at 0.02, 350 at 0.04.
    expect(shown(some, '2026-11-01', '2026-11-30')).toMatchObject({ spent: '17.00 USD', left: '26.00 USD' });
  });

  it('lets the reading decide what carries over if nobody says', () => {
    const money = played({
      cycle: monthly(1000, 'unknown'),
      entered: plan,
      course: balances({
        '2026-10-31T12:00:00Z': 400,
        '2026-10-31T23:00:00Z': 400,
        '2026-11-01T01:00:00Z': 1400,
      }),
    });
    expect(shown(money, '2026-11-01', '2026-11-30')).toEqual({
      leftBefore: '12.00 USD',
      bought: '30.00 USD',
      left: '42.00 USD',
    });
  });

  it('takes the price of the cycle that runs on the day of a change', () => {
    const money = played({
      cycle: monthly(2000, 'none', '2026-12-15T00:00:00Z'),
      entered: {
        prices: [
          price('2026-09-15', usd('10'), { credits: 1000 }),
          price('2026-11-20', usd('30'), { credits: 2000 }),
        ],
      },
      course: balances({
        '2026-10-14T23:00:00Z': 0,
        '2026-10-15T00:30:00Z': 1000,
        '2026-11-01T00:00:00Z': 400,
        '2026-11-14T23:30:00Z': 100,
        '2026-11-15T00:30:00Z': 2000,
        '2026-11-28T00:00:00Z': 1500,
      }),
    });
    // October: 600 of 1000 at $10, by hand. November: 300 more of them, 100 lapse; 500 of 2000 at $30.
    expect(shown(money, '2026-10-01', '2026-10-31')).toEqual({
      bought: '10.00 USD',
      spent: '6.00 USD',
      left: '4.00 USD',
    });
    expect(shown(money, '2026-11-01', '2026-11-30')).toEqual({
      leftBefore: '4.00 USD',
      bought: '30.00 USD',
      spent: '10.50 USD',
      lapsed: '1.00 USD',
      left: '22.50 USD',
    });
  });

  it('pays the difference for a larger plan in the middle of a cycle', () => {
    const readings = {
      '2026-10-31T23:30:00Z': 200,
      '2026-11-01T00:30:00Z': 1000,
      '2026-11-14T23:00:00Z': 400,
      '2026-11-15T12:00:00Z': 4400,
      '2026-11-27T00:00:00Z': 3400,
    };
    // The former plan's size as it was, or as a provider that reports the new one already made it.
    for (const former of [1000, 5000]) {
      const prices = [price('2026-09-01', usd('10'), { credits: former }), price('2026-11-16', usd('50'))];
      const money = played({ cycle: monthly(5000), entered: { prices }, course: balances(readings) });
      // $10 for 1000 and $40 for 4000 more: 600 + 1000 of them are used.
      expect(shown(money, '2026-11-01', '2026-11-30')).toMatchObject({
        bought: '50.00 USD',
        spent: '16.00 USD',
        left: '34.00 USD',
      });
      expect(usedIn(money, '2026-11-01', '2026-11-30')).toMatchObject([{ amount: 1600, unpriced: 0 }]);
    }
  });

  it('lets the reading decide how many credits a cycle brought, whatever was entered', () => {
    const money = played({
      cycle: monthly(5000),
      entered: {
        prices: [price('2026-09-01', usd('10'), { credits: 5000 }), price('2026-11-28', usd('50'))],
      },
      course: balances({
        '2026-09-30T23:30:00Z': 100,
        '2026-10-01T00:30:00Z': 1000,
        '2026-10-31T22:00:00Z': 500,
      }),
    });
    expect(shown(money, '2026-10-01', '2026-10-31')).toMatchObject({
      bought: '10.00 USD',
      spent: '5.00 USD',
    });
  });

  it('takes a price from the day of a renewal for the cycle that begins on it, whatever the hour', () => {
    const money = played({
      cycle: monthly(1000, 'none', '2026-12-15T12:00:00Z'),
      entered: { prices: [price('2026-09-15', usd('10')), price('2026-11-15', usd('20'))] },
      course: balances({
        '2026-10-15T11:30:00Z': 0,
        '2026-10-15T12:30:00Z': 1000,
        '2026-11-15T11:30:00Z': 500,
        '2026-11-15T12:30:00Z': 1000,
        '2026-11-20T12:00:00Z': 900,
      }),
    });
    expect(shown(money, '2026-10-15', '2026-10-31')).toMatchObject({ bought: '10.00 USD' });
    expect(shown(money, '2026-11-01', '2026-11-30')).toMatchObject({
      bought: '20.00 USD',
      lapsed: '5.00 USD',
    });
  });

  it('renews on the last day of February in a leap year', () => {
    const money = played({
      now: '2028-03-05T00:00:00Z',
      cycle: monthly(290, 'none', '2028-03-31T00:00:00Z'),
      entered: { prices: [price('2028-01-31', usd('29'))] },
      course: balances({
        '2028-02-28T12:00:00Z': 90,
        '2028-02-28T23:30:00Z': 90,
        '2028-02-29T00:30:00Z': 290,
        '2028-02-29T23:30:00Z': 280,
        '2028-03-01T00:30:00Z': 270,
      }),
    });
    expect(shown(money, '2028-02-29', '2028-02-29')).toMatchObject({
      bought: '29.00 USD',
      spent: '1.50 USD',
    });
    expect(shown(money, '2028-02-01', '2028-02-28')).toMatchObject({ lapsed: '9.00 USD' });
  });
});

describe('a plan whose credits nobody counts', () => {
  const flat = (prices: PlanPrice[], cycle: Cycle | null = null) =>
    played({ cycle, course: { kind: 'counted', use: [], refill: null }, entered: { prices } });
  const yearly = price('2026-11-16', usd('365'), { every: 'yearly' });

  it('is paid by the year from the day of the change on, and the rest of the month is not lost', () => {
    const money = flat([price('2026-10-01', usd('30')), yearly]);
    // 15 of 30 days at $1, then 13 of 365 days at $1; the month’s other $15 are part of what the year costs.
    expect(shown(money, '2026-11-01', '2026-11-30')).toEqual({
      bought: '380.00 USD',
      spent: '28.00 USD',
      left: '352.00 USD',
    });
  });

  it('counts a year from its price’s day, whatever day of the month the plan renews', () => {
    const money = flat([yearly], { ...monthly(0), grant: null });
    expect(shown(money, '2026-11-01', '2026-11-30')).toMatchObject({
      bought: '365.00 USD',
      spent: '13.00 USD',
    });
    expect(shown(money, '2025-01-01', '2026-10-31')).toEqual({});
  });

  it('is paid by the month again after a year', () => {
    const money = flat([{ ...yearly, since: '2025-11-20' }, price('2026-11-20', usd('30'))]);
    expect(shown(money, '2026-11-01', '2026-11-30')).toMatchObject({
      bought: '30.00 USD',
      spent: '28.00 USD',
    });
  });
});
