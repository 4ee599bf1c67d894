import { useId, useState } from 'react';
import { Link } from 'wouter';
import { isOfBudget } from '../../../../shared/alerts/index.ts';
import { alertKinds } from '../../../../shared/alerts/kinds.ts';
import type { WritingContext } from '../../../../shared/format.ts';
import { formatTime } from '../../../../shared/format.ts';
import { type AlertKind, alertKindSchema, type Episode } from '../../../../shared/model/index.ts';
import { budgetName } from '../../../../shared/money/budget-name.ts';
import { alertText } from '../../../../shared/remarks.ts';
import { Severity } from '../../../components/alerts/Severity.tsx';
import { accountName, byDay, endedWords } from '../../../components/alerts/words.ts';
import { Button, EmptyState, Notice, Select } from '../../../components/index.ts';
import { useAccounts, useProviders, useStatePart, useWritingContext } from '../../../state/index.ts';
import styles from './History.module.css';
import { useHistory } from './useHistory.ts';

const kinds = alertKindSchema.options.map((value) => ({ value, label: alertKinds[value].name }));

/** All alerts by day, newest first. */
export function History() {
  const accounts = useAccounts();
  const providers = useProviders();
  const [account, setAccount] = useState('');
  const [kind, setKind] = useState<AlertKind | null>(null);
  const { loaded, busy, error, showEarlier } = useHistory(account === '' ? null : account, kind);
  const heading = useId();
  const shown = loaded?.episodes.filter((episode) => kind === null || episode.kind === kind) ?? [];
  const isFiltered = account !== '' || kind !== null;
  const hasAny = isFiltered || loaded === null || loaded.episodes.length > 0;
  if (accounts.length === 0 && shown.length === 0 && !isFiltered) return null;
  const choose = (value: string) => setKind(alertKindSchema.safeParse(value).data ?? null);
  return (
    <section aria-labelledby={heading} className={styles.section}>
      <div className={styles.head}>
        <h2 id={heading} className={styles.title}>
          History
        </h2>
        {hasAny && (
          <div className={styles.filters}>
            <Select
              label="Account"
              value={account}
              onChange={setAccount}
              options={[
                { value: '', label: 'All accounts' },
                ...accounts.map((one) => ({ value: one.id, label: accountName(one, providers) })),
              ]}
            />
            <Select
              label="Kind"
              value={kind ?? ''}
              onChange={choose}
              options={[{ value: '', label: 'All kinds' }, ...kinds]}
            />
          </div>
        )}
      </div>
      {error !== null && (
        <Notice
          tone="watch"
          title="The history could not be read"
          action={<Button onClick={showEarlier}>Try again</Button>}
        >
          {error}
        </Notice>
      )}
      {loaded !== null && shown.length === 0 && (
        <EmptyState
          title={isFiltered ? 'No matching alerts.' : 'No alerts yet.'}
          action={
            isFiltered && (
              <Button
                onClick={() => {
                  setAccount('');
                  setKind(null);
                }}
              >
                Show all
              </Button>
            )
          }
        >
          {!isFiltered && 'Alerts stay here after they end.'}
        </EmptyState>
      )}
      {shown.length > 0 && <Table episodes={shown} />}
      <p role="status" className={styles.loading}>
        {loaded === null && busy && 'Loading the history…'}
      </p>
      {loaded?.more && error === null && (
        <div className={styles.more}>
          <Button busy={busy} onClick={showEarlier}>
            Show earlier
          </Button>
        </div>
      )}
    </section>
  );
}

function Table({ episodes }: { episodes: readonly Episode[] }) {
  const accounts = useAccounts();
  const providers = useProviders();
  const budgets = useStatePart('budgets');
  const context = useWritingContext();
  const names = new Map(accounts.map((account) => [account.id, accountName(account, providers)]));
  for (const { id, scope } of budgets)
    names.set(id, budgetName(scope, scope.kind === 'account' ? names.get(scope.account) : undefined));
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Alert</th>
            <th scope="col">Account</th>
            <th scope="col">Message</th>
          </tr>
        </thead>
        {byDay(episodes, context).map(({ day, episodes: listed }) => (
          <tbody key={day}>
            <tr className={styles.day}>
              <th scope="rowgroup" colSpan={4}>
                {day}
              </th>
            </tr>
            {listed.map((episode) => (
              <Row key={episode.id} episode={episode} name={names.get(episode.account)} context={context} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function Row({
  episode,
  name,
  context,
}: {
  episode: Episode;
  name: string | undefined;
  context: WritingContext;
}) {
  const ended = endedWords(episode, context);
  return (
    <tr>
      <td className={styles.time}>
        {formatTime(episode.raisedAt, context.zone)}
        <span className={styles.ended}>{ended}</span>
      </td>
      <td className={styles.alert}>
        <Severity level={episode.severity} quiet={episode.clearedAt !== null} />
        <span className={styles.kind}>{alertKinds[episode.kind].name}</span>
      </td>
      <td className={styles.account}>
        {name === undefined ? (
          isOfBudget(episode) ? (
            'Removed budget'
          ) : (
            'Removed account'
          )
        ) : (
          <Link href={isOfBudget(episode) ? '/spend' : `/account/${encodeURIComponent(episode.account)}`}>
            {name}
          </Link>
        )}
      </td>
      <td className={styles.text}>{alertText(episode, context)}</td>
    </tr>
  );
}
