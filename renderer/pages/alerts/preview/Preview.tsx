import { History } from 'lucide-react';
import { useState } from 'react';
import { alertKinds } from '../../../../shared/alerts/kinds.ts';
import type { AlertRules, QuietHours } from '../../../../shared/model/index.ts';
import { alertText } from '../../../../shared/remarks.ts';
import { Severity } from '../../../components/alerts/Severity.tsx';
import { accountName } from '../../../components/alerts/words.ts';
import { useCommand } from '../../../components/form/useCommand.ts';
import { Button, Notice } from '../../../components/index.ts';
import type { ReadRules } from '../../../dialogs/rules/rule-form.ts';
import { api, useAccounts, usePlace, useProviders } from '../../../state/index.ts';
import { momentWords } from '../../account/words.ts';
import type { QuietHoursEdits } from '../rules/useQuietHours.ts';
import { Section } from '../Section.tsx';
import styles from './Preview.module.css';
import { type PreviewedAlert, previewDays, previewTable } from './preview-table.ts';

interface Asked {
  rules: AlertRules;
  quietHours: QuietHours;
}
interface Answer {
  /** The settings it is about, to tell when they have changed since. */
  settings: string;
  at: number;
  alerts: PreviewedAlert[];
}

/** What the rules and quiet hours, as they stand in the form, would have told in the last days. */
export function Preview({ rules, quietHours }: { rules: ReadRules; quietHours: QuietHoursEdits }) {
  const command = useCommand();
  const place = usePlace();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const asked: Asked = { rules: rules.rules, quietHours: quietHours.read };
  const settings = JSON.stringify(asked);
  const isUnread =
    Object.keys(rules.errors).length > 0 || quietHours.errors.from !== null || quietHours.errors.to !== null;
  const run = async () => {
    const at = place.now;
    const alerts = await command.run(() => api.alerts.preview.query({ ...asked, days: previewDays }));
    if (alerts !== null) setAnswer({ settings, at, alerts });
  };
  return (
    <Section
      title="Preview"
      detail={`What these settings would have told you in the last ${previewDays} days, from the stored history.`}
      action={
        <Button icon={<History aria-hidden="true" />} busy={command.busy} onClick={() => void run()}>
          {answer === null ? 'Replay the history' : 'Replay again'}
        </Button>
      }
    >
      {isUnread && (
        <p className={styles.note}>
          A value above cannot be read yet; the replay goes on with the last good one.
        </p>
      )}
      {command.error !== null && (
        <Notice tone="critical" title="The history could not be replayed">
          {command.error}
        </Notice>
      )}
      <p role="status" className={styles.sum}>
        {command.busy && <span className="visually-hidden">Replaying the history</span>}
        {!command.busy && answer !== null && sumWords(answer.alerts)}
      </p>
      {answer !== null && (
        <>
          {answer.settings !== settings && (
            <p className={styles.note}>The settings have changed since. Replay again to see what they do.</p>
          )}
          {answer.alerts.length > 0 && <Counts answer={answer} />}
          {answer.alerts.length > 0 && <List alerts={answer.alerts} />}
        </>
      )}
      <p className={styles.note}>
        Replayed from the stored balances, with the plans and grants of today. What is not stored is missing:
        rejected credentials, providers that did not answer, and caps, except a daily one that is the balance
        itself. Snoozed and muted alerts are counted.
      </p>
    </Section>
  );
}

function sumWords(alerts: readonly PreviewedAlert[]): string {
  if (alerts.length === 0) return `Nothing would have been told in the last ${previewDays} days.`;
  const held = alerts.filter(({ heldUntil }) => heldUntil !== null).length;
  const sum = `${alerts.length === 1 ? '1 alert' : `${alerts.length} alerts`} in ${previewDays} days`;
  if (held === 0) return `${sum}.`;
  return held === alerts.length
    ? `${sum}, held by quiet hours.`
    : `${sum}, ${held} of them held by quiet hours.`;
}

function Counts({ answer }: { answer: Answer }) {
  const place = usePlace();
  const { weeks, rows } = previewTable(answer.alerts, answer.at, place);
  return (
    // Wide tables are scrolled; the keyboard has to reach them for that.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region takes the focus
    <section className={styles.frame} aria-label="Alerts by kind and week" tabIndex={0}>
      <table className={styles.counts}>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            {weeks.map((week) => (
              <th key={week} scope="col" className={styles.number}>
                {week}
              </th>
            ))}
            <th scope="col" className={styles.number}>
              All
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ kind, counts, total }) => (
            <tr key={kind}>
              <th scope="row">{alertKinds[kind].name}</th>
              {counts.map((count, index) => (
                <td
                  key={weeks[index]}
                  className={[styles.number, count === 0 && styles.none].filter(Boolean).join(' ')}
                >
                  {count}
                </td>
              ))}
              <td className={[styles.number, styles.total].join(' ')}>{total}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** How many are listed before one asks for all. */
const few = 10;

function List({ alerts }: { alerts: readonly PreviewedAlert[] }) {
  const accounts = useAccounts();
  const providers = useProviders();
  const place = usePlace();
  const [all, setAll] = useState(false);
  const newest = alerts.toReversed();
  const shown = all ? newest : newest.slice(0, few);
  const names = new Map(accounts.map((account) => [account.id, accountName(account, providers)]));
  return (
    <>
      <ul className={styles.list} aria-label="What would have been told, newest first">
        {shown.map((alert) => (
          <li key={`${alert.at} ${alert.account} ${alert.kind} ${alert.text}`} className={styles.item}>
            <time className={styles.time} dateTime={new Date(alert.at).toISOString()}>
              {momentWords(alert.at, place)}
            </time>
            <div className={styles.words}>
              <p className={styles.name}>{names.get(alert.account) ?? 'a removed account'}</p>
              <p>{alertText(alert, place)}</p>
              <p className={styles.facts}>
                <Severity level={alert.severity} />
                <span>{alertKinds[alert.kind].name}</span>
                {alert.heldUntil !== null && <span>held until {momentWords(alert.heldUntil, place)}</span>}
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
