import { useState } from 'react';
import { type AccountState, noteSchema } from '../../../shared/model/index.ts';
import { Field, TextArea, TextInput } from '../../components/form/Field.tsx';
import { FormDialog, useOpening } from '../../components/form/FormDialog.tsx';
import { labelText, parseField, tagsText } from '../../components/form/parse.ts';
import { useCommand } from '../../components/form/useCommand.ts';
import { api } from '../../state/index.ts';

export interface AccountDialogProps {
  open: boolean;
  onClose: () => void;
  account: AccountState;
}

/** Changes an account's label, tags and note. */
export function RenameDialog(props: AccountDialogProps) {
  return <RenameForm key={useOpening(props.open)} {...props} />;
}

const noErrors = { label: null, tags: null, note: null };

function RenameForm({ open, onClose, account }: AccountDialogProps) {
  const [text, setText] = useState(account.label);
  const [tagged, setTagged] = useState(account.tags.join(', '));
  const [noted, setNoted] = useState(account.note);
  const [errors, setErrors] = useState<Record<keyof typeof noErrors, string | null>>(noErrors);
  const command = useCommand();
  const submit = async () => {
    const label = parseField(labelText, text);
    const tags = parseField(tagsText, tagged);
    const note = noteSchema.safeParse(noted).success ? null : 'The note is longer than 1,000 characters.';
    setErrors({ label: label.error, tags: tags.error, note });
    if (label.error !== null || tags.error !== null || note !== null) return;
    const edit = { account: account.id, label: label.value, tags: tags.value, note: noted };
    const done = await command.run(() => api.editAccount.mutate(edit));
    if (done !== null) onClose();
  };
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="Name, tags and note"
      submitLabel="Save"
      onSubmit={submit}
      busy={command.busy}
      error={command.error}
    >
      <Field label="Label" hint="Scripts that use the label must use the new one." error={errors.label}>
        <TextInput value={text} onChange={(event) => setText(event.currentTarget.value)} />
      </Field>
      <Field
        label="Tags"
        hint="Separate them with commas, such as: research, client Nordhaus. You can group the overview by tag."
        error={errors.tags}
      >
        <TextInput value={tagged} onChange={(event) => setTagged(event.currentTarget.value)} />
      </Field>
      <Field
        label="Note"
        hint="Such as who uses this key, and what for. Never put a key here."
        error={errors.note}
      >
        <TextArea value={noted} onChange={setNoted} />
      </Field>
    </FormDialog>
  );
}
