import { type CommandError, ok, type Result, unknownProvider } from '../../../shared/model/index.ts';
import type { Provider } from '../../providers/contract/provider.ts';
import type { EngineParts, KnownAccount } from '../parts.ts';
import { findAccount } from '../store/accounts.ts';

/** The accounts in the settings whose provider this version knows, in order. */
export function knownAccounts({ settings, providers }: EngineParts): readonly KnownAccount[] {
  return settings.get().accounts.flatMap((account) => {
    const provider = providers.get(account.provider);
    return provider ? [{ account, provider }] : [];
  });
}

/** The account with this id or unambiguous label, and its provider. */
export function findKnown(
  { settings, providers }: EngineParts,
  reference: string,
): Result<KnownAccount, CommandError> {
  const found = findAccount(settings.get().accounts, reference);
  if (!found.ok) return found;
  const provider = findProvider(providers, found.value.provider);
  return provider.ok ? ok({ account: found.value, provider: provider.value }) : provider;
}

export function findProvider(
  providers: EngineParts['providers'],
  id: string,
): Result<Provider, CommandError> {
  const provider = providers.get(id);
  return provider ? ok(provider) : unknownProvider(id);
}
