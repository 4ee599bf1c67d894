import { useState } from 'react';
import type { Definition } from '../../../shared/custom/definition.ts';
import { freeLabel } from '../../../shared/names.ts';
import { Button } from '../../components/controls/Button.tsx';
import { ConfirmDialog } from '../../components/feedback/ConfirmDialog.tsx';
import { useToasts } from '../../components/feedback/Toasts.tsx';
import { FormDialog, useOpening } from '../../components/form/FormDialog.tsx';
import { api, outcome, reloadCatalogue, useAppState, useCatalogueEntries } from '../../state/index.ts';
import { AddCredential } from '../add/AddCredential.tsx';
import type { Values } from '../credential/CredentialFields.tsx';
import { DefinitionForm } from './DefinitionForm.tsx';
import { draftOf, emptyDraft, inForm, testFieldsOf, writtenOf } from './draft.ts';
import { TrialView } from './TrialView.tsx';
import { useTrial } from './useTrial.ts';

export interface CustomProviderDialogProps {
  open: boolean;
  onClose: () => void;
  /** After the provider was saved, and an account there was added or that was put off. */
  onAdded?: (() => void) | undefined;
  /** One that you have already, to change it. */
  own?: Definition | undefined;
}

/** Describes a provider that Fuelgauge does not know: a form with a live test. Then its first account is added. */
export function CustomProviderDialog(props: CustomProviderDialogProps) {
  const opening = useOpening(props.open);
  if (opening === 0 && !props.open) return null;
  return <CustomProvider key={opening} {...props} />;
}

function CustomProvider({ open, onClose, onAdded, own }: CustomProviderDialogProps) {
  const [draft, setDraft] = useState(() => (own === undefined ? emptyDraft : draftOf(own)));
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [wrong, setWrong] = useState<string | null>(null);
  const [focused, setFocused] = useState<keyof typeof draft.read>('remaining');
  /** Where an account is added now: here, or where the key turned out to be from. */
  const [adding, setAdding] = useState<{ provider: string; values: Values } | null>(null);
  // You may come back to the form from the account.
  const [isKept, setKept] = useState(own !== undefined);
  const trial = useTrial();
  const { accounts, mode } = useAppState();
  const provider = useCatalogueEntries().find(({ id }) => id === adding?.provider);
  const { push } = useToasts();
  const given = Object.fromEntries(
    testFieldsOf(draft).map(({ id }) => [id, (values[id] ?? '').trim()] as const),
  );

  const problem = wrong ?? trial.command.error;

  const read = () => {
    const written = writtenOf(draft);
    setWrong(written.ok ? null : written.error);
    return written.ok ? written.value : null;
  };
  const test = () => {
    const written = read();
    if (written !== null) void trial.test(written, given);
  };
  const addAccount = async (id: string, name: string) => {
    const credential = { from: 'values' as const, values: {} };
    const label = freeLabel({ id, name }, accounts);
    const added = await outcome(api.addAccount.mutate({ provider: id, label, credential }));
    push({ text: added.ok ? `${name}, ${label} added.` : added.error.message });
    onClose();
  };
  const save = () => {
    const written = read();
    if (written === null) return;
    void trial.save(written, isKept, ({ id, name }) => {
      setKept(true);
      reloadCatalogue(mode);
      if (own !== undefined) push({ text: `${name} changed.` });
      onAdded?.();
      if (own !== undefined) onClose();
      else if (testFieldsOf(draft).length === 0) void addAccount(id, name);
      else setAdding({ provider: id, values: given });
    });
  };

  if (provider !== undefined)
    return (
      <AddCredential
        key={provider.id}
        open={open}
        onClose={onClose}
        provider={provider}
        onBack={() => setAdding(null)}
        onAdded={onClose}
        onSwitch={(other, found) => setAdding({ provider: other.id, values: found })}
        first={adding?.values ?? {}}
      />
    );
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={own === undefined ? 'Describe a provider' : `Change ${own.name}`}
      description="For everything that Fuelgauge does not know: a company’s gateway, a relay, a new service. Say what to ask, test it, and choose the values that count."
      submitLabel={own === undefined ? 'Save and add account' : 'Save'}
      onSubmit={save}
      busy={trial.command.busy}
      error={problem === null ? null : inForm(problem)}
      actions={
        <Button onClick={test} busy={trial.command.busy}>
          Test
        </Button>
      }
    >
      <DefinitionForm
        draft={draft}
        onChange={setDraft}
        values={values}
        onValues={setValues}
        trial={trial.trial}
        onFocusField={setFocused}
        isNew={own === undefined}
      >
        {trial.trial !== null && (
          <TrialView
            trial={trial.trial}
            isEmpty={draft.kind === 'endpoint' && Object.values(draft.read).every((one) => one.trim() === '')}
            onPick={
              draft.kind === 'command'
                ? undefined
                : (path) => setDraft({ ...draft, read: { ...draft.read, [focused]: path } })
            }
          />
        )}
      </DefinitionForm>
      <ConfirmDialog
        open={trial.question !== null}
        onClose={trial.refuse}
        onConfirm={() => trial.question?.goOn()}
        title="Is that right?"
        text={`${trial.question?.text ?? ''} Agree only if you know where this description comes from.`}
        confirmLabel="Agree"
      />
    </FormDialog>
  );
}
