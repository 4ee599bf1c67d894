import type { ProviderInfo } from '../../../shared/model/index.ts';
import { Button } from '../../components/controls/Button.tsx';
import { useToasts } from '../../components/feedback/Toasts.tsx';
import { FormDialog, useOpening } from '../../components/form/FormDialog.tsx';
import { PassphraseFields } from '../../components/form/passphrase.tsx';
import { Stack } from '../../components/form/Stack.tsx';
import { useCommand } from '../../components/form/useCommand.ts';
import { api } from '../../state/index.ts';
import type { AccountDialogProps } from '../account/RenameDialog.tsx';
import { CredentialInputs, TestChoice, useCredentialChoice } from './CredentialChoice.tsx';
import { TestOutcome } from './TestCredential.tsx';

export interface ReplaceCredentialDialogProps extends AccountDialogProps {
  provider: ProviderInfo;
}

/** Replaces an account's credential. Its label, history and entered facts stay. */
export function ReplaceCredentialDialog(props: ReplaceCredentialDialogProps) {
  return <ReplaceForm key={useOpening(props.open)} {...props} />;
}

function ReplaceForm({ open, onClose, account, provider }: ReplaceCredentialDialogProps) {
  const choice = useCredentialChoice(provider, {
    from: account.credentialKept === 'environment' ? 'environment' : 'values',
    paidChecks: account.paidChecks ?? false,
  });
  const command = useCommand();
  const { push } = useToasts();

  const submit = async () => {
    const credential = choice.read();
    if (credential === null || !(await choice.prepare(command))) return;
    const done = await command.run(() => api.replaceCredential.mutate({ account: account.id, credential }));
    if (done === null) return;
    push({ text: `Key of ${provider.name}, ${account.label} replaced.` });
    onClose();
  };
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="Replace key"
      description="The account keeps its label, its history and what you entered."
      submitLabel="Replace"
      onSubmit={submit}
      busy={command.busy}
      error={command.error}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <TestChoice choice={choice} />
        </>
      }
    >
      <Stack>
        <CredentialInputs choice={choice} />
        {choice.from === 'values' && <PassphraseFields passphrase={choice.passphrase} />}
      </Stack>
      {choice.from === 'values' && <TestOutcome result={choice.tested.result} error={choice.tested.error} />}
    </FormDialog>
  );
}
