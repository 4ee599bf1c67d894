import { useMemo } from 'react';
import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { CatalogueEntry } from '../../shared/catalogue/entry.ts';
import type { AccountState, AppState, CommandError, ProviderInfo, Result } from '../../shared/model/index.ts';
import { accountsNamed } from '../../shared/names.ts';
import { visibleAccounts } from '../../shared/standing/index.ts';

/**
 * The engine's state. `lost`: it may be out of date; the page reconnects by itself. `signed-out`: Fuelgauge answers, but does
 * not let this browser in until you sign in again.
 */
export interface Store {
  state: AppState | null;
  connection: 'connecting' | 'live' | 'lost' | 'signed-out';
  /** All providers, once a page asked for them; `answer` null while they load. The demo has its own. */
  catalogue: { mode: AppState['mode']; answer: Result<CatalogueEntry[], CommandError> | null } | null;
}

// A push keeps the identity of whatever it does not change (shared/state-push.ts). A component that reads its part
// through one of the hooks below therefore renders again only when that part changes.
export const useStore = create<Store>(() => ({ state: null, connection: 'connecting', catalogue: null }));

/** Reads from the state. Only for components below `App`, which waits for the first state. */
function useFrom<Part>(select: (state: AppState) => Part): Part {
  return useStore(({ state }) => {
    if (state === null) throw new Error('The state was read before the first one arrived.');
    return select(state);
  });
}

/** Whether what the page shows may be out of date, because the connection is gone. */
export const useIsOutdated = (): boolean =>
  useStore(({ connection }) => connection === 'lost' || connection === 'signed-out');

const whole = (state: AppState) => state;

/** The whole state, new with every push: components that use it render each time. Prefer a part. */
export function useAppState(): AppState {
  return useFrom(whole);
}

/** One part of the state, such as `vault`; the same object until it changes. */
export function useStatePart<Name extends keyof AppState>(name: Name): AppState[Name] {
  return useFrom((state) => state[name]);
}

/** All accounts, most urgent first; the same array until an account or the order changes. */
export const useAccounts = (): AppState['accounts'] => useStatePart('accounts');

/** Those that are not hidden, most urgent first; the same array until an account or the order changes. */
export function useVisibleAccounts(): AccountState[] {
  const accounts = useAccounts();
  return useMemo(() => visibleAccounts(accounts), [accounts]);
}

/** Ids of all accounts, most urgent first; the same array until they or their order change. */
export function useAccountIds(): string[] {
  return useStore(useShallow(({ state }) => state?.accounts.map(({ id }) => id) ?? []));
}

/** The same object until this account changes; undefined if there is none with that id. */
export function useAccount(id: string): AccountState | undefined {
  return useStore(({ state }) => state?.accounts.find((account) => account.id === id));
}

/** The id of the only account that a name can mean; null if there is none, or several. */
export function useNamedAccount(name: string): string | null {
  return useStore(({ state }) => {
    const [first, ...others] = accountsNamed(state?.accounts ?? [], name);
    return first !== undefined && others.length === 0 ? first.id : null;
  });
}

/** The providers that accounts use. All that Fuelgauge knows are in the catalogue. */
export const useProviders = (): AppState['providers'] => useStatePart('providers');

export function useProvider(id: string): ProviderInfo | undefined {
  return useStore(({ state }) => state?.providers.find((provider) => provider.id === id));
}

export const usePreferences = (): AppState['preferences'] => useStatePart('preferences');

export const useVault = (): AppState['vault'] => useStatePart('vault');

/** Whether the vault needs you. A keychain that was only just asked may still answer by itself. */
export const isLocked = ({ state, kind, problem }: AppState['vault']): boolean =>
  state === 'locked' && (kind !== 'system' || problem !== undefined);
