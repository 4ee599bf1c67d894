import type { Statement, StatementRow } from '../api/money.ts';
import { formatQuantity } from '../format.ts';
import { dateFormat } from '../time/index.ts';
import { type DaySpan, dateOfDay, dayOfDate, zoneDays } from './days.ts';
import { decimal, MoneySum, roundMoney, textOf } from './decimal.ts';
import { addTally, emptyTally, leftAfter, type Tally, talliesOf } from './figures.ts';
import type { Lot, PoolMoney, SpendFacts } from './types.ts';

const columns = ['leftBefore', 'bought', 'spent', 'refunded', 'lapsed', 'left'] as const;
type Column = (typeof columns)[number];
type Amounts = Record<Column, string>;

/** A plain statement of some days (`2026-11-01`, both included), of the accounts with a tag or of all. */
export function statementOf(
  facts: SpendFacts,
  { from, to }: Pick<Statement, 'from' | 'to'>,
  tag: string | null,
): Statement {
  const span = { from: dayOfDate(from), to: dayOfDate(to) };
  const accounts = facts.accounts.filter(
    ({ tags }) => tag === null || tags.some((each) => each.toLowerCase() === tag.toLowerCase()),
  );
  const sum = emptyTally();
  const rows: StatementRow[] = [];
  for (const { id, name, providerName, money } of accounts)
    for (const pool of money.pools)
      for (const { what, part } of partsOf(pool)) {
        const tally = talliesOf(part, [span])[0] ?? emptyTally();
        addTally(sum, tally);
        const used = usedWords(tally);
        for (const { currency, ...amounts } of amountsOf(tally))
          rows.push({ account: id, name, providerName, what, used, currency, ...amounts });
      }
  const totals = amountsOf(sum);
  return {
    from: dateOfDay(span.from),
    to: dateOfDay(span.to),
    zone: facts.zone,
    tag,
    rows: [...rows, ...totals.flatMap((total) => roundingOf(total, rows))],
    totals,
    notes: notesOf(facts, span, sum),
  };
}

const words: Record<Lot['kind'], string> = {
  plan: 'Plan',
  time: 'Plan',
  grant: 'Top-ups',
  unknown: 'Other credits',
  overage: 'Beyond the plan',
  postpaid: 'Use',
};

/** A pool’s entries by what the credits were, and by what they were paid in: each row tells the use of its own credits. */
function partsOf(pool: PoolMoney): { what: string; part: PoolMoney }[] {
  const keyOf = ({ kind, paid }: Lot) => `${words[kind]}/${paid?.currency ?? ''}`;
  const parts = new Map(pool.lots.map((lot) => [keyOf(lot), words[lot.kind]]));
  return [...parts].map(([key, what]) => {
    const isOne = (lot: Lot | undefined) => lot !== undefined && keyOf(lot) === key;
    return { what, part: { ...pool, entries: pool.entries.filter(({ lot }) => isOne(pool.lots[lot])) } };
  });
}

function usedWords(tally: Tally): string {
  const used = [...tally.used.values()].filter(({ unit, amount }) => unit.kind !== 'money' && amount > 0);
  return used.map(({ unit, amount }) => formatQuantity(amount, unit)).join(', ');
}

function amountsOf(tally: Tally): (Amounts & { currency: string })[] {
  const { before, bought, spent, refunded, lapsed } = tally;
  const sums: Record<Column, MoneySum> = {
    leftBefore: before,
    bought,
    spent,
    refunded,
    lapsed,
    left: leftAfter(tally),
  };
  const currencies = new Set(
    columns.flatMap((column) => sums[column].moneys().map(({ currency }) => currency)),
  );
  return [...currencies].sort().map((currency) => {
    const rounded = (column: Column) =>
      roundMoney({ amount: textOf(sums[column].of(currency)), currency }).amount;
    return { currency, ...amountsBy(rounded) };
  });
}

const amountsBy = (amount: (column: Column) => string): Amounts => ({
  leftBefore: amount('leftBefore'),
  bought: amount('bought'),
  spent: amount('spent'),
  refunded: amount('refunded'),
  lapsed: amount('lapsed'),
  left: amount('left'),
});

/** What the rounded rows differ from the rounded total by. */
function roundingOf(total: Amounts & { currency: string }, rows: readonly StatementRow[]): StatementRow[] {
  const { currency } = total;
  const missing = (column: Column) => {
    const sum = new MoneySum();
    sum.addText(currency, total[column]);
    for (const row of rows) if (row.currency === currency) sum.add(currency, decimal(row[column]).neg());
    return roundMoney({ amount: textOf(sum.of(currency)), currency }).amount;
  };
  const amounts = amountsBy(missing);
  if (columns.every((column) => decimal(amounts[column]).eq(0))) return [];
  return [{ account: '', name: 'Rounding', providerName: '', what: '', used: '', currency, ...amounts }];
}

function notesOf({ now, zone }: SpendFacts, { from, to }: DaySpan, tally: Tally): string[] {
  const today = zoneDays(zone).dayAt(now);
  const day = dateFormat('en-GB', { day: 'numeric', month: 'long', timeZone: zone }).format(now);
  const unpriced = [...tally.used.values()].filter((used) => used.unpriced > 0);
  return [
    ...(today >= from && today <= to ? [`This time is not over: the sums are as of ${day}.`] : []),
    ...unpriced.map(
      (used) =>
        `Of the use, ${formatQuantity(used.unpriced, used.unit)} have no price yet and are not in these sums.`,
    ),
    ...(tally.estimated
      ? ['Some use fell into gaps between readings: its sum is known, its days are estimated.']
      : []),
    'Use that a provider reports by day keeps the provider’s dates.',
  ];
}
