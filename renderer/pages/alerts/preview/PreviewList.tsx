import { useState } from 'react';
import { alertKinds } from '../../../../shared/alerts/kinds.ts';
import { momentWords } from '../../../../shared/time/index.ts';
import { Severity } from '../../../components/alerts/Severity.tsx';
import { accountName } from '../../../components/alerts/words.ts';
import { Button } from '../../../components/index.ts';
import { useAccounts, useProviders, useWritingContext } from '../../../state/index.ts';
import styles from './PreviewList.module.css';
import type { PreviewedAlert } from './preview-table.ts';

/** How many are listed before "Show all". */
const few = 10;

/** The alerts you would have received, newest first. */
export function PreviewList({ alerts }: { alerts: readonly PreviewedAlert[] }) {
  const accounts = useAccounts();
  const providers = useProviders();
  const context = useWritingContext();
  const [all, setAll] = useState(false);
  const newest = alerts.toReversed();
  const shown = all ? newest : newest.slice(0, few);
  const names = new Map(accounts.map((account) => [account.id, accountName(account, providers)]));
  return (
    <>
      <ul className={styles.list} aria-label="Alerts you would have received, newest first">
        {shown.map((alert) => (
          <li key={`${alert.at} ${alert.account} ${alert.kind} ${alert.text}`} className={styles.item}>
            <time className={styles.time} dateTime={new Date(alert.at).toISOString()}>
              {momentWords(alert.at, context)}
            </time>
            <div className={styles.words}>
              <p className={styles.name}>{names.get(alert.account) ?? 'Removed account'}</p>
              <p>{context.mask ? alert.masked : alert.text}</p>
              <p className={styles.facts}>
                <Severity level={alert.severity} />
                <span>{alertKinds[alert.kind].name}</span>
                {alert.heldUntil !== null && (
                  <span>held back until {momentWords(alert.heldUntil, context)}</span>
                )}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {shown.length < newest.length && (
        <Button className={styles.all} onClick={() => setAll(true)}>
          Show all {newest.length}
        </Button>
      )}
    </>
  );
}
