import { describe, expect, it } from 'vitest';
import { spendInput, spendReportSchema } from '../../../shared/api/money.ts';
import { type Budget, budgetStateSchema } from '../../../shared/model/index.ts';
import {
  accountCost,
  budgetChip,
  budgetStates,
  budgetWords,
  type SpendAccount,
  type SpendFacts,
  spendCsv,
  spendReport,
  spendWords,
  statementOf,
} from '../../../shared/money/index.ts';
import { dayMs } from '../../../shared/time/index.ts';
import { balances, eur, type MadeAccount, monthly, played, price, topup, usd, utc } from './made.ts';

const now = utc('2026-11-21T00:00:00Z');

const account = (id: string, made: MadeAccount, rest: Partial<SpendAccount> = {}): SpendAccount => ({
  id,
  name: id,
  provider: 'exa',
  providerName: 'Exa',
  tags: [],
  money: { ...played({ now: '2026-11-21T00:00:00Z', ...made }), account: id },
  ahead: {},
  ...rest,
});

/** $30 for 1000 credits; 300 used in October, 600 in November. */
const plan: MadeAccount = {
  cycle: monthly(1000),
  entered: { prices: [price('2026-01-01', usd('30'))] },
  course: balances({
    '2026-10-01T00:00:00Z': 1000,
    '2026-10-20T12:00:00Z': 700,
    '2026-10-31T23:00:00Z': 700,
    '2026-11-01T01:00:00Z': 1000,
    '2026-11-20T12:00:00Z': 400,
  }),
};
/** Falls by 10 to 30 a day, from 400. */
const ahead = {
  credits: {
    path: Array.from({ length: 11 }, (_, day) => ({
      t: now + day * dayMs,
      early: 400 - 30 * day,
      likely: 400 - 20 * day,
      late: 400 - 10 * day,
    })),
    waste: [{ grant: 'refill', at: utc('2026-12-01T00:00:00Z'), early: 100, likely: 200, late: 300 }],
    burnPerDay: 20,
  },
};
const unpriced: MadeAccount = {
  course: balances({ '2026-11-02T10:00:00Z': 100, '2026-11-02T11:00:00Z': 60 }),
};
const inEuro: MadeAccount = {
  entered: { grants: [topup('t', 100, '2026-11-03T10:00:00Z', eur('50'))] },
  course: balances({ '2026-11-03T09:00:00Z': 0, '2026-11-03T11:00:00Z': 100, '2026-11-04T11:00:00Z': 80 }),
};

const facts = (
  accounts: SpendAccount[],
  settings: SpendFacts['settings'] = { currency: null, rates: [] },
): SpendFacts => ({
  accounts,
  settings,
  zone: 'UTC',
  now,
});
const november = spendInput.parse({ from: '2026-11-01', to: '2026-11-30' });
const all = [
  account('plan', plan, { ahead, tags: ['Acme'] }),
  account('euro', inEuro, { provider: 'apify', providerName: 'Apify', tags: ['acme', 'lab'] }),
  account('bare', unpriced),
];
const context = { now, zone: 'UTC' };

describe('a report', () => {
  it('tells the month so far, its likely end and what will lapse', () => {
    const report = spendReportSchema.parse(spendReport(facts([account('plan', plan, { ahead })]), november));
    expect(report.total).toMatchObject({
      spent: [usd('18')],
      bought: [usd('30')],
      left: [usd('12')],
      willLapse: [usd('6')],
    });
    // 200 credits more are likely, 100 to 300 possible, at 0.03.
    expect(report.total.end).toEqual([{ currency: 'USD', low: '21', likely: '24', high: '27' }]);
    expect(report.before).toMatchObject({
      from: '2026-10-01',
      to: '2026-10-31',
      figures: { spent: [usd('9')], lapsed: [usd('21')] },
    });
    expect(spendWords(report, context)).toEqual({
      title: '$18 in November so far, likely $21 to $27',
      details: ['$9 more than in October.', '$6.00 of credits will lapse unused.'],
    });
    expect(spendWords(report, { ...context, mask: true })).toEqual({
      title: '••• in November so far, likely •••',
      details: ['••• more than in October.', '••• of credits will lapse unused.'],
    });
  });

  it('lists currencies, what has no price, and who is learning', () => {
    const report = spendReport(facts(all), november);
    expect(report.total.spent).toEqual([eur('10'), usd('18')]);
    expect(report.unpriced).toEqual([
      { account: 'bare', what: 'unknown', unit: { kind: 'credits' }, amount: 40 },
    ]);
    expect(report.learning).toEqual(['euro']);
    expect(report.converted).toBeNull();
    expect(spendWords(report, context)).toEqual({
      title: '€10 + $18 in November so far',
      details: [
        '$6.00 of credits will lapse unused.',
        'One account has no price yet.',
        'One account is still learning, so what comes is without it.',
      ],
    });
  });

  it('adds currencies up by the rates that you entered, in either direction', () => {
    const rate = { from: 'USD', to: 'EUR', rate: '0.8', on: '2026-11-12' };
    const report = spendReport(facts(all, { currency: 'USD', rates: [rate] }), november);
    expect(report.converted).toMatchObject({ currency: 'USD', spent: '30.5', before: '9', rates: [rate] });
    expect(spendWords(report, context).details.at(-1)).toBe('At your rate of 12 November.');
    expect(spendReport(facts(all, { currency: 'USD', rates: [] }), november).converted).toBeNull();
  });

  it('groups by tag without case, and an account with two tags is in both', () => {
    const { rows, total } = spendReport(facts(all), { ...november, by: 'tag' });
    expect(rows.map(({ key, accounts }) => [key, accounts])).toEqual([
      ['acme', ['plan', 'euro']],
      ['lab', ['euro']],
      ['', ['bare']],
    ]);
    expect(total.spent).toEqual([eur('10'), usd('18')]);
  });

  it('adds up alike by any step and group', () => {
    const year = { from: '2026-01-01', to: '2026-12-31' };
    for (const step of ['day', 'week', 'month', 'year'] as const)
      for (const by of ['account', 'provider'] as const) {
        const { steps, rows, total } = spendReport(facts(all), { ...year, step, by });
        const sum = (parts: { amount: string; currency: string }[]) =>
          parts
            .filter(({ currency }) => currency === 'USD')
            .reduce((all, { amount }) => all + Number(amount), 0);
        expect(sum(steps.flatMap(({ spent }) => spent))).toBeCloseTo(27, 9);
        expect(sum(steps.flatMap(({ parts }) => parts.flatMap(({ spent }) => spent)))).toBeCloseTo(27, 9);
        expect(sum(rows.flatMap(({ figures }) => figures.spent))).toBeCloseTo(27, 9);
        expect(total.spent).toEqual([eur('10'), usd('27')]);
      }
  });

  it('spends a plan whose credits nobody counts by the day', () => {
    const flat = account('flat', {
      course: { kind: 'counted', use: [], refill: null },
      entered: { prices: [price('2026-11-01', usd('60'))] },
    });
    const report = spendReport(facts([flat]), november);
    expect(report.total).toMatchObject({ bought: [usd('60')], spent: [usd('42')], left: [usd('18')] });
    expect(report.total.end).toEqual([{ currency: 'USD', low: '60', likely: '60', high: '60' }]);
  });

  it('takes money that is reported by day for bought on that day, under the provider’s date', () => {
    const days = { '2026-10-31': 5, '2026-11-01': 7.25 };
    const use = Object.entries(days).map(([day, amount]) => ({ at: utc(`${day}T00:00:00Z`), day, amount }));
    const made: MadeAccount = {
      unit: { kind: 'money', code: 'USD' },
      course: { kind: 'counted', use, refill: null },
      zone: 'Pacific/Auckland',
    };
    const report = spendReport({ ...facts([account('openai', made)]), zone: 'Pacific/Auckland' }, november);
    expect(report.total).toMatchObject({
      bought: [usd('7.25')],
      spent: [usd('7.25')],
      overage: [],
      left: [],
    });
    expect(report.before.figures.spent).toEqual([usd('5')]);
  });
});

describe('a budget', () => {
  const budget = (limit: string, rest: Partial<Budget> = {}): Budget => ({
    id: 'b',
    scope: { kind: 'tag', tag: 'ACME' },
    limit: usd(limit),
    period: 'month',
    ...rest,
  });
  const one = facts([account('plan', plan, { ahead, tags: ['Acme'] })]);

  it('says when it is likely passed, and how it stands', () => {
    const [state] = budgetStates(one, [budget('24')]).map((each) => budgetStateSchema.parse(each));
    expect(state).toMatchObject({
      spent: '18',
      share: 0.75,
      incomplete: false,
      end: { low: '21', likely: '24', high: '27' },
    });
    // At 30 a day, 200 credits take until the 27th.
    expect(new Date(state?.passedAt.early ?? 0).toISOString().slice(0, 10)).toBe('2026-11-27');
    expect(new Date(state?.passedAt.likely ?? 0).toISOString().slice(0, 10)).toBe('2026-12-01');
    expect(state && budgetWords(state, context)).toBe('$18.00 of $24 this month, likely $21 to $27');
    expect(state && budgetChip(state, { ...context, mask: true })).toContain('•••');
    const [passed] = budgetStates(one, [budget('10')]);
    expect(passed).toMatchObject({ share: 1.8, passedAt: { early: null, likely: null } });
    expect(passed && budgetChip(passed, context)).toBe('over its budget of $10');
    const [far] = budgetStates(one, [budget('100')]);
    expect(far && budgetChip(far, context)).toBe('18 % of $100');
  });

  it('counts other currencies by your rates, and says where it cannot', () => {
    const [without] = budgetStates(facts(all), [budget('100', { scope: { kind: 'all' } })]);
    expect(without).toMatchObject({ spent: '18', incomplete: true });
    const rate = { from: 'EUR', to: 'USD', rate: '1.25', on: '2026-11-12' };
    const [within] = budgetStates(facts(all, { currency: null, rates: [rate] }), [budget('100')]);
    expect(within).toMatchObject({ spent: '30.5', incomplete: false });
  });

  it('counts your month, not the provider’s', () => {
    // 3 a.m. of 1 November in UTC is still October in Los Angeles.
    const made: MadeAccount = {
      unit: { kind: 'money', code: 'USD' },
      zone: 'America/Los_Angeles',
      course: balances({
        '2026-11-01T02:00:00Z': 100,
        '2026-11-01T03:00:00Z': 60,
        '2026-11-01T08:00:00Z': 60,
        '2026-11-01T09:00:00Z': 55,
      }),
    };
    const spent = (zone: string) =>
      budgetStates({ ...facts([account('a', { ...made, zone })]), zone }, [
        budget('30', { scope: { kind: 'all' } }),
      ])[0]?.spent;
    expect([spent('America/Los_Angeles'), spent('UTC')]).toEqual(['5', '45']);
  });
});

describe('what is said of an account', () => {
  it('is what it spent this month, what is left, and the price of one credit', () => {
    expect(accountCost(all[0]?.money ?? { account: '', pools: [] }, context)).toEqual({
      spentThisMonth: [usd('18')],
      left: [usd('12')],
      perUnit: usd('0.03'),
      unpriced: false,
    });
    expect(accountCost(all[2]?.money ?? { account: '', pools: [] }, context)).toBeNull();
  });
});

describe('on paper', () => {
  it('a statement adds up, with a line for what rounding changes', () => {
    const third = (id: string) =>
      account(id, {
        entered: { grants: [topup('t', 3, '2026-11-03T10:00:00Z', usd('1'))] },
        course: balances({ '2026-11-03T09:00:00Z': 0, '2026-11-03T11:00:00Z': 3, '2026-11-04T11:00:00Z': 2 }),
      });
    const { rows, totals, notes } = statementOf(facts([third('a'), third('b'), third('c')]), november, null);
    expect(
      rows.map(({ name, what, used, bought, spent, left }) => [name, what, used, bought, spent, left]),
    ).toEqual([
      ['a', 'Top-ups', '1 credit', '1.00', '0.33', '0.67'],
      ['b', 'Top-ups', '1 credit', '1.00', '0.33', '0.67'],
      ['c', 'Top-ups', '1 credit', '1.00', '0.33', '0.67'],
      ['Rounding', '', '', '0.00', '0.01', '-0.01'],
    ]);
    expect(totals).toMatchObject([{ currency: 'USD', bought: '3.00', spent: '1.00', left: '2.00' }]);
    expect(notes[0]).toBe('This time is not over: the sums are as of 21 November.');
    // Whose days they are stands in its head.
    expect(notes.at(-1)).toBe('Use that a provider reports by day keeps the provider’s dates.');
    expect(statementOf(facts(all), november, 'LAB').rows.map(({ account: id }) => id)).toEqual(['euro']);
  });

  it('a statement tells the use of each currency’s own credits', () => {
    const grants = [
      topup('one', 100, '2026-11-03T10:00:00Z', usd('10')),
      topup('other', 100, '2026-11-03T10:00:00Z', eur('8'), { expiresAt: utc('2026-12-10T00:00:00Z') }),
    ];
    const both = account('both', {
      entered: { grants },
      course: balances({
        '2026-11-03T09:00:00Z': 0,
        '2026-11-03T11:00:00Z': 200,
        '2026-11-04T11:00:00Z': 80,
      }),
    });
    const { rows } = statementOf(facts([both]), { from: '2026-11-01', to: '2026-11-30' }, null);
    expect(rows.map(({ used, spent, currency }) => [used, spent, currency]).sort()).toEqual([
      ['100 credits', '8.00', 'EUR'],
      ['20 credits', '2.00', 'USD'],
    ]);
  });

  it('an export has a line for each day and lot', () => {
    const text = spendCsv(facts([account('euro', inEuro, { tags: ['lab'] })]), november);
    expect(text.split('\n')).toEqual([
      'day,account,name,provider,tags,pool,lot,grant,kind,amount,unit,money,currency,price_from,estimated',
      '2026-11-03,euro,euro,exa,lab,credits,t,t,bought,100,credits,50,EUR,entered,',
      expect.stringMatching(/^2026-11-03,.*,spent,/),
      expect.stringMatching(/^2026-11-04,.*,spent,/),
      '',
    ]);
  });
});
