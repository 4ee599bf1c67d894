import { Pencil, Plus, Send, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { channelFields } from '../../../../shared/alerts/channel-fields.ts';
import {
  type ChannelState,
  type CommandError,
  type Result,
  severitySchema,
} from '../../../../shared/model/index.ts';
import { useCommand } from '../../../components/form/useCommand.ts';
import { Button, ConfirmDialog, Notice, Select, Switch, useToasts } from '../../../components/index.ts';
import { api, outcome, usePlace, useStatePart, useVault } from '../../../state/index.ts';
import { usePermission } from '../../../state/permission.ts';
import { Card, CardRow } from '../Card.tsx';
import { Section } from '../Section.tsx';
import { AddChannelDialog } from './AddChannelDialog.tsx';
import styles from './Channels.module.css';
import { channelNames, channelWords, minSeverityOptions } from './channel-words.ts';
import { EditChannelDialog } from './EditChannelDialog.tsx';
import { PagePermission } from './PagePermission.tsx';
import { UnlockDialog } from './UnlockDialog.tsx';

/** Everyone who carries notifications to the person, with how each fares. */
export function Channels() {
  const { channels } = useStatePart('alerting');
  const shell = useStatePart('shell');
  const [adding, setAdding] = useState(false);
  // The desktop app has no open pages but its own windows.
  const shown = channels.filter(({ kind }) => kind !== 'browser' || shell !== 'desktop');
  return (
    <Section
      title="Where alerts go"
      detail="Several may carry the same alert; one that fails does not hold up the others."
      action={
        <Button icon={<Plus aria-hidden="true" />} onClick={() => setAdding(true)}>
          Add a place
        </Button>
      }
    >
      <Locked channels={shown} />
      <Card>
        <ul>
          {shown.map((channel) => (
            <li key={channel.id} className={styles.channel}>
              <ChannelRow channel={channel} />
            </li>
          ))}
        </ul>
      </Card>
      <AddChannelDialog open={adding} onClose={() => setAdding(false)} />
    </Section>
  );
}

/** While the vault is locked, so are the addresses. */
function Locked({ channels }: { channels: readonly ChannelState[] }) {
  const vault = useVault();
  const [unlocking, setUnlocking] = useState(false);
  const needs = channels.some(({ kind }) => channelFields[kind].length > 0);
  return (
    <>
      {vault.state === 'locked' && needs && (
        <div className={styles.notice}>
          <Notice
            tone="watch"
            title="Channels are locked with your credentials."
            action={<Button onClick={() => setUnlocking(true)}>Unlock</Button>}
          >
            What is to be told there waits until you unlock them.
          </Notice>
        </div>
      )}
      <UnlockDialog open={unlocking} onClose={() => setUnlocking(false)} />
    </>
  );
}

function ChannelRow({ channel }: { channel: ChannelState }) {
  const { id, kind, label, host, minSeverity, enabled } = channel;
  const place = usePlace();
  const permission = usePermission();
  const { push } = useToasts();
  const [dialog, setDialog] = useState<'edit' | 'remove' | null>(null);
  const test = useTest(id);
  const words = channelWords(channel, place);
  const isAdded = kind !== 'desktop' && kind !== 'browser';
  // This page itself has to show the test.
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
          </>
        }
        checked={enabled}
        onChange={(next) => void attempt(api.alerts.editChannel.mutate({ id, enabled: next }))}
      />
      {/* A test that failed says the same. */}
      {!(test.failure !== null && test.failure === channel.error) && (
        <p className={[styles.fares, styles[words.tone]].join(' ')}>{words.text}</p>
      )}
      {kind === 'browser' && enabled && <PagePermission />}
      <fieldset className={styles.controls} aria-label={label}>
        <div className={styles.minSeverity}>
          <Select
            label="Tells of"
            value={minSeverity}
            options={minSeverityOptions}
            onChange={(value) => {
              const next = severitySchema.safeParse(value);
              if (next.success) void attempt(api.alerts.editChannel.mutate({ id, minSeverity: next.data }));
            }}
          />
        </div>
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
        className={[styles.fares, test.failure === null ? styles.ok : styles.critical].join(' ')}
      >
        {test.busy && <span className="visually-hidden">Sending a test notification</span>}
        {test.sent && 'The test notification was sent. Look for it.'}
        {test.failure !== null && `The test did not arrive: ${test.failure}`}
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
        text="Its address is deleted from this computer, and nothing more is told there."
        confirmLabel="Remove the channel"
        danger
      />
    </CardRow>
  );
}

/** A test notification and what became of it. */
function useTest(id: string) {
  const command = useCommand();
  const [sent, setSent] = useState(false);
  const run = async () => {
    setSent(false);
    setSent((await command.run(() => api.alerts.testChannel.mutate({ id }))) !== null);
  };
  return { busy: command.busy, failure: command.error, sent, run: () => void run() };
}
