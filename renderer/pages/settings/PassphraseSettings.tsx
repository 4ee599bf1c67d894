import { useState } from 'react';
import { FormDialog, useOpening } from '../../components/form/FormDialog.tsx';
import { NewPassphraseFields, newPassphraseErrors } from '../../components/form/passphrase.tsx';
import { SecretInput } from '../../components/form/SecretInput.tsx';
import { Stack } from '../../components/form/Stack.tsx';
import { useCommand } from '../../components/form/useCommand.ts';
import { Button, Field, Switch, useToasts } from '../../components/index.ts';
import { api, useAppState } from '../../state/index.ts';
import { Problem } from './Problem.tsx';
import styles from './Settings.module.css';

/** The passphrase that encrypts the keys: changing it, and keeping it in the system's keyring. */
export function PassphraseSettings() {
  const { vault } = useAppState();
  const [open, setOpen] = useState(false);
  const opening = useOpening(open);
  const { error, run } = useCommand();
  const isRandom = vault.keyring?.isRandom === true;
  if (vault.lost) return <p className={styles.text}>{vault.lost}</p>;
  return (
    <>
      <p className={styles.text}>{wordsFor(vault.state, isRandom)}</p>
      {vault.state !== 'unset' && (
        <div>
          <Button onClick={() => setOpen(true)}>
            {isRandom ? 'Choose a passphrase' : 'Change the passphrase'}
          </Button>
          <ChangeDialog key={opening} open={open} onClose={() => setOpen(false)} asksCurrent={!isRandom} />
        </div>
      )}
      {vault.keyring && (
        <div>
          <Switch
            label="Remember it in this system’s keyring"
            hint="Fuelgauge then unlocks by itself when it starts. If the keyring is locked, it asks you."
            checked={vault.keyring.on}
            onChange={(on) => void run(() => api.keepInKeyring.mutate({ on }))}
          />
          <Problem text={error ?? vault.keyring.problem} />
        </div>
      )}
    </>
  );
}

function wordsFor(state: 'unset' | 'locked' | 'open', isRandom: boolean): string {
  if (state === 'unset')
    return 'You choose a passphrase with your first key. Or let the keyring keep one that is made at random.';
  return isRandom
    ? 'The passphrase was made at random. Only this system’s keyring knows it.'
    : 'It encrypts your keys, and cannot be recovered.';
}

interface ChangeDialogProps {
  open: boolean;
  onClose: () => void;
  /** Nobody knows one that was made at random. */
  asksCurrent: boolean;
}

function ChangeDialog({ open, onClose, asksCurrent }: ChangeDialogProps) {
  const [current, setCurrent] = useState('');
  const [draft, setDraft] = useState({ first: '', second: '' });
  const [wrong, setWrong] = useState<string | null>(null);
  const [errors, setErrors] = useState<ReturnType<typeof newPassphraseErrors>>({ first: null, second: null });
  const command = useCommand();
  const { push } = useToasts();
  const submit = async () => {
    const found = newPassphraseErrors(draft);
    const missing = asksCurrent && current === '' ? 'Enter the current passphrase.' : null;
    setErrors(found);
    setWrong(missing);
    if (found.first !== null || found.second !== null || missing !== null) return;
    const changed = await command.run(
      () => api.changePassphrase.mutate({ next: draft.first, ...(asksCurrent && { current }) }),
      ({ kind, message }) => {
        if (kind === 'wrong-passphrase') setWrong(message);
        return kind === 'wrong-passphrase';
      },
    );
    if (changed === null) return;
    push({ text: 'Passphrase changed.' });
    onClose();
  };
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={asksCurrent ? 'Change the passphrase' : 'Choose a passphrase'}
      description="The file with your keys and its backup are encrypted anew. Fuelgauge asks for the new passphrase wherever it runs."
      submitLabel={asksCurrent ? 'Change' : 'Use this passphrase'}
      onSubmit={() => void submit()}
      busy={command.busy}
      error={command.error}
    >
      <Stack>
        {asksCurrent && (
          <Field label="Current passphrase" error={wrong}>
            <SecretInput value={current} onChange={setCurrent} name="current passphrase" />
          </Field>
        )}
        <NewPassphraseFields draft={draft} errors={errors} onChange={setDraft} label="New passphrase" />
      </Stack>
    </FormDialog>
  );
}
