import type { CommandResult } from '../../../shared/api/contract.ts';
import {
  type Account,
  type AccountState,
  type CommandError,
  fail,
  ok,
  type Result,
  type Settings,
} from '../../../shared/model/index.ts';
import type { Provider } from '../../providers/contract/provider.ts';
import type { EngineParts } from '../parts.ts';
import { stateOf } from '../state/app-state.ts';
import { findKnown } from '../state/known-accounts.ts';
import { replaceAccount } from '../store/accounts.ts';
import type { HeldLock } from '../store/lock.ts';

type Change = (account: Account, provider: Provider, settings: Settings) => Result<Account, CommandError>;

/** Changes one account in the settings, under their lock (`lock`: it is held). The settings announce the change. */
export async function changeAccount(
  parts: EngineParts,
  reference: string,
  change: Change,
  lock?: HeldLock,
): Promise<CommandResult<AccountState>> {
  const found = findKnown(parts, reference);
  if (!found.ok) return found;
  const { provider } = found.value;
  const { id } = found.value.account;
  const updated = await parts.settings.update((current) => {
    const account = current.accounts.find((other) => other.id === id);
    const outcome = account ? change(account, provider, current) : removed(reference);
    return outcome.ok ? ok(replaceAccount(current, outcome.value)) : outcome;
  }, lock);
  if (!updated.ok) return updated;
  const changed = findKnown(parts, id);
  return changed.ok ? ok(stateOf(parts, changed.value)) : changed;
}

/** Like `changeAccount`, for facts that balances depend on: records the new balances in the history. */
export async function changeFacts(
  parts: EngineParts,
  reference: string,
  change: Change,
): Promise<CommandResult<AccountState>> {
  const changed = await changeAccount(parts, reference, change);
  if (changed.ok) parts.reader.sample(changed.value.id, changed.value.pools);
  return changed;
}

export const removed = (reference: string) =>
  fail<CommandError>({
    kind: 'unknown-account',
    message: `The account “${reference}” has just been removed.`,
  });
