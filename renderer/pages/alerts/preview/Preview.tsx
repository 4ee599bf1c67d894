import { History } from 'lucide-react';
import { useState } from 'react';
import type { AlertRules, QuietHours } from '../../../../shared/model/index.ts';
import { useCommand } from '../../../components/form/useCommand.ts';
import { Button, Notice } from '../../../components/index.ts';
import type { ReadRules } from '../../../dialogs/rules/rule-form.ts';
import { api, useWritingContext } from '../../../state/index.ts';
import type { QuietHoursEdits } from '../rules/useQuietHours.ts';
import { Section } from '../Section.tsx';
import { Counts } from './Counts.tsx';
import styles from './Preview.module.css';
import { PreviewList } from './PreviewList.tsx';
import { type PreviewedAlert, previewDays } from './preview-table.ts';

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
  const context = useWritingContext();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const asked: Asked = { rules: rules.rules, quietHours: quietHours.read };
  const settings = JSON.stringify(asked);
  const isUnread =
    Object.keys(rules.errors).length > 0 || quietHours.errors.from !== null || quietHours.errors.to !== null;
  const run = async () => {
    const at = context.now;
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
          {answer.alerts.length > 0 && <Counts alerts={answer.alerts} at={answer.at} />}
          {answer.alerts.length > 0 && <PreviewList alerts={answer.alerts} />}
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
