import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { z } from 'zod';
import { formatQuantity } from '../../../shared/format.ts';
import type {
  AccountState,
  CommandError,
  EnteredGrant,
  ProviderInfo,
  Result,
} from '../../../shared/model/index.ts';
import { accountTitle } from '../../../shared/names.ts';
import { Button } from '../../components/controls/Button.tsx';
import { ConfirmDialog } from '../../components/feedback/ConfirmDialog.tsx';
import { useToasts } from '../../components/feedback/Toasts.tsx';
import { EditFactsDialog } from '../../dialogs/account/EditFactsDialog.tsx';
import { GrantDialog } from '../../dialogs/account/GrantDialog.tsx';
import { IntervalDialog } from '../../dialogs/account/IntervalDialog.tsx';
import { LogUseDialog } from '../../dialogs/account/LogUseDialog.tsx';
import { RenameDialog } from '../../dialogs/account/RenameDialog.tsx';
import { ReportDialog } from '../../dialogs/account/ReportDialog.tsx';
import { restore, useSaveHistory } from '../../dialogs/account/removal.ts';
import { ReplaceCredentialDialog } from '../../dialogs/credential/ReplaceCredentialDialog.tsx';
import { RevealDialog } from '../../dialogs/key/RevealDialog.tsx';
import { GrantPriceDialog } from '../../dialogs/price/GrantPriceDialog.tsx';
import { PriceDialog } from '../../dialogs/price/PriceDialog.tsx';
import { api, outcome, useWritingContext } from '../../state/index.ts';

export type DialogName =
  | 'rename'
  | 'credential'
  | 'facts'
  | 'price'
  | 'grant'
  | 'use'
  | 'interval'
  | 'report'
  | 'reveal'
  | 'remove';

const enterSchema = z.object({ enter: z.enum(['plan', 'key', 'price']) });
const dialogToEnter = { plan: 'facts', key: 'credential', price: 'price' } as const;

/** The dialog that the link that led here asks for (`AccountRow.tsx`, `MissingKeys.tsx`). */
function wanted(): DialogName | null {
  const state = enterSchema.safeParse(window.history.state);
  return state.success ? dialogToEnter[state.data.enter] : null;
}

type PricedGrant = { id: string; name: string };

export interface AccountActions {
  dialog: DialogName | null;
  open(dialog: DialogName): void;
  close(): void;
  refresh(): void;
  setPaused(paused: boolean): void;
  setPinned(pinned: boolean): void;
  /** Hides it from overview, popover and tray, or shows it again. */
  setHidden(hidden: boolean): void;
  /** Allows checks that cost something, or stops them. */
  setPaidChecks(on: boolean): void;
  remove(): void;
  removeGrant(grant: EnteredGrant): void;
  /** The grant whose price is asked for; null: none. */
  priced: PricedGrant | null;
  priceGrant(grant: PricedGrant | null): void;
}

/** The commands of the account page; one that fails says so in a toast. */
export function useAccountActions(account: AccountState, provider: ProviderInfo): AccountActions {
  const [dialog, setDialog] = useState<DialogName | null>(wanted);
  useEffect(() => {
    // Not again after a reload or on the way back.
    if (wanted() !== null) window.history.replaceState(null, '');
  }, []);
  const { push } = useToasts();
  const [, navigate] = useLocation();
  const name = accountTitle(provider.name, account.label);
  const named = { id: account.id, provider: provider.name, label: account.label };

  const attempt = async <Value,>(call: Promise<Result<Value, CommandError>>): Promise<boolean> => {
    const result = await outcome(call);
    if (!result.ok) push({ text: result.error.message });
    return result.ok;
  };
  const setPaused = async (paused: boolean) => {
    if (!(await attempt(api.editAccount.mutate({ account: account.id, paused })))) return;
    push({
      text: paused ? `Polling paused for ${name}.` : `Polling resumed for ${name}.`,
      undo: () => attempt(api.editAccount.mutate({ account: account.id, paused: !paused })),
    });
  };
  const setPinned = async (pinned: boolean) => {
    if (!(await attempt(api.editAccount.mutate({ account: account.id, pinned })))) return;
    push({ text: pinned ? `${name} comes first now.` : `${name} is no longer pinned.` });
  };
  const setHidden = async (hidden: boolean) => {
    if (!(await attempt(api.editAccount.mutate({ account: account.id, hidden })))) return;
    push({
      text: hidden ? `${name} is hidden. It is polled and alerts as ever.` : `${name} is shown again.`,
      undo: () => attempt(api.editAccount.mutate({ account: account.id, hidden: !hidden })),
    });
  };
  const setPaidChecks = async (paidChecks: boolean) => {
    if (!(await attempt(api.editAccount.mutate({ account: account.id, paidChecks })))) return;
    push({ text: paidChecks ? `Checks turned on for ${name}.` : `Checks turned off for ${name}.` });
  };
  const remove = async () => {
    setDialog(null);
    if (!(await attempt(api.removeAccount.mutate({ account: account.id })))) return;
    navigate('/', { state: { focus: 'heading' } });
    push({ text: `${name} is removed.`, undo: () => restore(named, push) });
  };
  return {
    dialog,
    open: setDialog,
    close: () => setDialog(null),
    refresh: () => attempt(api.refresh.mutate({ account: account.id })),
    setPaused,
    setPinned,
    setHidden,
    setPaidChecks,
    remove,
    ...useGrantActions(account, provider, attempt),
  };
}

type Attempt = <Value>(call: Promise<Result<Value, CommandError>>) => Promise<boolean>;

/** Removing a grant that you entered, and asking for the price of any. */
function useGrantActions(
  account: AccountState,
  provider: ProviderInfo,
  attempt: Attempt,
): Pick<AccountActions, 'removeGrant' | 'priced' | 'priceGrant'> {
  const [priced, priceGrant] = useState<PricedGrant | null>(null);
  const { push } = useToasts();
  const context = useWritingContext();
  const removeGrant = async (grant: EnteredGrant) => {
    if (!(await attempt(api.removeGrant.mutate({ account: account.id, grant: grant.id })))) return;
    const { amount, grantedAt, expiresAt, paid } = grant;
    push({
      text: `${formatQuantity(amount, provider.unit, context)} removed.`,
      ...(grant.kind !== 'refill' && {
        undo: addAgain(grant.kind),
      }),
    });
    function addAgain(kind: Exclude<EnteredGrant['kind'], 'refill'>) {
      return () =>
        attempt(
          api.addGrant.mutate({
            account: account.id,
            amount,
            kind,
            grantedAt,
            expiresAt,
            ...(paid && { paid }),
          }),
        );
    }
  };
  return { removeGrant, priced, priceGrant };
}

export interface AccountDialogsProps {
  account: AccountState;
  provider: ProviderInfo;
  actions: AccountActions;
}

/** The dialogs behind the page's actions. */
export function AccountDialogs({ account, provider, actions }: AccountDialogsProps) {
  const { dialog, close } = actions;
  const saveHistory = useSaveHistory();
  const kept = ['its history', 'what you entered for it'];
  if (account.credentialKept === 'vault') kept.push('its stored key');
  const list = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(kept);
  return (
    <>
      <RenameDialog open={dialog === 'rename'} onClose={close} account={account} />
      <ReplaceCredentialDialog
        open={dialog === 'credential'}
        onClose={close}
        account={account}
        provider={provider}
      />
      <EditFactsDialog open={dialog === 'facts'} onClose={close} account={account} provider={provider} />
      <PriceDialog open={dialog === 'price'} onClose={close} account={account} provider={provider} />
      <GrantPriceDialog
        open={actions.priced !== null}
        onClose={() => actions.priceGrant(null)}
        account={account}
        grant={actions.priced}
      />
      <GrantDialog open={dialog === 'grant'} onClose={close} account={account} provider={provider} />
      <LogUseDialog open={dialog === 'use'} onClose={close} account={account} provider={provider} />
      <IntervalDialog open={dialog === 'interval'} onClose={close} account={account} provider={provider} />
      <ReportDialog open={dialog === 'report'} onClose={close} account={account} provider={provider} />
      <RevealDialog open={dialog === 'reveal'} onClose={close} account={account} provider={provider} />
      <ConfirmDialog
        open={dialog === 'remove'}
        onClose={close}
        onConfirm={actions.remove}
        title={`Remove ${accountTitle(provider.name, account.label)}?`}
        text={`You can restore it for 7 days, in the settings. Then Fuelgauge deletes ${list} from this computer. Nothing changes at ${provider.name}.`}
        before={
          <Button
            variant="quiet"
            onClick={() =>
              void saveHistory({ id: account.id, provider: provider.name, label: account.label })
            }
          >
            Save the history first
          </Button>
        }
        confirmLabel="Remove account"
        danger
      />
    </>
  );
}
