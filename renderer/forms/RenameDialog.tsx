import { useState } from 'react';
import type { AccountState } from '../../shared/model/index.ts';
import { Field, TextInput } from '../components/Field.tsx';
import { api } from '../state/index.ts';
import { FormDialog, useOpening } from './FormDialog.tsx';
import { labelText, parseField } from './parse.ts';
import { useCommand } from './useCommand.ts';

export interface AccountDialogProps {
  open: boolean;
  onClose: () => void;
  account: AccountState;
}

/** Gives an account another label. */
export function RenameDialog(props: AccountDialogProps) {
  return <RenameForm key={useOpening(props.open)} {...props} />;
}

function RenameForm({ open, onClose, account }: AccountDialogProps) {
  const [text, setText] = useState(account.label);
  const [error, setError] = useState<string | null>(null);
  const command = useCommand();
  const submit = async () => {
    const label = parseField(labelText, text);
    setError(label.error);
    if (label.error !== null) return;
    const done = await command.run(() => api.editAccount.mutate({ account: account.id, label: label.value }));
    if (done !== null) onClose();
  };
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="Rename the account"
      submitLabel="Rename"
      onSubmit={submit}
      busy={command.busy}
      error={command.error}
    >
      <Field
        label="Label"
        hint="Scripts that name the account by its label must use the new one."
        error={error}
      >
        <TextInput value={text} onChange={(event) => setText(event.currentTarget.value)} />
      </Field>
    </FormDialog>
  );
}
