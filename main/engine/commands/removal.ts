import { setImmediate as pause } from 'node:timers/promises';
import { channelFields } from '../../../shared/alerts/channel-fields.ts';
import type { RemoveAccountInput, Restored } from '../../../shared/api/accounts.ts';
import type { CommandResult, Done } from '../../../shared/api/contract.ts';
import { type Account, type CommandError, fail, ok, type Settings } from '../../../shared/model/index.ts';
import { secretsOf } from '../../providers/contract/credential.ts';
import { vaultKey } from '../alerts/channels.ts';
import { reasonOf } from '../log.ts';
import type { EngineParts } from '../parts.ts';
import { forgetGlance } from '../store/glance.ts';
import {
  findRemovable,
  findResting,
  isOver,
  withDeletion,
  withOldVaultsOf,
  withoutRemoved,
  withRemoved,
  withRestored,
} from '../store/removed.ts';
import { forgetSetAside } from '../store/set-aside.ts';
import { notOpen, withVaultLock } from '../vault/vault.ts';

/** Lets an account rest, for which no vault is needed, or deletes it. */
export async function removeAccount(
  parts: EngineParts,
  { account: reference, forGood = false }: RemoveAccountInput,
): Promise<CommandResult<Done>> {
  const { settings, vault, clock, log } = parts;
  const found = findRemovable(settings.fromFile(), reference, forGood);
  if (!found.ok) return found;
  const { id, provider } = found.value;
  if (forGood && !canDelete(parts, found.value)) return notOpen(vault);
  const updated = await settings.update((current) => withRemoved(current, id, clock.now(), forGood));
  if (!updated.ok) return updated;
  const { forecasts, ledgers, observations, reachability, alerts, session } = parts;
  alerts.accountRemoved(id);
  for (const each of [forecasts, ledgers, observations, reachability]) each.forget(id);
  session.settled.delete(id);
  log.info('account removed', { account: id, provider });
  return forGood ? deleteAccount(parts, found.value) : ok({});
}

export async function restoreAccount(
  { settings, log }: EngineParts,
  { account: reference }: { account: string },
): Promise<CommandResult<Restored>> {
  const found = findResting(settings.fromFile().removed, reference);
  if (!found.ok) return found;
  const { id, label } = found.value.account;
  const updated = await settings.update((current) => withRestored(current, id));
  if (!updated.ok) return updated;
  const restored = updated.value.accounts.find((account) => account.id === id) ?? found.value.account;
  log.info('account restored', { account: id });
  return ok({ id, label: restored.label, renamedFrom: restored.label === label ? null : label });
}

/** Deletes the removed accounts whose time is over. Whatever fails is tried again at the next start, or a day later. */
export function deleteOverdue(parts: EngineParts): Promise<void> {
  const { session, log } = parts;
  session.deleting ??= deleteEach(parts)
    .catch((error: unknown) =>
      log.warn('a removed account could not be deleted', { reason: reasonOf(error) }),
    )
    .finally(() => {
      session.deleting = null;
    });
  return session.deleting;
}

async function deleteEach(parts: EngineParts): Promise<void> {
  const { settings, history, clock, log } = parts;
  const { removed } = settings.fromFile();
  if (removed.length === 0) return;
  const now = clock.now();
  history.recordDay(now);
  for (const entry of removed.filter((each) => isOver(each, history, now))) {
    if (entry.onlyOldVaults) {
      await deleteOldVaults(parts, entry.account.id);
      continue;
    }
    // Otherwise when the vault is unlocked.
    if (!canDelete(parts, entry.account)) continue;
    // From here on nobody can restore half of it, and whatever ends this process, the next one goes on.
    const marked = await settings.update((current) => withDeletion(current, entry));
    const deleted = marked.ok ? await deleteAccount(parts, entry.account) : marked;
    if (!deleted.ok) log.warn('a removed account could not be deleted', { reason: deleted.error.message });
  }
}

/** Whether its key can be deleted now, wherever it is. */
const canDelete = ({ vault }: EngineParts, { credential }: Account): boolean =>
  credential.kind !== 'vault' || vault.isEmpty() || vault.state() === 'open';

/**
 * Deletes all that is known of a removed account: its key and the vault's backup of it, its history and messages, what the
 * log, the last status and the files that were set aside have of it, and last the entry in the settings by which an unfinished deletion goes on.
 */
async function deleteAccount(parts: EngineParts, account: Account): Promise<CommandResult<Done>> {
  const { home, history, log, settings } = parts;
  const { id } = account;
  const forgotten = await deleteKey(parts, account);
  if (!forgotten.ok) return forgotten;
  while (history.removeSome(id)) await pause();
  if (!(await giveSpaceBack(parts))) return fail(inUse);
  log.forgetAccount(id);
  forgetSetAside(home, account);
  forgetGlance(home);
  const updated = await settings.update((current) => withOldVaultsOf(current, id));
  const ended = updated.ok ? await deleteOldVaults(parts, id) : updated;
  if (!ended.ok) return ended;
  log.info('account deleted', { account: id });
  return ok({});
}

const inUse: CommandError = {
  kind: 'not-writable',
  message:
    'Another program is reading the history file. What is left of the account is deleted at the next start of Fuelgauge.',
};

async function deleteKey(
  { home, vault, providers, log }: EngineParts,
  { id, provider }: Account,
): Promise<CommandResult<void>> {
  if (vault.isEmpty() || vault.state() !== 'open') return ok(undefined);
  const stored = await vault.get(id);
  // Also if nothing is stored any more: this writes the backup anew, too.
  const removed = await withVaultLock(home, vault, (lock) => vault.remove(id, lock));
  if (!removed.ok || !stored.ok || stored.value === null) return removed;
  const fields = providers.get(provider)?.credentialFields;
  for (const secret of fields ? secretsOf(fields, stored.value) : Object.values(stored.value))
    log.forgetSecret(secret);
  return removed;
}

/**
 * Deletes the vaults that were given up or lost, out of which nobody can take one key, and with them the last of a deleted
 * account. They stay while an account or a channel misses what may be in them.
 */
async function deleteOldVaults(
  { vault, settings }: EngineParts,
  id: string,
): Promise<CommandResult<unknown>> {
  if (vault.setAside().length > 0) {
    const kept = await vault.ids();
    const needed = keptInVault(settings.fromFile());
    if (!kept.ok || needed.some((each) => !kept.value.includes(each))) return ok({});
    const deleted = vault.deleteSetAside();
    if (!deleted.ok) return deleted;
  }
  return settings.update((current) => withoutRemoved(current, id));
}

/** What the vault has, or should have, of accounts and channels that are not deleted. */
function keptInVault({ accounts, removed, alerts }: Settings): string[] {
  const resting = removed.flatMap(({ account, forGood }) => (forGood ? [] : [account]));
  return [
    ...[...accounts, ...resting].filter(({ credential }) => credential.kind === 'vault').map(({ id }) => id),
    ...alerts.channels.filter(({ kind }) => channelFields[kind].length > 0).map(({ id }) => vaultKey(id)),
  ];
}

/** Gives the disk back what the history no longer needs, in short steps. False: another process was reading. */
export async function giveSpaceBack({ history }: Pick<EngineParts, 'history'>): Promise<boolean> {
  while (history.giveBackSome()) await pause();
  for (let tries = 0; tries < 20; tries += 1) {
    if (history.emptyLog()) return true;
    await pause();
  }
  return false;
}
