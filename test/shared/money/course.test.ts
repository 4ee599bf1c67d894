import { describe, expect, it } from 'vitest';
import { balances, credits, eur, monthly, played, price, shown, topup, usd, usedIn, utc } from './made.ts';

describe('top-ups', () => {
  it('are drawn after the plan, soonest expiry first, each at its own price', () => {
    const money = played({
      cycle: monthly(1000),
      entered: {
        prices: [price('2026-11-01', usd('10'))],
        grants: [
          topup('late', 500, '2026-11-05T10:00:00Z', usd('20'), { expiresAt: utc('2027-11-05T10:00:00Z') }),
          topup('soon', 200, '2026-11-06T10:00:00Z', eur('10'), { expiresAt: utc('2026-12-06T10:00:00Z') }),
        ],
      },
      course: balances({
        '2026-10-31T23:30:00Z': 0,
        '2026-11-01T00:30:00Z': 1000,
        '2026-11-05T09:30:00Z': 100,
        '2026-11-05T10:30:00Z': 600,
        '2026-11-06T09:30:00Z': 550,
        '2026-11-06T10:30:00Z': 750,
        '2026-11-20T00:00:00Z': 400,
      }),
    });
    // 1000 of the plan, 200 of “soon”, 100 of “late” at 0.04.
    expect(shown(money, '2026-11-01', '2026-11-30')).toEqual({
      bought: '10.00 EUR + 30.00 USD',
      spent: '10.00 EUR + 14.00 USD',
      left: '16.00 USD',
    });
  });

  it('without a price are unpriced, which is not nothing; a promotion costs nothing', () => {
    const money = played({
      entered: {
        grants: [
          topup('a', 100, '2026-11-02T10:00:00Z'),
          topup('p', 50, '2026-11-03T10:00:00Z', undefined, {
            kind: 'promotion',
            expiresAt: utc('2026-12-01T00:00:00Z'),
          }),
        ],
      },
      course: balances({
        '2026-11-02T09:00:00Z': 0,
        '2026-11-02T11:00:00Z': 100,
        '2026-11-03T09:00:00Z': 90,
        '2026-11-03T11:00:00Z': 140,
        '2026-11-04T11:00:00Z': 70,
      }),
    });
    expect(shown(money, '2026-11-01', '2026-11-30')).toEqual({});
    expect(usedIn(money, '2026-11-01', '2026-11-30')).toEqual([
      { amount: 80, unpriced: 30, perThousand: null },
    ]);
  });

  it('that nothing explains have no price, unless they are money', () => {
    const course = balances({
      '2026-11-02T09:00:00Z': 100,
      '2026-11-02T10:00:00Z': 99,
      '2026-11-02T11:00:00Z': 599,
      '2026-11-02T12:00:00Z': 399,
    });
    const unpriced = played({ course });
    expect(usedIn(unpriced, '2026-11-01', '2026-11-30')).toEqual([
      { amount: 201, unpriced: 201, perThousand: null },
    ]);
    const money = played({ course, unit: { kind: 'money', code: 'USD' } });
    expect(shown(money, '2026-11-01', '2026-11-30')).toEqual({
      leftBefore: '100.00 USD',
      bought: '500.00 USD',
      spent: '201.00 USD',
      left: '399.00 USD',
    });
  });

  it('that were paid with other money cost what was paid', () => {
    const money = played({
      unit: { kind: 'money', code: 'USD' },
      entered: { grants: [topup('a', 100, '2026-11-02T10:00:00Z', eur('90'))] },
      course: balances({
        '2026-11-02T09:00:00Z': 0,
        '2026-11-02T11:00:00Z': 100,
        '2026-11-03T11:00:00Z': 75,
      }),
    });
    expect(shown(money, '2026-11-01', '2026-11-30')).toEqual({
      bought: '90.00 EUR',
      spent: '22.50 EUR',
      left: '67.50 EUR',
    });
  });

  it('lapse at their expiry', () => {
    const money = played({
      entered: {
        grants: [
          topup('a', 100, '2026-11-01T10:00:00Z', usd('10'), { expiresAt: utc('2026-11-20T00:00:00Z') }),
          topup('b', 1000, '2026-11-02T10:00:00Z', usd('50')),
        ],
      },
      course: balances({
        '2026-11-01T09:00:00Z': 0,
        '2026-11-01T11:00:00Z': 100,
        '2026-11-02T11:00:00Z': 1090,
        '2026-11-19T23:00:00Z': 1060,
        '2026-11-20T01:00:00Z': 1000,
        '2026-11-21T01:00:00Z': 900,
      }),
    });
    // 40 of a were used, 60 lapse; then 100 of b.
    expect(shown(money, '2026-11-01', '2026-11-30')).toEqual({
      bought: '60.00 USD',
      spent: '9.00 USD',
      lapsed: '6.00 USD',
      left: '45.00 USD',
    });
  });
});

describe('corrections and gaps', () => {
  const grants = [topup('a', 1000, '2026-11-01T10:00:00Z', usd('100'))];

  it('refund on their own day, in reverse order of the draws', () => {
    const money = played({
      entered: { grants: [...grants, topup('b', 1000, '2026-11-02T10:00:00Z', usd('50'))] },
      course: balances({
        '2026-11-01T09:00:00Z': 0,
        '2026-11-01T11:00:00Z': 1000,
        '2026-11-02T09:00:00Z': 100,
        '2026-11-02T11:00:00Z': 1100,
        '2026-11-03T12:00:00Z': 850,
        '2026-11-04T12:00:00Z': 1050,
      }),
    });
    expect(shown(money, '2026-11-03', '2026-11-03')).toMatchObject({ spent: '6.00 USD' });
    // Of the 250 since the day before, the last 150 were of b at 0.05, then 50 of a at 0.10.
    expect(shown(money, '2026-11-04', '2026-11-04')).toMatchObject({
      refunded: '12.50 USD',
      left: '55.00 USD',
    });
  });

  it('know the use of a gap but not its days', () => {
    const money = played({
      entered: { grants },
      course: balances({
        '2026-11-01T09:00:00Z': 0,
        '2026-11-01T10:30:00Z': 1000,
        '2026-11-01T12:00:00Z': 1000,
        '2026-11-01T14:00:00Z': 1000,
        '2026-11-01T16:00:00Z': 1000,
        '2026-11-11T16:00:00Z': 0,
      }),
    });
    const days = money.pools[0]?.entries.filter(({ kind }) => kind === 'spent') ?? [];
    expect(days.map(({ from, to, estimated }) => [Math.round(to - from), estimated])).toEqual([
      [33, true],
      ...Array.from({ length: 9 }, () => [100, true]),
      [67, true],
    ]);
  });

  it('take a jump that comes straight back for nothing', () => {
    const samples = Array.from({ length: 40 }, (_, hour) => ({
      t: utc('2026-11-01T10:00:00Z') + hour * 3_600_000,
      remaining: hour === 0 || hour === 20 ? 0 : 1000 - 10 * (hour - 1),
    }));
    const money = played({ entered: { grants }, course: { kind: 'balance', samples } });
    expect(shown(money, '2026-11-01', '2026-11-30')).toEqual({
      bought: '100.00 USD',
      spent: '38.00 USD',
      left: '62.00 USD',
    });
  });

  it('price use below zero as overage', () => {
    const money = played({
      entered: { grants, overage: { paid: usd('3'), per: 10 } },
      course: balances({
        '2026-11-01T09:00:00Z': 0,
        '2026-11-01T10:30:00Z': 1000,
        '2026-11-02T12:00:00Z': 0,
        '2026-11-02T13:00:00Z': -50,
      }),
    });
    expect(shown(money, '2026-11-01', '2026-11-30')).toEqual({
      bought: '115.00 USD',
      spent: '115.00 USD',
      overage: '15.00 USD',
    });
  });

  it('draw a debt from the next top-up', () => {
    const money = played({
      unit: { kind: 'money', code: 'USD' },
      course: balances({
        '2026-11-01T10:00:00Z': 5,
        '2026-11-01T11:00:00Z': 3,
        '2026-11-01T12:00:00Z': -2,
        '2026-11-01T13:00:00Z': 18,
      }),
    });
    expect(shown(money, '2026-11-01', '2026-11-30')).toMatchObject({
      leftBefore: '5.00 USD',
      bought: '20.00 USD',
      left: '18.00 USD',
    });
    expect(usedIn(money, '2026-11-01', '2026-11-30')).toMatchObject([{ amount: 7 }]);
  });
});

describe('days around a month’s end', () => {
  const course = balances({
    '2026-10-31T09:00:00Z': 1000,
    '2026-10-31T10:00:00Z': 900,
    '2026-10-31T12:00:00Z': 700,
    '2026-11-01T07:00:00Z': 700,
    '2026-11-01T08:00:00Z': 650,
    '2026-11-01T09:00:00Z': 550,
  });
  const usedBy = (zone: string) => {
    const money = played({ course, zone, unit: credits });
    return [
      usedIn(money, '2026-10-01', '2026-10-31')[0]?.amount,
      usedIn(money, '2026-11-01', '2026-11-30')[0]?.amount,
    ];
  };

  it('are those of the time zone', () => {
    // Tongatapu’s November begins at 11:00 UTC, in the middle of an interval of 200; that of Pacific/Pitcairn at 08:00.
    expect(usedBy('Pacific/Tongatapu')).toEqual([200, 250]);
    expect(usedBy('Pacific/Pitcairn')).toEqual([350, 100]);
    expect(usedBy('UTC')).toEqual([300, 150]);
  });
});
