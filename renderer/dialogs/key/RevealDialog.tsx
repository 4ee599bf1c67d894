import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { AccountState, ProviderInfo } from '../../../shared/model/index.ts';
import { Button } from '../../components/controls/Button.tsx';
import { Dialog } from '../../components/feedback/Dialog.tsx';
import { Field } from '../../components/form/Field.tsx';
import { FormDialog, useOpening } from '../../components/form/FormDialog.tsx';
import { SecretInput } from '../../components/form/SecretInput.tsx';
import { useCommand } from '../../components/form/useCommand.ts';
import { api } from '../../state/index.ts';
import { copyForAWhile } from './copy-for-a-while.ts';
import styles from './RevealDialog.module.css';

export interface RevealDialogProps {
  open: boolean;
  onClose: () => void;
  account: AccountState;
  provider: ProviderInfo;
}

/** Asks for the passphrase again, then shows the key until it is closed. Nothing else on the page ever has it. */
export function RevealDialog(props: RevealDialogProps) {
  // A new one each time, so that what the last one showed is gone.
  return <Reveal key={useOpening(props.open)} {...props} />;
}

function Reveal({ open, onClose, account, provider }: RevealDialogProps) {
  const [values, setValues] = useState<Readonly<Record<string, string>> | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const command = useCommand();
  const close = () => {
    setValues(null);
    setPassphrase('');
    onClose();
  };
  const submit = async () => {
    setWrong(passphrase === '' ? 'Enter the passphrase.' : null);
    if (passphrase === '') return;
    const shown = await command.run(
      () => api.revealCredential.mutate({ account: account.id, passphrase }),
      ({ kind, message }) => {
        if (kind === 'wrong-passphrase') setWrong(message);
        return kind === 'wrong-passphrase';
      },
    );
    setPassphrase('');
    if (shown !== null) setValues(shown.values);
  };
  const title = `Key of ${provider.name}, ${account.label}`;
  if (values !== null)
    return (
      <Dialog
        open={open}
        onClose={close}
        title={title}
        description="It is gone from this page when you close this. A copy leaves the clipboard after 30 seconds."
        footer={
          <Button variant="primary" onClick={close}>
            Close
          </Button>
        }
      >
        {provider.credentialFields.map(
          ({ id, label }) => values[id] !== undefined && <Shown key={id} label={label} value={values[id]} />,
        )}
      </Dialog>
    );
  return (
    <FormDialog
      open={open}
      onClose={close}
      title={title}
      description="The key is shown in this window, to anyone who can see your screen."
      submitLabel="Show key"
      onSubmit={submit}
      busy={command.busy}
      error={command.error}
    >
      <Field label="Passphrase" hint="The one that encrypts your keys." error={wrong}>
        <SecretInput value={passphrase} onChange={setPassphrase} name="passphrase" />
      </Field>
    </FormDialog>
  );
}

function Shown({ label, value }: { label: string; value: string }) {
  const [said, setSaid] = useState('');
  const copy = async () =>
    setSaid(
      (await copyForAWhile(value))
        ? 'Copied. It leaves the clipboard in 30 seconds.'
        : 'The clipboard cannot be used here. Select the key instead.',
    );
  return (
    <div className={styles.field}>
      <p className={styles.label}>{label}</p>
      <div className={styles.row}>
        <code className={styles.value}>{value}</code>
        <Button
          icon={<Copy aria-hidden="true" />}
          onClick={() => void copy()}
          aria-label={`Copy the ${label}`}
        >
          Copy
        </Button>
      </div>
      <p className={styles.said} role="status">
        {said}
      </p>
    </div>
  );
}
