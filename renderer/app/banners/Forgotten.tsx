import { useState } from 'react';
import { FormDialog } from '../../components/form/FormDialog.tsx';
import { NewPassphraseFields, newPassphraseErrors } from '../../components/form/passphrase.tsx';
import { useCommand } from '../../components/form/useCommand.ts';
import { useToasts } from '../../components/index.ts';
import { api } from '../../state/index.ts';

/** Begins an empty vault in place of one whose passphrase is forgotten. */
export function Forgotten({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [draft, setDraft] = useState({ first: '', second: '' });
  const [errors, setErrors] = useState<ReturnType<typeof newPassphraseErrors>>({ first: null, second: null });
  const command = useCommand();
  const { push } = useToasts();
  const submit = async () => {
    const found = newPassphraseErrors(draft);
    setErrors(found);
    if (found.first !== null || found.second !== null) return;
    const reset = await command.run(() => api.resetPassphrase.mutate({ passphrase: draft.first }));
    if (reset === null) return;
    onClose();
    push({
      text:
        reset.setAside === null
          ? 'You have a new, empty vault.'
          : `You have a new, empty vault. The old one is kept as ${reset.setAside}.`,
    });
  };
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="Start again with empty credentials?"
      description="Your accounts and their history stay, but each account needs its key again. The old file is set aside in the data folder, in case the passphrase comes back to mind."
      submitLabel="Start again"
      onSubmit={() => void submit()}
      busy={command.busy}
      error={command.error}
    >
      <NewPassphraseFields draft={draft} errors={errors} onChange={setDraft} />
    </FormDialog>
  );
}
