import { useState } from 'react';
import { FormDialog, useOpening } from '../../components/form/FormDialog.tsx';
import { PassphraseFields, usePassphrase } from '../../components/form/passphrase.tsx';
import { useCommand } from '../../components/form/useCommand.ts';
import { Button, Notice, useToasts } from '../../components/index.ts';
import { api } from '../../state/index.ts';

/** The file with the keys is gone. You can bring it back, or begin with an empty one. */
export function LostVault({ why }: { why: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Notice
      tone="critical"
      title="Your keys are missing."
      action={<Button onClick={() => setOpen(true)}>Start a new vault</Button>}
    >
      {why} Until then nothing is polled; you see the last readings.
      <StartOver key={useOpening(open)} open={open} onClose={() => setOpen(false)} />
    </Notice>
  );
}

function StartOver({ open, onClose }: { open: boolean; onClose: () => void }) {
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
