import type { ProviderInfo } from '../../../shared/model/index.ts';
import { accountTitle } from '../../../shared/names.ts';
import { Button } from '../../components/controls/Button.tsx';
import { useToasts } from '../../components/feedback/Toasts.tsx';
import { FormDialog, useOpening } from '../../components/form/FormDialog.tsx';
import { PassphraseFields } from '../../components/form/passphrase.tsx';
import { Stack } from '../../components/form/Stack.tsx';
import { useCommand } from '../../components/form/useCommand.ts';
import { api, useWritingContext } from '../../state/index.ts';
import type { AccountDialogProps } from '../account/RenameDialog.tsx';
import { CredentialInputs, TestChoice, useCredentialChoice } from './CredentialChoice.tsx';
import { TestOutcome } from './TestCredential.tsx';
import { keptWords } from './useTest.ts';

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
    account: account.id,
  });
  const command = useCommand();
  const { push } = useToasts();

  const context = useWritingContext();

  const submit = async (anyway: boolean) => {
    const credential = choice.read();
    const known = credential && (await choice.clear(credential, command, anyway));
    if (credential === null || known === null) return;
    const done = await command.run(() => api.replaceCredential.mutate({ account: account.id, credential }));
    if (done === null) return;
    const name = accountTitle(provider.name, account.label);
    push({ text: `Key of ${name} replaced${keptWords(known, context)}` });
    onClose();
  };
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="Replace key"
      description="The account keeps its label, its history and what you entered. The old key stays until the new one has worked."
      submitLabel={choice.test.busy ? 'Testing…' : 'Replace'}
      onSubmit={() => submit(false)}
      busy={command.busy || choice.test.busy}
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
      <TestOutcome
        test={choice.test}
        provider={provider}
        onKeep={() => submit(true)}
        keepLabel="Replace anyway"
        onClose={onClose}
      />
    </FormDialog>
  );
}
