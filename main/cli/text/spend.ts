import type { MoneyFigures, SpendReport } from '../../../shared/api/money.ts';
import { formatQuantity, unitWord, type WritingContext } from '../../../shared/format.ts';
import { isoInstant } from '../../../shared/iso-instant.ts';
import type { BudgetsJson } from '../../../shared/json/money.ts';
import type { AppState, BudgetState } from '../../../shared/model/index.ts';
import { budgetAlarm, budgetName } from '../../../shared/money/budget-alarm.ts';
import {
  budgetWords,
  formatMoneyRange,
  formatMoneys,
  formatPrice,
  spendWords,
} from '../../../shared/money/index.ts';
import { comparable } from '../../../shared/names.ts';
import { budgetJson } from '../../../shared/status-json.ts';
import type { Paint } from '../terminal.ts';
import { layout, plain, type Row } from './table.ts';

/** A report as a headline and a table: by its groups, or by day. */
export function spendText(
  report: SpendReport,
  isByDay: boolean,
  context: WritingContext,
  paint: Paint,
): string {
  const { title, details } = spendWords(report, context);
  const rows = isByDay ? dayRows(report) : groupRows(report, context);
  const table = rows.length > 1 ? ['', layout(rows.map((row, at) => styled(row, at, paint)))] : [];
  const open = report.rows.flatMap(({ name, figures }) =>
    figures.used
      .filter(({ unpriced }) => unpriced > 0)
      .map(({ unit, unpriced }) => plain(`${name}: ${formatQuantity(unpriced, unit)} used without a price.`)),
  );
  const how =
    open.length === 0
      ? []
      : ['', ...open, 'Enter prices with `fuelgauge edit ACCOUNT --price 29/month` or `grant … --paid 20`.'];
  return [paint('bold', title), ...details, ...table, ...how].join('\n');
}

const styled = (cells: string[], at: number, paint: Paint): Row => ({
  cells,
  ...(at === 0 && { style: (text: string) => paint('dim', text) }),
});

function groupRows({ rows, by, total }: SpendReport, context: WritingContext): string[][] {
  const hasRefunds = [total, ...rows.map(({ figures }) => figures)].some(
    ({ refunded }) => refunded.length > 0,
  );
  const cells = (name: string, figures: MoneyFigures): string[] => [
    name,
    formatMoneys(figures.bought),
    formatMoneys(figures.spent),
    ...(hasRefunds ? [formatMoneys(figures.refunded)] : []),
    figures.end.map((range) => formatMoneyRange(range, context)).join(' + ') || '–',
    formatMoneys(figures.lapsed),
    formatMoneys(figures.left),
    figures.used
      .flatMap(({ unit, perThousand }) =>
        perThousand === null ? [] : [`${formatPrice(perThousand)} ${unitWord(unit, 1000)}`.trim()],
      )
      .join(', ') || '–',
  ];
  return [
    [
      by.toUpperCase(),
      'BOUGHT',
      'SPENT',
      ...(hasRefunds ? ['REFUNDED'] : []),
      'LIKELY AT THE END',
      'LAPSED',
      'VALUE LEFT',
      'PER 1,000',
    ],
    ...rows.map(({ name, figures }) => cells(plain(name) || 'without a tag', figures)),
    ...(rows.length > 1 ? [[...cells('all', total).slice(0, -1), '']] : []),
  ];
}

const dayRows = ({ steps }: SpendReport): string[][] => [
  ['DAY', 'BOUGHT', 'SPENT', 'REFUNDED', 'LAPSED'],
  ...steps
    .filter(({ bought, spent, refunded, lapsed }) =>
      [bought, spent, refunded, lapsed].some((each) => each.length > 0),
    )
    .map(({ from, bought, spent, refunded, lapsed }) => [
      from,
      ...[bought, spent, refunded, lapsed].map((moneys) => formatMoneys(moneys)),
    ]),
];

export const noBudgets = 'You have no budgets yet. Set one:\n  fuelgauge budget set 100 --period month';

/** Budgets, one a line. */
export function budgetsText(state: AppState, zone: string, paint: Paint): string {
  if (state.budgets.length === 0) return noBudgets;
  const context = { now: state.at, zone };
  const rows = state.budgets.map((budget): Row => {
    const alarm = budgetAlarm(budget, context);
    const cells = [
      budget.id,
      plain(budgetName(budget.scope, state)),
      budgetWords(budget, context),
      [alarm?.brief, ...lacksOf(budget, state)].filter((text) => text !== undefined).join('; '),
    ];
    const style = alarm?.tone === 'critical' ? 'red' : alarm?.tone === 'watch' ? 'yellow' : null;
    return { cells, ...(style !== null && { style: (text: string) => paint(style, text) }) };
  });
  return layout([{ cells: ['ID', 'FOR', 'USED', ''], style: (text) => paint('dim', text) }, ...rows]);
}

/** Why a budget counts less than you may think. */
function lacksOf({ scope, limit, incomplete }: BudgetState, { accounts }: AppState): string[] {
  const isTagged = (tag: string) =>
    accounts.some(({ tags }) => tags.some((each) => comparable(each) === comparable(tag)));
  if (scope.kind === 'tag' && !isTagged(scope.tag)) return ['no account has this tag'];
  return incomplete
    ? [`use without a price, or in a currency without a rate to ${limit.currency}, is not in it`]
    : [];
}

/** The documented shape of `fuelgauge budget --json`. */
export function budgetsJson(state: AppState): BudgetsJson {
  return { schemaVersion: 1, at: isoInstant(state.at), budgets: state.budgets.map(budgetJson) };
}
