import { useState } from 'react';
import { FormDialog, useOpening } from '../../../components/form/FormDialog.tsx';
import { PassphraseFields, usePassphrase } from '../../../components/form/passphrase.tsx';
import { Stack } from '../../../components/form/Stack.tsx';
import { useCommand } from '../../../components/form/useCommand.ts';
import { Select, useToasts } from '../../../components/index.ts';
import { api } from '../../../state/index.ts';
import { ChannelFields } from './ChannelFields.tsx';
import { type ChannelDraft, channelErrors, isSound, noErrors } from './channel-form.ts';
import { type AddedKind, addedKinds, channelNames } from './channel-words.ts';

interface AddChannelDialogProps {
  open: boolean;
  onClose: () => void;
}

/** A new way to be told, for when one is away from the desk. */
export function AddChannelDialog(props: AddChannelDialogProps) {
  return <AddChannelForm key={useOpening(props.open)} {...props} />;
}

const first: AddedKind = 'webhook';

function AddChannelForm({ open, onClose }: AddChannelDialogProps) {
  const [kind, setKind] = useState<AddedKind>(first);
  const [draft, setDraft] = useState<ChannelDraft>({
    label: channelNames[first],
    minSeverity: 'info',
    fields: {},
  });
  const [errors, setErrors] = useState(noErrors);
  const passphrase = usePassphrase();
  const command = useCommand();
  const { push } = useToasts();

  const choose = (value: string) => {
    const next = addedKinds.find((candidate) => candidate === value);
    if (next === undefined) return;
    setKind(next);
    setErrors(noErrors);
    // A label that was chosen stays; the one that was proposed follows the kind. So does nothing else that was typed.
    const label = draft.label === channelNames[kind] ? channelNames[next] : draft.label;
    setDraft({ ...draft, label, fields: {} });
  };
  const submit = async () => {
    const found = channelErrors(kind, draft, false);
    setErrors(found);
    const opens = passphrase.check();
    if (!isSound(found) || !opens || !(await passphrase.open(command))) return;
    const { label, minSeverity, fields } = draft;
    const added = await command.run(() => api.alerts.addChannel.mutate({ kind, label, minSeverity, fields }));
    if (added === null) return;
    push({ text: `${added.label} is added. Send a test to see it work.` });
    onClose();
  };
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="Add a place"
      description="Carries alerts to you where you are."
      submitLabel="Add"
      onSubmit={() => void submit()}
      busy={command.busy}
      error={command.error}
    >
      <Stack>
        <Select
          label="Kind"
          value={kind}
          options={addedKinds.map((value) => ({ value, label: channelNames[value] }))}
          onChange={choose}
        />
        <ChannelFields
          kind={kind}
          draft={draft}
          errors={errors}
          onChange={setDraft}
          note={
            kind === 'command'
              ? 'It is kept encrypted and not shown again.'
              : 'These values are kept encrypted and not shown again: whoever knows them can post there.'
          }
        />
        <PassphraseFields passphrase={passphrase} />
      </Stack>
    </FormDialog>
  );
}
