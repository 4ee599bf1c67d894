import { useState } from 'react';
import { formatDay } from '../../../../shared/format.ts';
import type { RestingAccount } from '../../../../shared/model/index.ts';
import { hourMs } from '../../../../shared/time/index.ts';
import { Button, ConfirmDialog, useToasts } from '../../../components/index.ts';
import { restore, useSaveHistory } from '../../../dialogs/account/removal.ts';
import { api, outcome, useStatePart, useVault, useWritingContext } from '../../../state/index.ts';
import styles from './RemovedAccounts.module.css';

/** The accounts that can be restored, and how to delete them now. */
export function RemovedAccounts() {
  const removed = useStatePart('removed');
  const [leaving, setLeaving] = useState<RestingAccount | null>(null);
  const [busy, setBusy] = useState(false);
  const { push } = useToasts();
  const saveHistory = useSaveHistory();

  const deleteNow = async ({ id, provider, label }: RestingAccount) => {
    setBusy(true);
    const deleted = await outcome(api.removeAccount.mutate({ account: id, forGood: true }));
    setBusy(false);
    setLeaving(null);
    push({ text: deleted.ok ? `${provider}, ${label} is removed for good.` : deleted.error.message });
  };
  return (
    <>
      <p className={styles.text}>
        They are not checked and not shown anywhere else. After a week, Fuelgauge deletes them with their keys
        and their history.
      </p>
      <ul className={styles.list}>
        {removed.map((account) => (
          <Removed
            key={account.id}
            account={account}
            onRestore={() => void restore(account, push)}
            onRemove={() => setLeaving(account)}
          />
        ))}
      </ul>
      {leaving !== null && (
        <ConfirmDialog
          open
          busy={busy}
          onClose={() => setLeaving(null)}
          onConfirm={() => void deleteNow(leaving)}
          title={`Remove ${leaving.provider}, ${leaving.label} for good?`}
          text="This deletes its key, its history and its messages from this computer now. It cannot be undone."
          before={
            <Button variant="quiet" onClick={() => void saveHistory(leaving)}>
              Save the history first
            </Button>
          }
          confirmLabel="Remove for good"
          danger
        />
      )}
    </>
  );
}

/** What it waits for although its week is over. Fuelgauge looks every hour. */
function whyStillThere(locked: boolean, overSince: number): string {
  if (locked) return 'It is deleted once your keys are unlocked.';
  if (overSince < 2 * hourMs) return 'It is being deleted.';
  return 'Fuelgauge did not see the week pass. It is deleted after five days on which Fuelgauge runs.';
}

interface RemovedProps {
  account: RestingAccount;
  onRestore: () => void;
  onRemove: () => void;
}

function Removed({ account, onRestore, onRemove }: RemovedProps) {
  const { provider, label, removedAt, until } = account;
  const { zone, now } = useWritingContext();
  const vault = useVault();
  const day = (at: number) => formatDay(at, zone, now);
  const name = `${provider}, ${label}`;
  return (
    <li className={styles.account}>
      <div className={styles.words}>
        <span className={styles.name}>{name}</span>
        <span className={styles.until}>
          {`Removed on ${day(removedAt)}. `}
          {now < until
            ? `You can restore it until ${day(until)}.`
            : whyStillThere(vault.state === 'locked', now - until)}
        </span>
      </div>
      <div className={styles.actions}>
        <Button aria-label={`Restore ${name}`} onClick={onRestore}>
          Restore
        </Button>
        <Button variant="quiet" aria-label={`Remove ${name} for good now`} onClick={onRemove}>
          Remove for good now
        </Button>
      </div>
    </li>
  );
}
