import { FormDialog, useOpening } from '../../components/form/FormDialog.tsx';
import { PassphraseFields, usePassphrase } from '../../components/form/passphrase.tsx';
import { useCommand } from '../../components/form/useCommand.ts';
import { useToasts } from '../../components/index.ts';
import { api } from '../../state/index.ts';

interface StartOverProps {
  open: boolean;
  onClose: () => void;
}

/** Begins an empty vault in place of one whose file is gone. */
export function StartOver(props: StartOverProps) {
  return <StartOverForm key={useOpening(props.open)} {...props} />;
}

function StartOverForm({ open, onClose }: StartOverProps) {
  const passphrase = usePassphrase();
  const command = useCommand();
  const { push } = useToasts();
  const submit = async () => {
    if (!passphrase.check()) return;
    const { first } = passphrase.draft;
    if ((await command.run(() => api.unlock.mutate({ passphrase: first, startOver: true }))) === null) return;
    push({ text: 'A new vault was started. Enter the keys of your accounts again.' });
    onClose();
  };
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="Start a new vault"
      description="Your accounts and their history stay, but you enter their keys again. A backup of the old vault is kept beside the new one."
      submitLabel="Start a new vault"
      onSubmit={() => void submit()}
      busy={command.busy}
      error={command.error}
    >
      <PassphraseFields passphrase={passphrase} />
    </FormDialog>
  );
}
