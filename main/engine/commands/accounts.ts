import type { AddAccountInput, EditAccountInput } from '../../../shared/api/accounts.ts';
import type { CommandResult, Done } from '../../../shared/api/contract.ts';
import { type Account, type AccountState, ok } from '../../../shared/model/index.ts';
import type { EngineParts } from '../parts.ts';
import { stateOf } from '../state/app-state.ts';
import { findKnown, findProvider } from '../state/known-accounts.ts';
import { checkLabel, editedAccount, floored } from '../store/accounts.ts';
import { type Credential, credentialEnd } from '../vault/credentials.ts';
import { locked } from '../vault/vault.ts';
import { changeFacts } from './change-account.ts';
import { checkGiven } from './credentials.ts';

export async function addAccount(
  parts: EngineParts,
  input: AddAccountInput,
): Promise<CommandResult<AccountState>> {
  const { settings, vault, clock, log } = parts;
  const provider = findProvider(parts.providers, input.provider);
  if (!provider.ok) return provider;
  const label = checkLabel(settings.get().accounts, provider.value, input.label);
  if (!label.ok) return label;
  const given = checkGiven(parts, provider.value, input.credential);
  if (!given.ok) return given;
  const { source, credential } = given.value;
  if (source.kind === 'vault' && vault.state() !== 'open') return locked(vault.state());

  const added = await keepAccount(parts, source.kind === 'vault' ? credential : null, {
    provider: provider.value.id,
    label: label.value,
    tags: [],
    createdAt: clock.now(),
    credential: source,
    credentialEnd: credentialEnd(provider.value, credential),
    paused: false,
    intervalMs: null,
    entered: { plan: null, cycleStart: null, refill: null, rollover: null, grants: [] },
    alerts: floored(settings.get(), { rules: {}, mutedUntil: null }, input.floor ?? null),
  });
  if (!added.ok) return added;
  log.info('account added', { account: added.value.id, provider: provider.value.id });
  return ok(stateOf(parts, { account: added.value, provider: provider.value }));
}

/**
 * Stores a new account under a new id. A credential for the vault is stored first, so that an account never exists without
 * it, whenever the process ends.
 */
async function keepAccount(
  { settings, vault }: EngineParts,
  credential: Credential | null,
  account: Omit<Account, 'id'>,
): Promise<CommandResult<Account>> {
  let added: Account = { ...account, id: '' };
  if (credential === null) {
    const updated = await settings.update((current) => {
      const lastAccountNumber = current.lastAccountNumber + 1;
      added = { ...account, id: `a${lastAccountNumber}` };
      return { ...current, lastAccountNumber, accounts: [...current.accounts, added] };
    });
    return updated.ok ? ok(added) : updated;
  }
  const reserved = await settings.update((current) => ({
    ...current,
    lastAccountNumber: current.lastAccountNumber + 1,
  }));
  if (!reserved.ok) return reserved;
  added = { ...account, id: `a${reserved.value.lastAccountNumber}` };
  const kept = await vault.set(added.id, credential);
  if (!kept.ok) return kept;
  const updated = await settings.update((current) => ({
    ...current,
    accounts: [...current.accounts, added],
  }));
  return updated.ok ? ok(added) : updated;
}

export function editAccount(
  parts: EngineParts,
  input: EditAccountInput,
): Promise<CommandResult<AccountState>> {
  return changeFacts(parts, input.account, (account, provider, settings) =>
    editedAccount(settings, account, provider, input),
  );
}

export async function removeAccount(
  parts: EngineParts,
  { account: reference }: { account: string },
): Promise<CommandResult<Done>> {
  const { settings, vault, history, forecasts, alerts, log } = parts;
  const found = findKnown(parts, reference);
  if (!found.ok) return found;
  const { id, provider, credential } = found.value.account;
  if (credential.kind === 'vault') {
    if (vault.state() !== 'open') return locked(vault.state());
    const removed = await vault.remove(id);
    if (!removed.ok) return removed;
  }
  const updated = await settings.update((current) => ({
    ...current,
    accounts: current.accounts.filter((account) => account.id !== id),
  }));
  if (!updated.ok) return updated;
  alerts.accountRemoved(id);
  history.removeAccount(id);
  forecasts.forget(id);
  log.info('account removed', { account: id, provider });
  return ok({});
}
