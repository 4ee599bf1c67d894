import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { MoneyFigures, SpendReport, SpendRow } from '../../../shared/api/money.ts';
import { formatQuantity, unitKey, unitWord, type WritingContext } from '../../../shared/format.ts';
import type { ProviderInfo } from '../../../shared/model/index.ts';
import { budgetAlarm } from '../../../shared/money/budget-alarm.ts';
import { formatMoney, formatMoneyRange, formatPrice } from '../../../shared/money/format.ts';
import { Chip, Mark } from '../../components/index.ts';
import { useProviders, useStatePart } from '../../state/index.ts';
import styles from './SpendTable.module.css';

const heads = { provider: 'Provider', tag: 'Tag', account: 'Account' } as const;

export interface SpendTableProps {
  report: SpendReport;
  /** The same span by account, for the accounts below a group. */
  accounts: SpendReport;
  context: WritingContext;
}

/** What each group cost: below a provider or tag of several accounts, each of them on one scale. */
export function SpendTable({ report, accounts, context }: SpendTableProps) {
  const columns = columnsOf(report);
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label={`Spend by ${report.by}`}>
        <thead>
          <tr>
            <th scope="col">{heads[report.by]}</th>
            {columns.map(({ name }) => (
              <th key={name} scope="col" className={styles.number}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        {report.rows.map((row) => (
          <tbody key={row.key}>
            <Row row={row} by={report.by} columns={columns} context={context} />
            {report.by !== 'account' && row.accounts.length > 1 && (
              <Accounts row={row} accounts={accounts} columns={columns} context={context} />
            )}
          </tbody>
        ))}
        <tfoot>
          <tr>
            <th scope="row">All</th>
            {columns.map(({ name, of, adds }) => (
              <td key={name} className={styles.number} data-head={name}>
                <span className={styles.cell}>{adds ? of(report.total, context) : ''}</span>
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

interface Column {
  name: string;
  of(figures: MoneyFigures, context: WritingContext): ReactNode;
  /** Means something in the sum of several accounts, too. */
  adds: boolean;
}

/** Amounts of several currencies are one below the other. */
const moneys = (amounts: MoneyFigures['spent'], context: WritingContext): ReactNode =>
  amounts.length === 0
    ? '–'
    : amounts.map((money) => (
        <span key={money.currency} className={styles.amount}>
          {formatMoney(money, context)}
        </span>
      ));

/** A figure, and what else belongs to it in small: `$0.40 refunded`. */
const withMore = (
  figure: ReactNode,
  amounts: MoneyFigures['spent'],
  word: string,
  context: WritingContext,
): ReactNode => (
  <>
    {figure}
    {amounts.map((money) => (
      <span key={money.currency} className={`${styles.amount} ${styles.more}`}>
        {formatMoney(money, context)} {word}
      </span>
    ))}
  </>
);

const ranges = (end: MoneyFigures['end'], context: WritingContext): ReactNode =>
  end.length === 0
    ? '–'
    : end.map((range) => (
        <span key={range.currency} className={styles.range}>
          {formatMoneyRange(range, context)}
        </span>
      ));

/** The columns that have something to say. */
function columnsOf({ total, rows }: SpendReport): Column[] {
  const any = (has: (figures: MoneyFigures) => boolean) => has(total) || rows.some((row) => has(row.figures));
  const all: (Column & { shown: boolean })[] = [
    { name: 'Bought', adds: true, shown: true, of: ({ bought }, context) => moneys(bought, context) },
    {
      name: 'Spent',
      adds: true,
      shown: true,
      of: ({ spent, refunded }, context) => withMore(moneys(spent, context), refunded, 'refunded', context),
    },
    {
      name: 'Likely at the end',
      adds: true,
      shown: any(({ end }) => end.length > 0),
      of: ({ end }, context) => ranges(end, context),
    },
    {
      name: 'Lapses',
      adds: true,
      shown: any(({ lapsed, willLapse }) => lapsed.length + willLapse.length > 0),
      of: ({ lapsed, willLapse }, context) => withMore(moneys(lapsed, context), willLapse, 'ahead', context),
    },
    { name: 'Value left', adds: true, shown: true, of: ({ left }, context) => moneys(left, context) },
    {
      name: 'Per 1,000',
      adds: false,
      shown: any(({ used }) => used.some(({ perThousand }) => perThousand !== null)),
      of: ({ used }, context) => {
        const told = used.flatMap(({ unit, perThousand }) =>
          perThousand === null ? [] : [{ unit, price: formatPrice(perThousand, context) }],
        );
        if (told.length === 0) return '–';
        return told.map(({ unit, price }) => (
          <span key={unitKey(unit)} className={styles.price}>
            {price} <span className={styles.more}>{unitWord(unit, 1000)}</span>
          </span>
        ));
      },
    },
  ];
  return all.filter(({ shown }) => shown);
}

function Row({
  row,
  by,
  columns,
  context,
}: {
  row: SpendRow;
  by: SpendReport['by'];
  columns: readonly Column[];
  context: WritingContext;
}) {
  const provider = useProviders().find(({ id }) => by === 'provider' && id === row.key);
  return (
    <tr>
      <th scope="row">
        <span className={styles.group}>
          {provider !== undefined && <Mark provider={provider} />}
          <span className={styles.words}>
            <Name row={row} by={by} provider={provider} />
            <Budgets row={row} by={by} context={context} />
            <Unpriced row={row} context={context} />
          </span>
        </span>
      </th>
      {columns.map(({ name, of }) => (
        <td key={name} className={styles.number} data-head={name}>
          <span className={styles.cell}>{of(row.figures, context)}</span>
        </td>
      ))}
    </tr>
  );
}

function Name({
  row,
  by,
  provider,
}: {
  row: SpendRow;
  by: SpendReport['by'];
  provider: ProviderInfo | undefined;
}) {
  const [only, ...others] = row.accounts;
  const name = row.name === '' ? 'Without a tag' : (provider?.name ?? row.name);
  return by !== 'tag' && only !== undefined && others.length === 0 ? (
    <Link href={`/account/${encodeURIComponent(only)}`}>{name}</Link>
  ) : (
    <span>{name}</span>
  );
}

/** The budgets of exactly this group, where there is something to say. */
function Budgets({ row, by, context }: { row: SpendRow; by: SpendReport['by']; context: WritingContext }) {
  const budgets = useStatePart('budgets');
  const own = budgets.filter(({ scope }) =>
    scope.kind === 'account'
      ? row.accounts.length === 1 && row.accounts[0] === scope.account
      : scope.kind === 'tag' && by === 'tag' && scope.tag.toLowerCase() === row.key.toLowerCase(),
  );
  return own.flatMap((budget) => {
    const said = budgetAlarm(budget, context);
    return said === null
      ? []
      : [
          <Chip key={budget.id} tone={said.tone}>
            {said.text}
          </Chip>,
        ];
  });
}

/** What was used without a price. */
function Unpriced({ row, context }: { row: SpendRow; context: WritingContext }) {
  const open = row.figures.used.filter(({ unpriced }) => unpriced > 0);
  if (open.length === 0) return null;
  const amounts = open.map(({ unit, unpriced }) => formatQuantity(unpriced, unit, context)).join(', ');
  const [only, ...others] = row.accounts;
  return (
    <span className={styles.unpriced}>
      {amounts} used without a price.{' '}
      {only !== undefined && others.length === 0 && (
        <Link href={`/account/${encodeURIComponent(only)}`} state={{ enter: 'price' }}>
          Enter it
        </Link>
      )}
    </span>
  );
}

/** The accounts of a group, each with a bar on one scale. */
function Accounts({
  row,
  accounts,
  columns,
  context,
}: {
  row: SpendRow;
  accounts: SpendReport;
  columns: readonly Column[];
  context: WritingContext;
}) {
  const own = accounts.rows.filter(({ key }) => row.accounts.includes(key));
  // Drawn where all is in one currency: amounts of several have no common scale.
  const currencies = new Set(own.flatMap(({ figures }) => figures.spent.map(({ currency }) => currency)));
  const spent = ({ figures }: SpendRow) => Number(figures.spent[0]?.amount ?? 0);
  const most = currencies.size === 1 ? Math.max(...own.map(spent)) : 0;
  return own.map((account) => (
    <tr key={account.key} className={styles.account}>
      <th scope="row">
        <span className={styles.below}>
          <Link href={`/account/${encodeURIComponent(account.key)}`}>{account.name}</Link>
          {most > 0 && (
            <span className={styles.scale} aria-hidden="true">
              <span style={{ width: `${Math.max(0, (100 * spent(account)) / most)}%` }} />
            </span>
          )}
          <Unpriced row={account} context={context} />
        </span>
      </th>
      {columns.map(({ name, of }) => (
        <td key={name} className={styles.number} data-head={name}>
          <span className={styles.cell}>{of(account.figures, context)}</span>
        </td>
      ))}
    </tr>
  ));
}
