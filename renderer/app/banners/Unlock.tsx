import { LockKeyhole } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useWrongField } from '../../components/form/FormDialog.tsx';
import { Button, Field, TextInput, useToasts } from '../../components/index.ts';
import { focusHeading } from '../../components/page/focus.ts';
import { api, outcome } from '../../state/index.ts';
import styles from './Unlock.module.css';

/** Asks for the passphrase. The last readings stay visible below. */
export function Unlock() {
  const [passphrase, setPassphrase] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
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
        <p className={styles.text}>You see the last readings. Polling resumes when you unlock them.</p>
        <div className={styles.row}>
          <Field label="Passphrase" error={error}>
            <TextInput
              ref={field}
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
      </div>
    </form>
  );
}
