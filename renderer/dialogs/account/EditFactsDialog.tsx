import { type ReactNode, useState } from 'react';
import type { ProviderInfo } from '../../../shared/model/index.ts';
import { dayOf } from '../../../shared/time/index.ts';
import { useToasts } from '../../components/feedback/Toasts.tsx';
import { FormDialog, useOpening } from '../../components/form/FormDialog.tsx';
import { useCommand } from '../../components/form/useCommand.ts';
import { api, useNow } from '../../state/index.ts';
import { FactsFields } from './FactsFields.tsx';
import { draftOf, type FactsErrors, readFacts } from './facts.ts';
import type { AccountDialogProps } from './RenameDialog.tsx';

export interface EditFactsDialogProps extends AccountDialogProps {
  provider: ProviderInfo;
}

/** Enters what the endpoint does not report about plan and cycle. */
export function EditFactsDialog(props: EditFactsDialogProps) {
  const { name, balance } = props.provider;
  return (
    <FactsForm
      key={useOpening(props.open)}
      {...props}
      title="Plan and cycle"
      description={
        balance === 'reported'
          ? `Enter what ${name} does not report. If it reports something different, you see both.`
          : `${name} does not report these, so Fuelgauge works with what you enter.`
      }
    />
  );
}

export interface FactsFormProps extends EditFactsDialogProps {
  title: string;
  description: string;
  /** Buttons beside Save. */
  actions?: ReactNode;
}

export function FactsForm({ open, onClose, account, provider, title, description, actions }: FactsFormProps) {
  const today = dayOf(useNow());
  const [draft, setDraft] = useState(() => draftOf(account.entered));
  const [errors, setErrors] = useState<FactsErrors>({});
  const command = useCommand();
  const { push } = useToasts();
  const submit = async () => {
    const read = readFacts(draft, today);
    setErrors(read.errors ?? {});
    if (read.facts === null) return;
    const { facts } = read;
    const done = await command.run(() => api.editAccount.mutate({ account: account.id, ...facts }));
    if (done === null) return;
    // Without these, the balance stays unknown: say so now, not only on the page below.
    const missing = done.notes.find((note) => note.startsWith('Enter '));
    if (missing !== undefined) push({ text: `Saved. ${missing}` });
    onClose();
  };
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={title}
      description={description}
      submitLabel="Save"
      onSubmit={submit}
      busy={command.busy}
      error={command.error}
      actions={actions}
    >
      <FactsFields provider={provider} draft={draft} errors={errors} today={today} onChange={setDraft} />
    </FormDialog>
  );
}
