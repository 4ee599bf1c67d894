import type { MoneyFigures, SpendGroup, SpendReport, SpendRow, Statement } from '../../shared/api/money.ts';
import type { BudgetState, Money, MoneyRange, Unit } from '../../shared/model/index.ts';

// Reports of money to show, as the engine would send them.

export const usd = (amount: string): Money => ({ amount, currency: 'USD' });
export const usdRange = (low: string, likely: string, high: string): MoneyRange => ({
  currency: 'USD',
  low,
  likely,
  high,
});

const credits: Unit = { kind: 'credits' };
const nothing: MoneyFigures = {
  leftBefore: [],
  bought: [],
  spent: [],
  refunded: [],
  lapsed: [],
  overage: [],
  left: [],
  willLapse: [],
  used: [],
  end: [],
  prices: [],
  estimatedDays: false,
};
export const figures = (part: Partial<MoneyFigures> = {}): MoneyFigures => ({ ...nothing, ...part });

const used = (amount: number, perThousand: string | null, unpriced = 0) => [
  { unit: credits, amount, unpriced, perThousand: perThousand === null ? null : usd(perThousand) },
];
const row = (key: string, name: string, accounts: string[], part: Partial<MoneyFigures>): SpendRow => ({
  key,
  name,
  accounts,
  figures: figures(part),
});

/** By account, from which the rows by provider below are made. */
const accountRows = [
  row('a3', 'CapSolver, solver', ['a3'], {
    leftBefore: [usd('22.60')],
    bought: [usd('100')],
    spent: [usd('91.40')],
    left: [usd('31.20')],
    end: [usdRange('108', '112', '117')],
    prices: ['reported'],
  }),
  row('a1', 'Crustdata, production', ['a1'], {
    leftBefore: [usd('20.15')],
    bought: [usd('48')],
    spent: [usd('20.75')],
    lapsed: [usd('5.50')],
    left: [usd('41.90')],
    willLapse: [usd('8.50')],
    used: used(1715, '12.10'),
    end: [usdRange('24', '27', '31')],
    prices: ['entered'],
  }),
  row('a2', 'Crustdata, research', ['a2'], {
    bought: [usd('22')],
    spent: [usd('18')],
    refunded: [usd('0.40')],
    left: [usd('4.40')],
    used: used(818, '22'),
    end: [usdRange('20', '23', '27')],
    prices: ['entered'],
    estimatedDays: true,
  }),
  row('a5', 'Spidra', ['a5'], { used: used(188, null, 188) }),
];

const sumRow = (rows: readonly SpendRow[], key: string, name: string, spent: string): SpendRow =>
  row(
    key,
    name,
    rows.map((each) => each.key),
    {
      leftBefore: [usd('20.15')],
      bought: [usd('70')],
      spent: [usd(spent)],
      refunded: [usd('0.40')],
      lapsed: [usd('5.50')],
      left: [usd('46.30')],
      willLapse: [usd('8.50')],
      used: used(2533, '15.30'),
      end: [usdRange('46', '50', '56')],
    },
  );

const months = ['06', '07', '08', '09', '10', '11'];
const share = (at: number, of: number) => usd(((of * (60 + 8 * at)) / 100).toFixed(2));

/** November 2026 on its 21st: spend of four accounts, one of them without a price. */
export function spendReport(by: SpendGroup = 'provider', part: Partial<SpendReport> = {}): SpendReport {
  const [solver, production, research, spidra] = accountRows;
  const rows =
    by === 'provider' && solver && production && research && spidra
      ? [
          { ...solver, key: 'capsolver', name: 'CapSolver' },
          sumRow([production, research], 'crustdata', 'Crustdata', '38.75'),
          { ...spidra, key: 'spidra', name: 'Spidra' },
        ]
      : accountRows;
  const priced = rows.filter(({ figures: { spent } }) => spent.length > 0);
  return {
    at: Date.UTC(2026, 10, 21, 9),
    zone: 'Europe/Berlin',
    from: '2026-11-01',
    to: '2026-11-30',
    by,
    step: 'month',
    total: figures({
      leftBefore: [usd('42.75')],
      bought: [usd('170')],
      spent: [usd('130.15')],
      refunded: [usd('0.40')],
      lapsed: [usd('5.50')],
      left: [usd('77.50')],
      willLapse: [usd('8.50')],
      used: used(2721, '15.30', 188),
      end: [usdRange('156', '162', '170')],
      prices: ['reported', 'entered'],
      estimatedDays: true,
    }),
    before: {
      from: '2026-10-01',
      to: '2026-10-31',
      figures: figures({ spent: [usd('118.40')] }),
    },
    steps: months.map((month, at) => ({
      from: `2026-${month}-01`,
      to: `2026-${month}-${['30', '31', '31', '30', '31', '30'][at]}`,
      spent: [share(at, 130.15)],
      lapsed: month === '08' ? [usd('9.80')] : month === '11' ? [usd('5.50')] : [],
      bought: [usd('120')],
      refunded: [],
      parts: priced.map(({ key, figures: { spent } }) => ({
        key,
        spent: [share(at, Number(spent[0]?.amount ?? 0))],
      })),
      end: month === '11' ? [usdRange('156', '162', '170')] : [],
    })),
    rows,
    unpriced: [{ account: 'a5', what: 'plan', unit: credits, amount: 188 }],
    converted: null,
    learning: [],
    ...part,
  };
}

export const budget = (part: Partial<BudgetState> = {}): BudgetState => ({
  id: 'budget-00000001',
  scope: { kind: 'all' },
  limit: usd('200'),
  period: 'month',
  from: Date.UTC(2026, 10, 1),
  until: Date.UTC(2026, 11, 1),
  spent: '129.75',
  share: 0.64875,
  end: usdRange('156', '162', '170'),
  passedAt: { early: null, likely: null },
  incomplete: true,
  ...part,
});

export const statement: Statement = {
  from: '2026-11-01',
  to: '2026-11-30',
  zone: 'Europe/Berlin',
  tag: null,
  rows: [
    {
      account: 'a1',
      name: 'Crustdata, production',
      providerName: 'Crustdata',
      what: 'Plan of 1 Nov',
      used: '1,300 credits',
      currency: 'USD',
      leftBefore: '0.00',
      bought: '48.00',
      spent: '15.60',
      refunded: '0.00',
      lapsed: '0.00',
      left: '32.40',
    },
    {
      account: 'a1',
      name: 'Crustdata, production',
      providerName: 'Crustdata',
      what: 'Top-up of 12 Oct',
      used: '415 credits',
      currency: 'USD',
      leftBefore: '20.15',
      bought: '0.00',
      spent: '5.15',
      refunded: '0.00',
      lapsed: '5.50',
      left: '9.50',
    },
  ],
  totals: [
    {
      currency: 'USD',
      leftBefore: '20.15',
      bought: '48.00',
      spent: '20.75',
      refunded: '0.00',
      lapsed: '5.50',
      left: '41.90',
    },
  ],
  notes: ['188 credits of Spidra were used without a price and are not in these sums.'],
};
