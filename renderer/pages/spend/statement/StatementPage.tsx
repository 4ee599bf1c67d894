import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { Statement, StatementRow } from '../../../../shared/api/money.ts';
import { type CommandError, daySchema, type Result } from '../../../../shared/model/index.ts';
import { formatMoney } from '../../../../shared/money/format.ts';
import { Button, Notice } from '../../../components/index.ts';
import { PageTitle } from '../../../components/page/PageTitle.tsx';
import { api, outcome, useAccounts, useNow } from '../../../state/index.ts';
import { Choice } from '../controls.tsx';
import { periodOf, spanName, todayIn } from '../span.ts';
import styles from './StatementPage.module.css';

/** A plain statement of a span, of all accounts or of a tag such as a client, to be printed or saved as PDF. */
export function StatementPage({ from, to }: { from: string; to: string }) {
  const [tag, setTag] = useState('');
  const statement = useStatement(from, to, tag === '' ? null : tag);
  const accounts = useAccounts();
  const tags = [...new Set(accounts.flatMap((account) => account.tags))].sort();
  const name = nameOf(from, to);
  return (
    <article className={styles.page}>
      <PageTitle>{name === null ? 'Statement' : `Statement of ${name}`}</PageTitle>
      <div className={styles.tools}>
        <Link href="/spend">Back to Spend</Link>
        {tags.length > 0 && (
          <Choice
            label="Accounts"
            value={tag}
            options={[
              { value: '', label: 'All accounts' },
              ...tags.map((each) => ({ value: each, label: `With the tag “${each}”` })),
            ]}
            onChange={setTag}
          />
        )}
        <Button variant="primary" onClick={() => window.print()}>
          Print or save as PDF
        </Button>
      </div>
      <h1 className={styles.title} tabIndex={-1}>
        {name === null ? 'API credits' : `API credits, ${name}`}
      </h1>
      {statement === null ? (
        <p role="status">Adding up…</p>
      ) : statement.ok ? (
        <Sheet statement={statement.value} />
      ) : (
        <Notice tone="critical" title="The statement could not be made.">
          {statement.error.message}
        </Notice>
      )}
    </article>
  );
}

function useStatement(from: string, to: string, tag: string | null): Result<Statement, CommandError> | null {
  const [statement, setStatement] = useState<Result<Statement, CommandError> | null>(null);
  useEffect(() => {
    let left = false;
    void outcome(api.statement.query({ from, to, tag })).then((answer) => {
      if (!left) setStatement(answer);
    });
    return () => {
      left = true;
    };
  }, [from, to, tag]);
  return statement;
}

/** The calendar period that the days are, or the days themselves; null: the address has no such days. */
function nameOf(from: string, to: string): string | null {
  if (![from, to].every((day) => daySchema.safeParse(day).success)) return null;
  const found = (['month', 'year', 'week', 'day'] as const)
    .map((kind) => periodOf(kind, from))
    .find((period) => period.from === from && period.to === to);
  return spanName(found ?? { kind: 'days', from, to });
}

const columns = [
  { name: 'Value before', key: 'leftBefore' },
  { name: 'Bought', key: 'bought' },
  { name: 'Spent', key: 'spent' },
  { name: 'Refunded', key: 'refunded' },
  { name: 'Lapsed', key: 'lapsed' },
  { name: 'Value left', key: 'left' },
] as const;

/** What is printed: a table for each currency, because sums have one. Its amounts are never hidden. */
function Sheet({ statement }: { statement: Statement }) {
  const { zone, tag, rows, totals, notes } = statement;
  const made = todayIn(useNow(), zone);
  return (
    <>
      <p className={styles.about}>
        {tag === null ? 'All accounts' : `Accounts with the tag “${tag}”`}. Made by Fuelgauge on{' '}
        {spanName(periodOf('day', made))}. Days are those of {zone}.
      </p>
      {totals.length === 0 && (
        <p className={styles.about}>Nothing with a price was bought or used in this time.</p>
      )}
      {totals.map((total) => (
        <CurrencyTable
          key={total.currency}
          total={total}
          rows={rows.filter(({ currency }) => currency === total.currency)}
        />
      ))}
      {notes.map((note) => (
        <p key={note} className={styles.about}>
          {note}
        </p>
      ))}
    </>
  );
}

function CurrencyTable({
  total,
  rows,
}: {
  total: Statement['totals'][number];
  rows: readonly StatementRow[];
}) {
  const { currency } = total;
  const shown = columns.filter(
    ({ key }) => key !== 'refunded' || [total, ...rows].some((row) => Number(row.refunded) !== 0),
  );
  const cells = (amounts: Statement['totals'][number]) =>
    shown.map(({ key }) => <td key={key}>{formatMoney({ amount: amounts[key], currency })}</td>);
  return (
    <table className={styles.table}>
      <caption>{currency}</caption>
      <thead>
        <tr>
          <th scope="col">Account</th>
          <th scope="col">Used</th>
          {shown.map(({ name, key }) => (
            <th key={key} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={`${at} ${row.account} ${row.what}`}>
            <th scope="row">
              {row.name} <span className={styles.what}>{row.what}</span>
            </th>
            <td>{row.used}</td>
            {cells(row)}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Sum</th>
          <td />
          {cells(total)}
        </tr>
      </tfoot>
    </table>
  );
}
