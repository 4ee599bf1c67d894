import type { AddAccountInput, EditAccountInput, OrderAccountsInput } from '../../../shared/api/accounts.ts';
import type { CommandResult, Done } from '../../../shared/api/contract.ts';
import { type Account, type AccountState, ok, type Settings } from '../../../shared/model/index.ts';
import type { Provider } from '../../providers/contract/provider.ts';
import type { EngineParts } from '../parts.ts';
import { stateOf } from '../state/app-state.ts';
import { findKnown, findProvider } from '../state/known-accounts.ts';
import { accountNumber, checkPaidChecks, editedAccount, floored, newLabel } from '../store/accounts.ts';
import { pricedAccount } from '../store/prices.ts';
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
  const { source, credential, nearHosts } = given.value;
  if (source.kind === 'vault' && vault.state() !== 'open') return notOpen(vault);

  const stored = source.kind === 'vault' ? credential : null;
  const added = await keepAccount(parts, provider.value, stored, input.label, {
    provider: provider.value.id,
    tags: [],
    note: '',
    pinned: false,
    hidden: false,
    createdAt: clock.now(),
    credential: source,
    credentialEnd: credentialEnd(provider.value, credential),
    credentialSince: source.kind === 'none' ? null : clock.now(),
    paused: false,
    intervalMs: null,
    ...(paidChecks.value !== undefined && { paidChecks: paidChecks.value }),
    ...(nearHosts.length > 0 && { nearHosts }),
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
    const label = newLabel(current.value.accounts, provider, givenLabel);
    if (!label.ok) return label;
    const number = (await lastNumber({ vault, history }, current.value)) + 1;
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

/** The highest number ever given. If the settings were lost or are older, the history and the vault still know it. */
export async function lastNumber(
  { vault, history }: Pick<EngineParts, 'vault' | 'history'>,
  { accounts, removed, lastAccountNumber }: Settings,
): Promise<number> {
  const stored = await vault.ids();
  const inSettings = [...accounts, ...removed.map(({ account }) => account)].map(({ id }) => id);
  const given = [...inSettings, ...history.accounts(), ...(stored.ok ? stored.value : [])];
  return given.reduce((most, id) => Math.max(most, accountNumber(id)), lastAccountNumber);
}

export async function editAccount(
  parts: EngineParts,
  input: EditAccountInput,
): Promise<CommandResult<AccountState>> {
  const found = findKnown(parts, input.account);
  if (!found.ok) return found;
  // Before the edit, which may change the plan as well.
  const credits = input.price ? (stateOf(parts, found.value).pools[0]?.cycle?.grant ?? null) : null;
  return changeFacts(parts, found.value.account.id, (account, provider, settings) => {
    const edited = editedAccount(settings, account, provider, input);
    return edited.ok ? pricedAccount(edited.value, input, credits) : edited;
  });
}

/** Accounts at a provider that this version does not know stay behind, too. */
export async function orderAccounts(
  parts: EngineParts,
  { accounts: references }: OrderAccountsInput,
): Promise<CommandResult<Done>> {
  const ids: string[] = [];
  for (const reference of references) {
    const found = findKnown(parts, reference);
    if (!found.ok) return found;
    ids.push(found.value.account.id);
  }
  const wanted = new Map(ids.map((id, place) => [id, place]));
  const placeOf = ({ id }: Account) => wanted.get(id) ?? ids.length;
  const updated = await parts.settings.update((current) => ({
    ...current,
    accounts: current.accounts.toSorted((a, b) => placeOf(a) - placeOf(b)),
  }));
  return updated.ok ? ok({}) : updated;
}
