import {
  type Account,
  type CommandError,
  ok,
  type Result,
  unknownProvider,
} from '../../../shared/model/index.ts';
import type { Provider } from '../../providers/contract/provider.ts';
import type { KnownAccount } from '../known-account.ts';
import type { EngineParts } from '../parts.ts';
import { findAccount } from '../store/accounts.ts';

type Parts = Pick<EngineParts, 'settings' | 'providers'>;

interface Made {
  of: ReadonlyMap<string, Provider>;
  known: ReadonlyMap<string, KnownAccount>;
}

/** Made once for each state of the settings, because they are asked for at every step. */
const madeBefore = new WeakMap<readonly Account[], Made>();

function knownById({ settings, providers }: Parts): ReadonlyMap<string, KnownAccount> {
  const { accounts } = settings.get();
  const all = providers.all();
  const before = madeBefore.get(accounts);
  if (before?.of === all) return before.known;
  const known = new Map<string, KnownAccount>();
  for (const account of accounts) {
    const provider = all.get(account.provider);
    if (provider) known.set(account.id, { account, provider });
  }
  madeBefore.set(accounts, { of: all, known });
  return known;
}

/** The accounts in the settings whose provider this version knows, in order. */
export const knownAccounts = (parts: Parts): readonly KnownAccount[] => [...knownById(parts).values()];

/** The account with this id; undefined if there is none, or if its provider is unknown. */
export const knownAccount = (parts: Parts, id: string): KnownAccount | undefined => knownById(parts).get(id);

/** The account that `findAccount` finds, and its provider. */
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
