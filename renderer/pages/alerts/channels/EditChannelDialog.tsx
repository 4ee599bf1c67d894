import { useState } from 'react';
import type { ChannelState } from '../../../../shared/model/index.ts';
import { FormDialog, useOpening } from '../../../components/form/FormDialog.tsx';
import { PassphraseFields, usePassphrase } from '../../../components/form/passphrase.tsx';
import { useCommand } from '../../../components/form/useCommand.ts';
import { api } from '../../../state/index.ts';
import { ChannelFields } from './ChannelFields.tsx';
import {
  type ChannelDraft,
  channelErrors,
  consentIn,
  isSound,
  isTouched,
  noErrors,
  tagsIn,
} from './channel-form.ts';

interface EditChannelDialogProps {
  open: boolean;
  onClose: () => void;
  channel: ChannelState;
}

/** Changes the label or the values of a channel. */
export function EditChannelDialog(props: EditChannelDialogProps) {
  return <EditChannelForm key={useOpening(props.open)} {...props} />;
}

function EditChannelForm({ open, onClose, channel }: EditChannelDialogProps) {
  const { id, kind, label, minSeverity } = channel;
  const before = channel.tags?.join(', ') ?? '';
  const [draft, setDraft] = useState<ChannelDraft>({ label, minSeverity, tags: before, fields: {} });
  const [errors, setErrors] = useState(noErrors);
  const passphrase = usePassphrase();
  const command = useCommand();
  const replaces = isTouched(draft);
  const submit = async () => {
    const found = channelErrors(kind, draft, true);
    setErrors(found);
    // Only new values go into the vault.
    const opens = !replaces || passphrase.check();
    if (!isSound(found) || !opens) return;
    if (replaces && !(await passphrase.open(command))) return;
    const edited = await command.run(() =>
      api.alerts.editChannel.mutate({
        id,
        label: draft.label,
        minSeverity: draft.minSeverity,
        ...(draft.tags !== before && { tags: tagsIn(draft) }),
        ...(replaces && { fields: draft.fields, ...consentIn(draft) }),
      }),
    );
    if (edited !== null) onClose();
  };
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={`Edit ${label}`}
      submitLabel="Save"
      onSubmit={() => void submit()}
      busy={command.busy}
      error={command.error}
    >
      <ChannelFields
        kind={kind}
        draft={draft}
        errors={errors}
        onChange={setDraft}
        note="The current values are never shown. Leave these fields empty to keep them."
      />
      {replaces && <PassphraseFields passphrase={passphrase} />}
    </FormDialog>
  );
}
