import { useState } from 'react';
import type { AccountState, ProviderInfo } from '../../../shared/model/index.ts';
import { Button } from '../../components/controls/Button.tsx';
import { Dialog } from '../../components/feedback/Dialog.tsx';
import { useOpening } from '../../components/form/FormDialog.tsx';
import { useProviders } from '../../state/index.ts';
import { FactsForm } from '../account/EditFactsDialog.tsx';
import { LoggingHelp } from '../account/LoggingHelp.tsx';
import { AddCredential } from './AddCredential.tsx';
import { AddLedger } from './AddLedger.tsx';
import { ProviderList } from './ProviderList.tsx';

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
  const providers = useProviders();
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
function AddedUsage(props: AddedProps) {
  const { provider, account, onClose } = props;
  return (
    <FactsForm
      {...props}
      title={`${provider.name}, ${account.label} is added`}
      description={`${provider.name} tells what was used, not what is left. With your plan’s credits and the day a cycle began, Fuelgauge computes the rest.`}
      actions={<Button onClick={onClose}>Later</Button>}
    />
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
