import { isDeepStrictEqual } from 'node:util';
import type { GivenCredential, ReplaceCredentialInput } from '../../../shared/api/accounts.ts';
import type { CommandResult, Done } from '../../../shared/api/contract.ts';
import {
  type Account,
  type AccountState,
  type CommandError,
  fail,
  ok,
  type Result,
} from '../../../shared/model/index.ts';
import { nearAddresses } from '../../providers/contract/credential.ts';
import type { Provider } from '../../providers/contract/provider.ts';
import type { EngineParts } from '../parts.ts';
import { stateOf } from '../state/app-state.ts';
import { findKnown, knownAccounts } from '../state/known-accounts.ts';
import { accountNumber } from '../store/accounts.ts';
import {
  type Credential,
  checkCredential,
  credentialEnd,
  fromEnvironment,
  openQuestion,
  resolveCredential,
} from '../vault/credentials.ts';
import { notOpen, withVaultLock } from '../vault/vault.ts';
import { changeAccount, removed } from './change-account.ts';
import { deleteOverdue } from './removal.ts';

interface Checked {
  source: Account['credential'];
  credential: Credential;
  /** The hosts in your own network that it names, all of which you agreed to. */
  nearHosts: string[];
}

/** A given credential after its check, and where to store it. `agreed`: hosts in your own network that may be asked. */
export function checkGiven(
  { environment }: EngineParts,
  provider: Provider,
  given: GivenCredential,
  agreed?: readonly string[],
): Result<Checked, CommandError> {
  if (provider.credentialFields.length === 0)
    return ok({ source: { kind: 'none' }, credential: {}, nearHosts: [] });
  const read = given.from === 'values' ? ok(given.values) : fromEnvironment(given.variables, environment);
  const checked = read.ok ? checkCredential(provider, read.value) : read;
  if (!checked.ok) return checked;
  const source: Account['credential'] =
    given.from === 'values' ? { kind: 'vault' } : { kind: 'environment', variables: given.variables };
  const question = given.near ? null : openQuestion(provider, checked.value, agreed);
  if (question !== null) return fail({ kind: 'needs-consent', message: question });
  const nearHosts = nearAddresses(provider.credentialFields, checked.value).map(({ host }) => host);
  return ok({ source, credential: checked.value, nearHosts });
}

export async function replaceCredential(
  parts: EngineParts,
  { account: reference, credential: given }: ReplaceCredentialInput,
): Promise<CommandResult<AccountState>> {
  const { home, vault, settings, reader, clock, environment } = parts;
  const found = findKnown(parts, reference);
  if (!found.ok) return found;
  const { account, provider } = found.value;
  const checked = checkGiven(parts, provider, given, account.nearHosts);
  if (!checked.ok) return checked;
  const { source, credential, nearHosts } = checked.value;
  if ([source, account.credential].some(({ kind }) => kind === 'vault') && vault.state() !== 'open')
    return notOpen(vault);
  const isKept = source.kind === 'vault';
  // In one turn, and never an account whose key is not there, whenever the process ends.
  const replaced = await withVaultLock(home, isKept ? vault : null, async (lock) => {
    const current = settings.read();
    if (!current.ok) return current;
    if (!current.value.accounts.some(({ id }) => id === account.id)) return removed(reference);
    const before = await resolveCredential(account, vault, environment);
    const isSame = before.ok && isDeepStrictEqual(before.value, credential);
    const next = {
      credential: source,
      credentialEnd: credentialEnd(provider, credential),
      credentialSince: isSame ? account.credentialSince : clock.now(),
      ...([...(account.nearHosts ?? []), ...nearHosts].length > 0 && { nearHosts }),
    };
    const kept = isKept ? await vault.set(account.id, credential, lock) : ok(undefined);
    if (!kept.ok) return kept;
    reader.credentialReplaced(account.id, credential);
    const known = { ...account, ...next };
    if (isDeepStrictEqual(known, account)) {
      // Nothing has changed, so the settings announce nothing.
      parts.changed([account.id]);
      return ok(stateOf(parts, found.value));
    }
    const changed = await changeAccount(parts, account.id, (latest) => ok({ ...latest, ...next }), lock);
    if (!changed.ok || isKept || account.credential.kind !== 'vault') return changed;
    const cleared = await vault.remove(account.id, lock);
    return cleared.ok ? changed : cleared;
  });
  if (!replaced.ok) return replaced;
  keepTest(parts, account, provider, credential);
  const after = findKnown(parts, account.id);
  return after.ok ? ok(stateOf(parts, after.value)) : after;
}

/** What a test has just got with this credential becomes the account's reading, so that the provider is not asked twice. */
export function keepTest(
  { tested, reader }: EngineParts,
  account: Account,
  provider: Provider,
  credential: Credential,
): void {
  const test = tested.recall(provider, credential);
  if (test !== null) reader.keep(account, provider, credential, test);
}

export async function unlock(
  parts: EngineParts,
  { passphrase, startOver }: { passphrase: string; startOver?: boolean | undefined },
): Promise<CommandResult<Done>> {
  const { vault, session, changed } = parts;
  const opened = await vault.unlock(passphrase, { startOver });
  if (vault.kind === 'system') session.keychainProblem = opened.ok ? null : opened.error.message;
  if (!opened.ok) {
    changed('all');
    return opened;
  }
  await mendVault(parts);
  void deleteOverdue(parts);
  changed('all');
  return ok({});
}

/** Removes what processes that were killed left in an open vault. */
export async function mendVault(parts: EngineParts): Promise<void> {
  if (parts.vault.state() !== 'open') return;
  await removeOrphans(parts);
  await parts.alerts.mendChannels();
  await learnHosts(parts);
}

/** Reads the addresses that you entered, so that they are among the hosts before they are asked again. */
async function learnHosts(parts: EngineParts): Promise<void> {
  const entered = knownAccounts(parts).filter(({ provider }) =>
    provider.credentialFields.some(({ address }) => address),
  );
  for (const { account } of entered) await parts.reader.fingerprintOf(account);
  if (entered.length > 0) parts.changed(entered.map(({ account }) => account.id));
}

/**
 * Removes credentials of accounts that were deleted by a process without this vault, or never added, because a process was
 * killed. What has a history stays: the settings may have been lost, and come back.
 */
export async function removeOrphans({ home, vault, settings, history, log }: EngineParts): Promise<void> {
  if (vault.state() !== 'open') return;
  const orphans = async (): Promise<string[]> => {
    const ids = await vault.ids();
    const current = settings.read();
    if (!ids.ok || !current.ok) return [];
    const { accounts, removed } = current.value;
    // Of those that are deleted, no key stays, from wherever an old vault comes back.
    const resting = removed.flatMap(({ account, onlyOldVaults }) => (onlyOldVaults ? [] : [account.id]));
    const known = [...accounts.map(({ id }) => id), ...resting, ...history.accounts()];
    return ids.value.filter(
      (id) =>
        accountNumber(id) > 0 && accountNumber(id) <= current.value.lastAccountNumber && !known.includes(id),
    );
  };
  if ((await orphans()).length === 0) return;
  await withVaultLock(home, vault, async (lock) => {
    for (const id of await orphans()) {
      const removed = await vault.remove(id, lock);
      if (!removed.ok) return removed;
      log.info('a credential without an account was removed', { account: id });
    }
    return ok(undefined);
  });
}
