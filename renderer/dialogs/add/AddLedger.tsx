import { useState } from 'react';
import type { AccountState } from '../../../shared/model/index.ts';
import { freeLabel } from '../../../shared/names.ts';
import { Field, TextInput } from '../../components/form/Field.tsx';
import { FormDialog } from '../../components/form/FormDialog.tsx';
import { labelText, parseField } from '../../components/form/parse.ts';
import { Select } from '../../components/form/Select.tsx';
import { Stack } from '../../components/form/Stack.tsx';
import { useCommand } from '../../components/form/useCommand.ts';
import { api, useAppState } from '../../state/index.ts';
import type { AddStepProps } from './AddCredential.tsx';
import { BackButton } from './BackButton.tsx';

/** A new account at a provider without an endpoint: its plan, from which logged use is subtracted. */
export function AddLedger({ open, onClose, provider, onBack, onAdded }: AddStepProps) {
  const { accounts } = useAppState();
  const [planId, setPlan] = useState('');
  const [label, setLabel] = useState(() => freeLabel(provider, accounts));
  const [labelError, setLabelError] = useState<string | null>(null);
  const [account, setAccount] = useState<AccountState | null>(null);
  const command = useCommand();
  const plan = provider.plans.find((candidate) => candidate.id === planId);

  const submit = async () => {
    const name = parseField(labelText, label);
    setLabelError(name.error);
    if (name.error !== null) return;
    // If only the plan failed before, the account already exists.
    const added =
      account ??
      (await command.run(() =>
        api.addAccount.mutate({
          provider: provider.id,
          label: name.value,
          credential: { from: 'values', values: {} },
        }),
      ));
    if (added === null) return;
    setAccount(added);
    if (planId === '') return onAdded(added);
    const edited = await command.run(() =>
      api.editAccount.mutate({ account: added.id, label: name.value, plan: planId }),
    );
    if (edited !== null) onAdded(edited);
  };
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={`Add ${provider.name}`}
      description={`${provider.name} has no balance endpoint, so you need no key. Choose your plan, then log your use by hand or from a script.`}
      submitLabel="Add"
      onSubmit={submit}
      busy={command.busy}
      error={command.error}
      actions={<BackButton onClick={onBack} />}
    >
      <Stack>
        {provider.plans.length > 0 && (
          <Select
            label="Plan"
            value={planId}
            onChange={setPlan}
            options={[
              { value: '', label: 'Choose later' },
              ...provider.plans.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            hint={plan?.note ?? undefined}
          />
        )}
        <Field label="Label" hint="Scripts use it to say which account they log for." error={labelError}>
          <TextInput value={label} onChange={(event) => setLabel(event.currentTarget.value)} />
        </Field>
      </Stack>
    </FormDialog>
  );
}
