import { Plus } from 'lucide-react';
import { useState } from 'react';
import { channelFields } from '../../../../shared/alerts/channel-fields.ts';
import type { ChannelState } from '../../../../shared/model/index.ts';
import { Button, Notice } from '../../../components/index.ts';
import { isLocked, useStatePart, useVault } from '../../../state/index.ts';
import { Card } from '../Card.tsx';
import { Section } from '../Section.tsx';
import { AddChannelDialog } from './AddChannelDialog.tsx';
import { ChannelRow } from './ChannelRow.tsx';
import styles from './Channels.module.css';
import { UnlockDialog } from './UnlockDialog.tsx';

/** All channels, with the status of each. */
export function Channels() {
  const { channels } = useStatePart('alerting');
  const shell = useStatePart('shell');
  const [adding, setAdding] = useState(false);
  // The desktop app has no browser tabs.
  const shown = channels.filter(({ kind }) => kind !== 'browser' || shell !== 'desktop');
  return (
    <Section
      title="Channels"
      detail="Where your alerts go. A channel that fails does not hold up the others."
      action={
        <Button icon={<Plus aria-hidden="true" />} onClick={() => setAdding(true)}>
          Add channel
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

/** Says that the channels' addresses are locked, because they are in the vault. The keychain has its own notice on every page. */
function Locked({ channels }: { channels: readonly ChannelState[] }) {
  const vault = useVault();
  const [unlocking, setUnlocking] = useState(false);
  const needs = channels.some(({ kind }) => channelFields[kind].length > 0);
  return (
    <>
      {isLocked(vault) && needs && vault.kind === 'system' && (
        <div className={styles.notice}>
          <Notice tone="watch" title="Channels wait for the system’s keychain.">
            Their addresses are encrypted with it. Their alerts wait until you unlock it.
          </Notice>
        </div>
      )}
      {isLocked(vault) && needs && vault.kind === 'passphrase' && (
        <div className={styles.notice}>
          <Notice
            tone="watch"
            title="Channels are locked together with your keys."
            action={<Button onClick={() => setUnlocking(true)}>Unlock</Button>}
          >
            Their alerts wait until you unlock them.
          </Notice>
        </div>
      )}
      <UnlockDialog open={unlocking} onClose={() => setUnlocking(false)} />
    </>
  );
}
