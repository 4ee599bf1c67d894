import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../shared/model/index.ts';
import { planFit } from '../../../shared/money/index.ts';
import { dayMs } from '../../../shared/time/index.ts';
import { balances, monthly, played, price, usd, utc } from './made.ts';

const now = utc('2026-11-21T00:00:00Z');
const plan = (id: string, grant: number, amount: string, rest: Partial<Plan> = {}): Plan => ({
  id,
  name: id,
  grant,
  frequency: 'monthly',
  rollover: 'none',
  caps: [],
  note: null,
  price: usd(amount),
  source: { url: 'https://exa.example/pricing', readOn: '2026-11' },
  ...rest,
});
const money = played({
  now: '2026-11-21T00:00:00Z',
  cycle: monthly(5000),
  entered: { prices: [price('2026-01-01', usd('99'))] },
  course: balances({
    '2026-09-30T00:00:00Z': 5000,
    '2026-09-30T23:30:00Z': 5000,
    '2026-10-01T00:30:00Z': 5000,
    '2026-10-20T12:00:00Z': 3800,
    '2026-10-31T23:30:00Z': 3800,
    '2026-11-01T00:30:00Z': 5000,
    '2026-11-20T12:00:00Z': 4400,
  }),
});
const ahead = {
  credits: {
    path: [0, 30].map((day) => ({
      t: now + day * dayMs,
      early: 4400 - 50 * day,
      likely: 4400 - 40 * day,
      late: 4400 - 30 * day,
    })),
    waste: [],
    burnPerDay: 40,
  },
};
const fit = (plans: Plan[], current: string | null = 'large') =>
  planFit({ money, plans, current, ahead, zone: 'UTC', now });

describe('which plan fits', () => {
  it('tells what last month and the coming month would cost on each, with overage', () => {
    const small = plan('small', 1000, '20', { overage: { paid: usd('5'), per: 100 } });
    const found = fit([small, plan('large', 5000, '99')]);
    expect(found).toMatchObject({
      used: { last: 1200, coming: 1200 },
      cheaper: 'small',
      plans: [
        // 200 beyond the 1000, at 0.05 each.
        { plan: 'small', current: false, last: usd('30'), coming: { low: '20', likely: '30', high: '45' } },
        { plan: 'large', current: true, last: usd('99'), coming: { low: '99', likely: '99', high: '99' } },
      ],
    });
    expect(found?.assumptions).toContain('Beyond its credits, a plan costs its overage.');
  });

  it('suggests nothing where a plan is too small, or the present one is unknown', () => {
    const small = plan('small', 1000, '20');
    expect(fit([small, plan('large', 5000, '99')])).toMatchObject({
      cheaper: null,
      plans: [{ last: null, coming: null }, {}],
    });
    expect(fit([plan('small', 2000, '20'), plan('large', 5000, '99')], null)?.cheaper).toBeNull();
  });

  it('is not told where no price is public', () => {
    expect(fit([plan('large', 5000, '99', { price: undefined })])).toBeNull();
  });
});
