import { LockKeyhole } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useOpening, useWrongField } from '../../components/form/FormDialog.tsx';
import { useCommand } from '../../components/form/useCommand.ts';
import { Button, Field, Notice, TextInput, useToasts } from '../../components/index.ts';
import { focusHeading, unlockFieldId } from '../../components/page/focus.ts';
import { api, outcome, useAppState } from '../../state/index.ts';
import { Forgotten } from './Forgotten.tsx';
import styles from './Unlock.module.css';

/** Asks for the passphrase. The last readings stay visible below. */
export function Unlock() {
  const [passphrase, setPassphrase] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [forgotten, setForgotten] = useState(false);
  const problem = useAppState().vault.keyring?.problem ?? null;
  const toasts = useToasts();
  const field = useRef<HTMLInputElement>(null);
  const { form, onAttempt } = useWrongField(busy);
  // It is what the page waits for; but never take the focus from where you already are.
  useEffect(() => {
    if (document.activeElement === document.body) field.current?.focus();
  }, []);

  const unlock = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    onAttempt();
    if (passphrase === '') return setError('Enter the passphrase.');
    setBusy(true);
    const result = await outcome(api.unlock.mutate({ passphrase }));
    setBusy(false);
    if (!result.ok) return setError(result.error.message);
    setPassphrase('');
    focusHeading();
    toasts.push({ text: 'Unlocked. Polling resumed.' });
  };

  return (
    <form
      ref={form}
      className={styles.unlock}
      onSubmit={(event) => void unlock(event)}
      aria-label="Unlock your keys"
    >
      <LockKeyhole className={styles.icon} aria-hidden="true" />
      <div className={styles.words}>
        <p className={styles.title}>Your keys are locked.</p>
        <p className={styles.text}>
          {problem !== null && <>{problem} </>}You see the last readings. Polling resumes when you unlock
          them.
        </p>
        <div className={styles.row}>
          <Field label="Passphrase" error={error}>
            <TextInput
              ref={field}
              id={unlockFieldId}
              type="password"
              autoComplete="current-password"
              value={passphrase}
              onChange={(event) => {
                setPassphrase(event.currentTarget.value);
                setError(null);
              }}
            />
          </Field>
          <Button variant="primary" type="submit" busy={busy}>
            Unlock
          </Button>
        </div>
        <Button variant="quiet" className={styles.forgotten} onClick={() => setForgotten(true)}>
          Forgotten? Start again with empty credentials
        </Button>
        <Forgotten key={useOpening(forgotten)} open={forgotten} onClose={() => setForgotten(false)} />
      </div>
    </form>
  );
}

/** The system's keychain cannot be used now; no passphrase opens it here. */
export function KeychainLocked() {
  const { problem } = useAppState().vault;
  const { busy, run } = useCommand();
  return (
    <Notice
      tone="watch"
      title="Your keys cannot be read now."
      action={
        <Button busy={busy} onClick={() => void run(() => api.unlock.mutate({ passphrase: '' }))}>
          Try again
        </Button>
      }
    >
      {problem} You see the last readings until then.
    </Notice>
  );
}
