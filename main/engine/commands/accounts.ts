import type { AddAccountInput, EditAccountInput } from '../../../shared/api/accounts.ts';
import type { CommandResult, Done } from '../../../shared/api/contract.ts';
import { type Account, type AccountState, ok } from '../../../shared/model/index.ts';
import { secretsOf } from '../../providers/contract/credential.ts';
import type { Provider } from '../../providers/contract/provider.ts';
import type { EngineParts } from '../parts.ts';
import { stateOf } from '../state/app-state.ts';
import { findKnown, findProvider } from '../state/known-accounts.ts';
import { accountNumber, checkPaidChecks, editedAccount, floored, newLabel } from '../store/accounts.ts';
import { type Credential, credentialEnd } from '../vault/credentials.ts';
import { notOpen, withVaultLock } from '../vault/vault.ts';
import { changeFacts } from './change-account.ts';
import { checkGiven, keepTest } from './credentials.ts';

export async function addAccount(
  parts: EngineParts,
  input: AddAccountInput,
): Promise<CommandResult<AccountState>> {
  const { settings, vault, clock, log } = parts;
  const provider = findProvider(parts.providers, input.provider);
  if (!provider.ok) return provider;
  const label = newLabel(settings.get().accounts, provider.value, input.label);
  if (!label.ok) return label;
  const paidChecks = checkPaidChecks(provider.value, input.paidChecks);
  if (!paidChecks.ok) return paidChecks;
  const given = checkGiven(parts, provider.value, input.credential);
  if (!given.ok) return given;
  const { source, credential } = given.value;
  if (source.kind === 'vault' && vault.state() !== 'open') return notOpen(vault);

  const stored = source.kind === 'vault' ? credential : null;
  const added = await keepAccount(parts, provider.value, stored, input.label, {
    provider: provider.value.id,
    tags: [],
    createdAt: clock.now(),
    credential: source,
    credentialEnd: credentialEnd(provider.value, credential),
    paused: false,
    intervalMs: null,
    ...(paidChecks.value !== undefined && { paidChecks: paidChecks.value }),
    entered: { plan: null, cycleStart: null, refill: null, rollover: null, grants: [] },
    alerts: floored(settings.get(), { rules: {}, mutedUntil: null }, input.floor ?? null),
  });
  if (!added.ok) return added;
  keepTest(parts, added.value, provider.value, credential);
  log.info('account added', { account: added.value.id, provider: provider.value.id });
  return ok(stateOf(parts, { account: added.value, provider: provider.value }));
}

/**
 * Stores a new account under a new id. A credential for the vault is stored first, so that an account never exists without
 * it, whenever the process ends. All of it happens under one lock, so that the label and the id are still free.
 */
function keepAccount(
  { home, settings, vault, history }: EngineParts,
  provider: Provider,
  credential: Credential | null,
  givenLabel: string | undefined,
  account: Omit<Account, 'id' | 'label'>,
): Promise<CommandResult<Account>> {
  return withVaultLock(home, credential && vault, async (lock) => {
    const current = settings.read();
    if (!current.ok) return current;
    const { accounts, lastAccountNumber } = current.value;
    const label = newLabel(accounts, provider, givenLabel);
    if (!label.ok) return label;
    // If the settings were lost or are older, the history and the vault still know the ids that were given.
    const stored = await vault.ids();
    const given = [
      ...accounts.map(({ id }) => id),
      ...history.accounts(),
      ...(stored.ok ? stored.value : []),
    ];
    const number = Math.max(lastAccountNumber, ...given.map(accountNumber)) + 1;
    const added: Account = { ...account, id: `a${number}`, label: label.value };
    const kept = credential === null ? ok(undefined) : await vault.set(added.id, credential, lock);
    if (!kept.ok) return kept;
    const updated = await settings.update(
      (found) => ({ ...found, lastAccountNumber: number, accounts: [...found.accounts, added] }),
      lock,
    );
    if (updated.ok) return ok(added);
    if (credential !== null) await vault.remove(added.id, lock);
    return updated;
  });
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
  const { home, settings, vault, history, forecasts, observations, reachability, alerts, log } = parts;
  const found = findKnown(parts, reference);
  if (!found.ok) return found;
  const { id, provider, credential } = found.value.account;
  const isKept = credential.kind === 'vault' && !vault.isEmpty();
  if (isKept && vault.state() !== 'open') return notOpen(vault);
  const stored = isKept ? await vault.get(id) : ok(null);
  const updated = await withVaultLock(home, isKept ? vault : null, async (lock) => {
    const removed = isKept ? await vault.remove(id, lock) : ok(undefined);
    if (!removed.ok) return removed;
    return settings.update(
      (current) => ({ ...current, accounts: current.accounts.filter((account) => account.id !== id) }),
      lock,
    );
  });
  if (!updated.ok) return updated;
  alerts.accountRemoved(id);
  history.removeAccount(id);
  for (const each of [forecasts, observations, reachability]) each.forget(id);
  log.info('account removed', { account: id, provider });
  if (stored.ok && stored.value)
    for (const secret of secretsOf(found.value.provider.credentialFields, stored.value))
      log.forgetSecret(secret);
  return ok({});
}
