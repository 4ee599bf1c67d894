import { Pencil, Trash2 } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { UseList, UseListEntry } from '../../../../shared/api/uses.ts';
import { formatAmount, formatInstant, type WritingContext } from '../../../../shared/format.ts';
import type { AccountState, ProviderInfo } from '../../../../shared/model/index.ts';
import { Button } from '../../../components/controls/Button.tsx';
import { useToasts } from '../../../components/feedback/Toasts.tsx';
import { api, outcome } from '../../../state/index.ts';
import { Quiet } from '../Quiet.tsx';
import { Section } from '../Section.tsx';
import { CorrectDayDialog } from './CorrectDayDialog.tsx';
import { dayWords } from './day-words.ts';
import styles from './LoggedUse.module.css';

const first = 8;

export interface LoggedUseProps {
  account: AccountState;
  provider: ProviderInfo;
  context: WritingContext;
}

/** What is logged: the last 48 hours singly, to take back; before that by day, to correct. */
export function LoggedUse({ account, provider, context }: LoggedUseProps) {
  const { list, load } = useUses(account);
  const [all, setAll] = useState(false);
  const [correcting, setCorrecting] = useState<UseList['days'][number] | null>(null);
  const { push } = useToasts();
  const { unit } = provider;
  if (list === null || (list.entries.length === 0 && list.days.length === 0 && !list.earlier)) return null;

  const attempt = async (call: Parameters<typeof outcome>[0]): Promise<boolean> => {
    const result = await outcome(call);
    if (!result.ok) push({ text: result.error.message });
    load();
    return result.ok;
  };
  const takeBack = async ({ id, at, amount, error }: UseListEntry) => {
    if (!(await attempt(api.removeUse.mutate({ account: account.id, id })))) return;
    const again = { account: account.id, amount, at, id, ...(error !== null && { error }) };
    push({
      text: `${formatAmount(amount, unit, context)} taken back.`,
      // A correction that is taken back is made again on its day.
      ...(amount >= 0 && { undo: () => attempt(api.logUsage.mutate(again)) }),
    });
  };
  const entries = all ? list.entries : list.entries.slice(0, first);
  const days = all ? list.days : list.days.slice(0, first);
  return (
    <Section title="Logged use">
      {entries.length > 0 && (
        <table className={styles.table}>
          <caption className="visually-hidden">The last 48 hours</caption>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Used</th>
              <th scope="col">Error</th>
              <th scope="col">
                <span className="visually-hidden">Take back</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.id}>
                <td>{formatInstant(entry.at, context.zone)}</td>
                <td className={styles.amount}>{formatAmount(entry.amount, unit, context)}</td>
                <td className={styles.error}>{entry.error ?? ''}</td>
                <td className={styles.action}>
                  <Button
                    variant="quiet"
                    aria-label={`Take back ${formatAmount(entry.amount, unit, context)} of ${formatInstant(entry.at, context.zone)}`}
                    icon={<Trash2 aria-hidden="true" />}
                    onClick={() => takeBack(entry)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <table className={styles.table}>
        <caption className="visually-hidden">By day</caption>
        <thead>
          <tr>
            <th scope="col">Day (UTC)</th>
            <th scope="col">Used</th>
            <th scope="col">Entries</th>
            <th scope="col">
              <span className="visually-hidden">Correct</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.day}>
              <td>{dayWords(day.day, context.now)}</td>
              <td className={styles.amount}>{formatAmount(day.amount, unit, context)}</td>
              <td className={styles.amount}>{day.entries}</td>
              <td className={styles.action}>
                <Button
                  variant="quiet"
                  aria-label={`Correct ${dayWords(day.day, context.now)}`}
                  icon={<Pencil aria-hidden="true" />}
                  onClick={() => setCorrecting(day)}
                />
              </td>
            </tr>
          ))}
          {list.earlier && (all || list.days.length <= first) && (
            <tr>
              <td>Up to {dayWords(list.earlier.until, context.now)}</td>
              <td className={styles.amount}>{formatAmount(list.earlier.amount, unit, context)}</td>
              <td className={styles.amount}>{list.earlier.entries}</td>
              <td />
            </tr>
          )}
        </tbody>
      </table>
      {!all && (list.entries.length > first || list.days.length > first) && (
        <Button className={styles.more} onClick={() => setAll(true)}>
          Show all
        </Button>
      )}
      {all && list.more && <Quiet>Only the newest {list.entries.length} entries are listed.</Quiet>}
      <CorrectDayDialog
        open={correcting !== null}
        onClose={() => setCorrecting(null)}
        onDone={load}
        account={account}
        provider={provider}
        day={correcting}
        context={context}
      />
    </Section>
  );
}

/** Loaded again whenever the use of the account changes. */
function useUses(account: AccountState) {
  const [loaded, setLoaded] = useState<{ list: UseList; of: string } | null>(null);
  const [pool] = account.pools;
  const of = JSON.stringify([account.id, pool?.used, pool?.remaining, account.health.error?.message]);
  const load = useCallback(() => {
    outcome(api.listUses.query({ account: account.id })).then((result) => {
      if (result.ok) setLoaded({ list: result.value, of });
    });
  }, [account.id, of]);
  useEffect(load, [load]);
  return { list: loaded?.list ?? null, load };
}
