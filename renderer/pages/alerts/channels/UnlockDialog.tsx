import { FormDialog, useOpening } from '../../../components/form/FormDialog.tsx';
import { PassphraseFields, usePassphrase } from '../../../components/form/passphrase.tsx';
import { useCommand } from '../../../components/form/useCommand.ts';
import { useToasts } from '../../../components/index.ts';

interface UnlockDialogProps {
  open: boolean;
  onClose: () => void;
}

/** Unlocks the vault. */
export function UnlockDialog(props: UnlockDialogProps) {
  return <UnlockForm key={useOpening(props.open)} {...props} />;
}

function UnlockForm({ open, onClose }: UnlockDialogProps) {
  const passphrase = usePassphrase();
  const command = useCommand();
  const { push } = useToasts();
  const submit = async () => {
    if (!passphrase.check() || !(await passphrase.open(command))) return;
    push({ text: 'Unlocked. Waiting notifications are being sent.' });
    onClose();
  };
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="Unlock your keys"
      submitLabel="Unlock"
      onSubmit={() => void submit()}
      busy={command.busy}
      error={command.error}
    >
      <PassphraseFields passphrase={passphrase} />
    </FormDialog>
  );
}
