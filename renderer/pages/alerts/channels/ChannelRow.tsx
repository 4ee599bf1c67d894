import { Pencil, Send, Trash2 } from 'lucide-react';
import { useState } from 'react';
import {
  type ChannelState,
  type CommandError,
  type Result,
  severitySchema,
} from '../../../../shared/model/index.ts';
import { useCommand } from '../../../components/form/useCommand.ts';
import { Button, ConfirmDialog, Select, Switch, useToasts } from '../../../components/index.ts';
import { api, outcome, useWritingContext } from '../../../state/index.ts';
import { usePermission } from '../../../state/permission.ts';
import { CardRow } from '../Card.tsx';
import styles from './ChannelRow.module.css';
import { channelNames, channelWords, getsAlerts, minSeverityOptions } from './channel-words.ts';
import { EditChannelDialog } from './EditChannelDialog.tsx';
import { PagePermission } from './PagePermission.tsx';

/** One channel: its switch, status, minimum severity and test button. */
export function ChannelRow({ channel }: { channel: ChannelState }) {
  const { id, kind, label, host, minSeverity, tags, enabled } = channel;
  const context = useWritingContext();
  const permission = usePermission();
  const { push } = useToasts();
  const [dialog, setDialog] = useState<'edit' | 'remove' | null>(null);
  const test = useTest(id);
  const words = channelWords(channel, context);
  const isAdded = kind !== 'desktop' && kind !== 'browser';
  // This page has to show the test itself.
  const canTest = kind !== 'browser' || (enabled && permission === 'granted');
  const attempt = async <Value,>(call: Promise<Result<Value, CommandError>>) => {
    const result = await outcome(call);
    if (!result.ok) push({ text: result.error.message });
  };
  return (
    <CardRow>
      <Switch
        label={label}
        hint={
          <>
            {channelNames[kind]}
            {host !== null && `, ${host}`}
            {tags !== undefined && `, only for ${tags.join(', ')}`}
          </>
        }
        checked={enabled}
        onChange={(next) => void attempt(api.alerts.editChannel.mutate({ id, enabled: next }))}
      />
      {/* A failed test already says the same. */}
      {!(test.failure !== null && test.failure === channel.error) && (
        <p className={[styles.status, styles[words.tone]].join(' ')}>{words.text}</p>
      )}
      {kind === 'browser' && enabled && <PagePermission />}
      <fieldset className={styles.controls} aria-label={label}>
        {getsAlerts(kind) && (
          <div className={styles.minSeverity}>
            <Select
              label="Minimum severity"
              value={minSeverity}
              options={minSeverityOptions}
              onChange={(value) => {
                const next = severitySchema.safeParse(value);
                if (next.success) void attempt(api.alerts.editChannel.mutate({ id, minSeverity: next.data }));
              }}
            />
          </div>
        )}
        {canTest && (
          <Button
            icon={<Send aria-hidden="true" />}
            busy={test.busy}
            aria-label={`Test ${label}`}
            onClick={test.run}
          >
            Test
          </Button>
        )}
        {isAdded && (
          <>
            <Button
              variant="quiet"
              icon={<Pencil aria-hidden="true" />}
              aria-label={`Edit ${label}`}
              onClick={() => setDialog('edit')}
            />
            <Button
              variant="quiet"
              icon={<Trash2 aria-hidden="true" />}
              aria-label={`Remove ${label}`}
              onClick={() => setDialog('remove')}
            />
          </>
        )}
      </fieldset>
      <p
        role="status"
        className={[styles.status, test.failure === null ? styles.ok : styles.critical].join(' ')}
      >
        {test.busy && <span className="visually-hidden">Sending a test notification</span>}
        {test.sent && (getsAlerts(kind) ? 'Test notification sent. Check that it arrived.' : 'Pinged.')}
        {test.failure !== null && `The test failed: ${test.failure}`}
      </p>
      {isAdded && (
        <EditChannelDialog open={dialog === 'edit'} onClose={() => setDialog(null)} channel={channel} />
      )}
      <ConfirmDialog
        open={dialog === 'remove'}
        onClose={() => setDialog(null)}
        onConfirm={() => {
          setDialog(null);
          void attempt(api.alerts.removeChannel.mutate({ id }));
        }}
        title={`Remove ${label}?`}
        text="This deletes its address from this computer. Alerts no longer go there."
        confirmLabel="Remove channel"
        danger
      />
    </CardRow>
  );
}

/** Sends a test notification and keeps its outcome. */
function useTest(id: string) {
  const command = useCommand();
  const [sent, setSent] = useState(false);
  const run = async () => {
    setSent(false);
    setSent((await command.run(() => api.alerts.testChannel.mutate({ id }))) !== null);
  };
  return { busy: command.busy, failure: command.error, sent, run: () => void run() };
}
