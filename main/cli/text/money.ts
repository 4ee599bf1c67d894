import { stripVTControlCharacters } from 'node:util';
import type { PlanFit, Statement } from '../../../shared/api/money.ts';
import { formatQuantity, type WritingContext } from '../../../shared/format.ts';
import type { MoneySettings } from '../../../shared/model/index.ts';
import { formatMoney, formatMoneyRange } from '../../../shared/money/format.ts';
import type { Paint } from '../terminal.ts';
import { fitting, layout, plain, type Row, width, wrapped } from './table.ts';

interface Page {
  columns: number;
  paint: Paint;
}

const amounts = [
  ['VALUE BEFORE', 'leftBefore'],
  ['BOUGHT', 'bought'],
  ['SPENT', 'spent'],
  ['REFUNDED', 'refunded'],
  ['LAPSED', 'lapsed'],
  ['VALUE LEFT', 'left'],
] as const;

/** A statement with a table for each currency, because sums have one. */
export function statementText({ from, to, zone, tag, rows, totals, notes }: Statement, page: Page): string {
  const { columns, paint } = page;
  const whose = tag === null ? 'All accounts' : `Accounts with the tag “${plain(tag)}”`;
  const head = [
    paint('bold', `API credits, ${from} to ${to}`),
    ...wrapped(`${whose}. Days are those of ${zone}.`, columns),
  ];
  const nothing = totals.length === 0 ? ['Nothing with a price was bought or used in this time.'] : [];
  const tables = totals.map((total) => {
    const own = rows.filter(({ currency }) => currency === total.currency);
    const shown = amounts.filter(
      ([, key]) => key !== 'refunded' || [total, ...own].some((row) => Number(row.refunded) !== 0),
    );
    const cells = (row: Statement['totals'][number]) =>
      shown.map(([, key]) => formatMoney({ amount: row[key], currency: total.currency }));
    const table: Row[] = [
      {
        cells: [total.currency, 'USED', ...shown.map(([name]) => name)],
        style: (text) => paint('dim', text),
      },
      ...own.map((row) => ({ cells: [plain(`${row.name}: ${row.what}`), row.used, ...cells(row)] })),
      { cells: ['Sum', '', ...cells(total)], style: (text) => paint('bold', text) },
    ];
    const laidOut = layout(table, fitting(0, columns));
    if (laidOut.split('\n').every((line) => width(stripVTControlCharacters(line)) <= columns)) return laidOut;
    const block = (name: string, used: string, row: Statement['totals'][number]) => [
      name,
      ...wrapped(
        `    ${[
          ...(used === '' ? [] : [`used ${used}`]),
          ...shown.map(([title], at) => `${title.toLowerCase()} ${cells(row)[at]}`),
        ].join('; ')}`,
        columns,
        4,
      ),
    ];
    return [
      ...own.flatMap((row) => block(plain(`${row.name}: ${row.what}`), row.used, row)),
      ...block(`Sum, ${total.currency}`, '', total),
    ].join('\n');
  });
  const remarks = notes.map((note) => wrapped(plain(note), columns).join('\n'));
  return [head.join('\n'), ...nothing, ...tables, ...remarks].join('\n\n');
}

const noRates = 'You have entered no rates. Enter one: fuelgauge rates set EUR USD 1.08';

/** The currency of totals, and the rates that were entered. */
export function ratesText({ currency, rates }: MoneySettings): string {
  const totals = currency === null ? 'Each currency is told for itself.' : `Totals are told in ${currency}.`;
  const lines = rates.map(({ from, to, rate, on }) => `1 ${from} = ${rate} ${to}, on ${on}`);
  return [totals, ...(lines.length === 0 ? [noRates] : lines)].join('\n');
}

/** What the account's use would cost on each plan. */
export function plansText(fit: PlanFit, context: WritingContext, { columns, paint }: Page): string {
  const { plans, used, assumptions } = fit;
  const of = (amount: number | null) =>
    amount === null ? '' : ` (${formatQuantity(amount, used.unit, context)})`;
  const rows = plans.map(
    ({ plan, name, current, last, coming }): Row => ({
      cells: [
        `${plain(name)}${current ? ' (yours)' : ''}`,
        last === null ? (used.last === null ? 'unknown' : 'not enough') : formatMoney(last, context),
        coming === null ? 'unknown' : formatMoneyRange(coming, context),
        plan === fit.cheaper ? 'cheaper' : '',
      ],
    }),
  );
  const head: Row = {
    cells: ['PLAN', `LAST MONTH${of(used.last)}`, `NEXT MONTH${of(used.coming)}`],
    style: (text) => paint('dim', text),
  };
  return [
    layout([head, ...rows], fitting(0, columns)),
    '',
    ...assumptions.flatMap((sentence) => wrapped(plain(sentence), columns)),
  ].join('\n');
}
