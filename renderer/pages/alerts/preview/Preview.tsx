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
  /** The settings it was made with, to notice when they change. */
  settings: string;
  at: number;
  alerts: PreviewedAlert[];
}

/** What the rules and quiet hours in the form would have sent in the last days. */
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
      detail={`What these settings would have sent you in the last ${previewDays} days, replayed from your history.`}
      action={
        <Button icon={<History aria-hidden="true" />} busy={command.busy} onClick={() => void run()}>
          {answer === null ? 'Run preview' : 'Run again'}
        </Button>
      }
    >
      {isUnread && (
        <p className={styles.note}>A value above is not valid yet. The preview uses the last valid one.</p>
      )}
      {command.error !== null && (
        <Notice tone="critical" title="The preview failed">
          {command.error}
        </Notice>
      )}
      <p role="status" className={styles.sum}>
        {command.busy && <span className="visually-hidden">Running the preview</span>}
        {!command.busy && answer !== null && sumWords(answer.alerts)}
      </p>
      {answer !== null && (
        <>
          {answer.settings !== settings && (
            <p className={styles.note}>You have changed the settings since. Run the preview again.</p>
          )}
          {answer.alerts.length > 0 && <Counts alerts={answer.alerts} at={answer.at} />}
          {answer.alerts.length > 0 && <PreviewList alerts={answer.alerts} />}
        </>
      )}
      <p className={styles.note}>
        The preview uses your stored balances and today’s plans, grants and keys. It leaves out what is not
        stored: rejected keys, providers that did not answer, and caps, unless a daily cap is the balance
        itself. It counts snoozed and muted alerts.
      </p>
    </Section>
  );
}

function sumWords(alerts: readonly PreviewedAlert[]): string {
  if (alerts.length === 0) return `You would have received no alerts in the last ${previewDays} days.`;
  const held = alerts.filter(({ heldUntil }) => heldUntil !== null).length;
  const sum = `${alerts.length === 1 ? '1 alert' : `${alerts.length} alerts`} in ${previewDays} days`;
  if (held === 0) return `${sum}.`;
  return held === alerts.length
    ? `${sum}, held back by quiet hours.`
    : `${sum}, ${held} of them held back by quiet hours.`;
}
