import { useState } from 'react';
import type { AccountState, ProviderInfo } from '../../../shared/model/index.ts';
import { accountTitle } from '../../../shared/names.ts';
import { Button } from '../../components/controls/Button.tsx';
import { Dialog } from '../../components/feedback/Dialog.tsx';
import { useOpening } from '../../components/form/FormDialog.tsx';
import { useCatalogue } from '../../state/index.ts';
import { FactsForm } from '../account/EditFactsDialog.tsx';
import { LoggingHelp } from '../account/LoggingHelp.tsx';
import type { Values } from '../credential/CredentialFields.tsx';
import { AddCredential } from './AddCredential.tsx';
import { AddLedger } from './AddLedger.tsx';
import { ProviderList } from './ProviderList.tsx';
import { PastedKeys, WhatToPaste } from './paste/PastedKeys.tsx';

export interface AddAccountDialogProps {
  open: boolean;
  onClose: () => void;
  /** The id of a provider, to skip choosing one. */
  initialProvider?: string | undefined;
  /** Begins an endpoint that you describe yourself; missing: the dialog says how a provider gets into Fuelgauge. */
  onCustom?: (() => void) | undefined;
}

/** The chosen provider, and what was pasted for its fields. */
interface Chosen {
  provider: string;
  values: Values;
}

/** Adds an account: choose the provider, give the credential, then enter what the provider does not report. */
export function AddAccountDialog(props: AddAccountDialogProps) {
  const opening = useOpening(props.open);
  // Nothing is loaded for it before it is opened for the first time.
  if (opening === 0 && !props.open) return null;
  return <AddAccount key={opening} {...props} />;
}

function AddAccount({ open, onClose, initialProvider, onCustom }: AddAccountDialogProps) {
  const catalogue = useCatalogue();
  /** Several lines, pasted at once. */
  const [pasted, setPasted] = useState<string | null>(null);
  const [chosen, setChosen] = useState<Chosen | null>(
    initialProvider === undefined ? null : { provider: initialProvider, values: {} },
  );
  const [added, setAdded] = useState<AccountState | null>(null);
  const provider =
    catalogue.state === 'ready' ? catalogue.entries.find(({ id }) => id === chosen?.provider) : undefined;

  if (provider === undefined && pasted !== null && catalogue.state === 'ready')
    return (
      <PastedKeys
        open={open}
        onClose={onClose}
        text={pasted}
        providers={catalogue.entries}
        onForget={() => setPasted(null)}
        onCustom={onCustom}
      />
    );
  if (provider === undefined)
    return (
      <Dialog open={open} onClose={onClose} title="Add accounts" description={<WhatToPaste />}>
        <ProviderList
          catalogue={catalogue}
          onChoose={({ id }, values) => setChosen({ provider: id, values })}
          onSeveral={setPasted}
          onCustom={onCustom}
        />
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
    // If the provider reports the balance, there is nothing more to enter.
    onAdded: (account: AccountState) => (provider.balance === 'reported' ? onClose() : setAdded(account)),
  };
  return provider.credentialFields.length === 0 ? (
    <AddLedger key={provider.id} {...step} />
  ) : (
    <AddCredential
      key={provider.id}
      {...step}
      first={chosen?.values ?? {}}
      onSwitch={(other, values) => setChosen({ provider: other.id, values })}
    />
  );
}

interface AddedProps {
  open: boolean;
  onClose: () => void;
  provider: ProviderInfo;
  account: AccountState;
}

/** After adding an account whose endpoint reports only use: enter the plan, to compute the balance. */
function AddedUsage(props: AddedProps) {
  const { provider, account, onClose } = props;
  return (
    <FactsForm
      {...props}
      title={`${accountTitle(provider.name, account.label)} added`}
      description={`${provider.name} reports what you used, not what is left. Enter your plan’s credits and the day a cycle started, and Fuelgauge works out the rest.`}
      actions={<Button onClick={onClose}>Later</Button>}
    />
  );
}

/** After adding an account without an endpoint: how to log use. */
function AddedLedger({ open, onClose, provider, account }: AddedProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={`${accountTitle(provider.name, account.label)} added`}
      description="Fuelgauge counts down from your plan as you log use."
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
