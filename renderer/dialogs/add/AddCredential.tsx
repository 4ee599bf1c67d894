import { useState } from 'react';
import { lowerFirst } from '../../../shared/catalogue/words.ts';
import type { AccountState, ProviderInfo } from '../../../shared/model/index.ts';
import { accountTitle, freeLabel } from '../../../shared/names.ts';
import { useToasts } from '../../components/feedback/Toasts.tsx';
import { AmountInput, Field, TextInput } from '../../components/form/Field.tsx';
import { FormDialog } from '../../components/form/FormDialog.tsx';
import { labelText, parseField } from '../../components/form/parse.ts';
import { PassphraseFields } from '../../components/form/passphrase.tsx';
import { Stack } from '../../components/form/Stack.tsx';
import { useCommand } from '../../components/form/useCommand.ts';
import { api, useAppState, useWritingContext } from '../../state/index.ts';
import { CredentialInputs, TestChoice, useCredentialChoice } from '../credential/CredentialChoice.tsx';
import type { Values } from '../credential/CredentialFields.tsx';
import { TestOutcome } from '../credential/TestCredential.tsx';
import { keptWords } from '../credential/useTest.ts';
import styles from './AddCredential.module.css';
import { BackButton } from './BackButton.tsx';
import { PaidChecks } from './PaidChecks.tsx';
import { unitSuffix, useFloor } from './useFloor.ts';

export interface AddStepProps {
  open: boolean;
  onClose: () => void;
  provider: ProviderInfo;
  /** Back to choosing a provider. */
  onBack: () => void;
  onAdded: (account: AccountState) => void;
}

/** The credential of a new account: stored in the vault, or named as environment variables. */
export function AddCredential(
  props: AddStepProps & {
    /** What was pasted before the provider was known. */
    first: Values;
    onSwitch: (provider: ProviderInfo, values: Values) => void;
  },
) {
  const { open, onClose, provider, onBack, onAdded, onSwitch, first } = props;
  const { accounts } = useAppState();
  const [paidChecks, setPaidChecks] = useState(false);
  const choice = useCredentialChoice(provider, { values: first, paidChecks });
  const [label, setLabel] = useState(() => freeLabel(provider, accounts));
  const [labelError, setLabelError] = useState<string | null>(null);
  const floor = useFloor(provider);
  const command = useCommand();
  const { push } = useToasts();

  const context = useWritingContext();

  const submit = async (anyway: boolean) => {
    const credential = choice.read();
    const name = parseField(labelText, label);
    setLabelError(name.error);
    const wanted = floor.read();
    if (credential === null || name.error !== null || wanted === undefined) return;
    const known = await choice.clear(credential, command, anyway);
    if (known === null) return;
    const account = await command.run(() =>
      api.addAccount.mutate({
        provider: provider.id,
        label: name.value,
        credential,
        ...(wanted !== null && { floor: wanted }),
        ...(provider.checkCost > 0 && { paidChecks }),
      }),
    );
    if (account === null) return;
    push({
      text: `${accountTitle(provider.name, account.label)} added${keptWords(known, context)}`,
    });
    onAdded(account);
  };
  const [firstField] = provider.credentialFields;
  const noun = lowerFirst(firstField?.label ?? 'credential');
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={`Add ${provider.name}`}
      description={
        <>
          {provider.tells}
          {provider.credentialPage !== null && (
            <>
              {' '}
              <a className={styles.link} href={provider.credentialPage} target="_blank" rel="noreferrer">
                Where to find the {noun}
              </a>
            </>
          )}
        </>
      }
      submitLabel={choice.test.busy ? 'Testing…' : 'Add'}
      onSubmit={() => submit(false)}
      busy={command.busy || choice.test.busy}
      error={command.error}
      actions={
        <>
          <BackButton onClick={onBack} />
          <TestChoice choice={choice} />
        </>
      }
    >
      <Stack>
        {Object.keys(first).length > 0 && (
          <p className={styles.pasted} role="status">
            What you pasted is filled in. Nothing is sent before you test or add it.
          </p>
        )}
        <CredentialInputs choice={choice} onSwitch={onSwitch} />
        <Field label="Label" hint="What this account is for, such as a project or client." error={labelError}>
          <TextInput value={label} onChange={(event) => setLabel(event.currentTarget.value)} />
        </Field>
        {floor.isAsked && (
          <Field
            label={`Warn me below${unitSuffix(provider.unit)}`}
            hint="For a balance without a limit. Empty: below 20 % of the most it held since its last top-up."
            error={floor.error}
          >
            <AmountInput value={floor.text} onChange={(event) => floor.setText(event.currentTarget.value)} />
          </Field>
        )}
        <PaidChecks provider={provider} checked={paidChecks} onChange={setPaidChecks} />
        {choice.from === 'values' && <PassphraseFields passphrase={choice.passphrase} />}
      </Stack>
      <TestOutcome
        test={choice.test}
        provider={provider}
        onKeep={() => submit(true)}
        keepLabel="Add anyway"
        onClose={onClose}
      />
    </FormDialog>
  );
}
