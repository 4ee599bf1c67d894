import { useState } from 'react';
import { FormDialog, useOpening } from '../../../components/form/FormDialog.tsx';
import { PassphraseFields, usePassphrase } from '../../../components/form/passphrase.tsx';
import { Stack } from '../../../components/form/Stack.tsx';
import { useCommand } from '../../../components/form/useCommand.ts';
import { Select, useToasts } from '../../../components/index.ts';
import { api } from '../../../state/index.ts';
import { ChannelFields } from './ChannelFields.tsx';
import { type ChannelDraft, channelErrors, consentIn, isSound, noErrors, tagsIn } from './channel-form.ts';
import { type AddedKind, addedKinds, channelNames, getsAlerts, usualMinSeverity } from './channel-words.ts';

interface AddChannelDialogProps {
  open: boolean;
  onClose: () => void;
}

/** Adds a channel, for when you are away from this computer. */
export function AddChannelDialog(props: AddChannelDialogProps) {
  return <AddChannelForm key={useOpening(props.open)} {...props} />;
}

const first: AddedKind = 'webhook';

function AddChannelForm({ open, onClose }: AddChannelDialogProps) {
  const [kind, setKind] = useState<AddedKind>(first);
  const [draft, setDraft] = useState<ChannelDraft>({
    label: channelNames[first],
    minSeverity: usualMinSeverity(first),
    tags: '',
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
    // A label you typed stays; the proposed one follows the kind. The other fields belong to the kind, so they are cleared.
    const label = draft.label === channelNames[kind] ? channelNames[next] : draft.label;
    const minSeverity =
      draft.minSeverity === usualMinSeverity(kind) ? usualMinSeverity(next) : draft.minSeverity;
    setDraft({ ...draft, label, minSeverity, fields: {} });
  };
  const submit = async () => {
    const found = channelErrors(kind, draft, false);
    setErrors(found);
    const opens = passphrase.check();
    if (!isSound(found) || !opens || !(await passphrase.open(command))) return;
    const { label, minSeverity, fields } = draft;
    const tags = tagsIn(draft);
    const added = await command.run(() =>
      api.alerts.addChannel.mutate({
        kind,
        label,
        minSeverity,
        ...(tags.length > 0 && { tags }),
        fields,
        ...consentIn(draft),
      }),
    );
    if (added === null) return;
    push({ text: `${added.label} added. Send a test to check that it works.` });
    onClose();
  };
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="Add channel"
      description={
        getsAlerts(kind)
          ? 'Sends your alerts to another app or device.'
          : 'Tells a service that Fuelgauge works, so that you hear when it stops.'
      }
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
              ? 'It is stored encrypted, and you will not see it again.'
              : 'These values are stored encrypted, and you will not see them again: anyone who knows them can send there.'
          }
        />
        <PassphraseFields passphrase={passphrase} />
      </Stack>
    </FormDialog>
  );
}
