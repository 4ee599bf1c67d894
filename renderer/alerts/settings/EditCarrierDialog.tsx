import { useState } from 'react';
import type { CarrierState } from '../../../shared/model/index.ts';
import { FormDialog, useOpening } from '../../forms/FormDialog.tsx';
import { PassphraseFields, usePassphrase } from '../../forms/passphrase.tsx';
import { useCommand } from '../../forms/useCommand.ts';
import { api } from '../../state/index.ts';
import { CarrierFields } from './CarrierFields.tsx';
import { type CarrierDraft, carrierErrors, isSound, isTouched, noErrors } from './carrier-form.ts';

interface EditCarrierDialogProps {
  open: boolean;
  onClose: () => void;
  carrier: CarrierState;
}

/** Another label or other values for a carrier that was added. */
export function EditCarrierDialog(props: EditCarrierDialogProps) {
  return <EditCarrierForm key={useOpening(props.open)} {...props} />;
}

function EditCarrierForm({ open, onClose, carrier }: EditCarrierDialogProps) {
  const { id, kind, label, least } = carrier;
  const [draft, setDraft] = useState<CarrierDraft>({ label, least, fields: {} });
  const [errors, setErrors] = useState(noErrors);
  const passphrase = usePassphrase();
  const command = useCommand();
  const replaces = isTouched(draft);
  const submit = async () => {
    const found = carrierErrors(kind, draft, true);
    setErrors(found);
    // Only new values need the vault.
    const opens = !replaces || passphrase.check();
    if (!isSound(found) || !opens) return;
    if (replaces && !(await passphrase.open(command))) return;
    const edited = await command.run(() =>
      api.alerts.editCarrier.mutate({
        id,
        label: draft.label,
        least: draft.least,
        ...(replaces && { fields: draft.fields }),
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
      <CarrierFields
        kind={kind}
        draft={draft}
        errors={errors}
        onChange={setDraft}
        note="The present values are kept and never shown. Leave these empty to keep them."
      />
      {replaces && <PassphraseFields passphrase={passphrase} />}
    </FormDialog>
  );
}
