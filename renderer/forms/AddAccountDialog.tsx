import { useState } from 'react';
import type { AccountState, ProviderInfo } from '../../shared/model/index.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { api, useAppState, useNow } from '../state/index.ts';
import { AddCredential } from './AddCredential.tsx';
import { AddLedger } from './AddLedger.tsx';
import { FactsFields } from './FactsFields.tsx';
import { FormDialog, useOpening } from './FormDialog.tsx';
import { draftOf, type FactsErrors, readFacts } from './facts.ts';
import { LoggingHelp } from './LoggingHelp.tsx';
import { ProviderList } from './ProviderList.tsx';
import { dayAt } from './parse.ts';
import { useCommand } from './useCommand.ts';

export interface AddAccountDialogProps {
  open: boolean;
  onClose: () => void;
  /** Id of the provider to begin with; without one it is chosen first. */
  initialProvider?: string | undefined;
}

/** Adds an account, from the choice of the provider to what the provider cannot tell. */
export function AddAccountDialog(props: AddAccountDialogProps) {
  return <AddAccount key={useOpening(props.open)} {...props} />;
}

function AddAccount({ open, onClose, initialProvider }: AddAccountDialogProps) {
  const { providers } = useAppState();
  const [chosen, setChosen] = useState<string | null>(initialProvider ?? null);
  const [added, setAdded] = useState<AccountState | null>(null);
  const provider = providers.find((candidate) => candidate.id === chosen);

  if (provider === undefined)
    return (
      <Dialog open={open} onClose={onClose} title="Add an account" description="Where do you have credits?">
        <ProviderList providers={providers} onChoose={(choice) => setChosen(choice.id)} />
      </Dialog>
    );
  if (added !== null) {
    if (provider.balance === 'ledger')
      return <AddedLedger open={open} onClose={onClose} provider={provider} account={added} />;
    return <AddedUsage open={open} onClose={onClose} provider={provider} account={added} />;
  }
  const step = {
    open,
    onClose,
    provider,
    onBack: () => setChosen(null),
    // Where the provider tells the balance, nothing more is needed.
    onAdded: (account: AccountState) => (provider.balance === 'reported' ? onClose() : setAdded(account)),
  };
  return provider.credentialFields.length === 0 ? (
    <AddLedger key={provider.id} {...step} />
  ) : (
    <AddCredential key={provider.id} {...step} onSwitch={(other) => setChosen(other.id)} />
  );
}

interface AddedProps {
  open: boolean;
  onClose: () => void;
  provider: ProviderInfo;
  account: AccountState;
}

/** After adding an account whose endpoint tells use only: the plan, from which the balance is computed. */
function AddedUsage({ open, onClose, provider, account }: AddedProps) {
  const today = dayAt(useNow());
  const [draft, setDraft] = useState(() => draftOf(account.entered));
  const [errors, setErrors] = useState<FactsErrors>({});
  const command = useCommand();
  const submit = async () => {
    const read = readFacts(draft, today);
    setErrors(read.errors ?? {});
    if (read.facts === null) return;
    const { facts } = read;
    const done = await command.run(() => api.editAccount.mutate({ account: account.id, ...facts }));
    if (done !== null) onClose();
  };
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={`${provider.name}, ${account.label} is added`}
      description={`${provider.name} tells what was used, not what is left. With your plan’s credits and the day a cycle began, Fuelgauge computes the rest.`}
      submitLabel="Save"
      onSubmit={submit}
      busy={command.busy}
      error={command.error}
      actions={<Button onClick={onClose}>Later</Button>}
    >
      <FactsFields provider={provider} draft={draft} errors={errors} today={today} onChange={setDraft} />
    </FormDialog>
  );
}

/** After adding an account without an endpoint: how use gets logged. */
function AddedLedger({ open, onClose, provider, account }: AddedProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={`${provider.name}, ${account.label} is added`}
      description="Fuelgauge counts down from the plan with every use that is logged."
      footer={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <LoggingHelp account={account} />
    </Dialog>
  );
}
