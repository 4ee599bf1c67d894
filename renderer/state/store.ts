import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { AccountState, AppState, ProviderInfo } from '../../shared/model/index.ts';

/** What the page knows of the engine. `lost`: what is shown may be out of date; it reconnects by itself. */
export interface Store {
  state: AppState | null;
  connection: 'connecting' | 'live' | 'lost';
}

// A push keeps the identity of whatever it does not change (shared/state-push.ts). A component that takes its own part
// from one of the hooks below is therefore drawn again only when that part changed.
export const useStore = create<Store>(() => ({ state: null, connection: 'connecting' }));

/** Reads from the state. Only for what is below `App`, which waits for the first one. */
function useFrom<Part>(select: (state: AppState) => Part): Part {
  return useStore(({ state }) => {
    if (state === null) throw new Error('The state is used before the first one has come.');
    return select(state);
  });
}

const whole = (state: AppState) => state;

/** The whole state, new with every push: what uses it is drawn again each time. Prefer a part. */
export function useAppState(): AppState {
  return useFrom(whole);
}

/** One part of the state, such as `vault`; the same object until it changes. */
export function useStatePart<Name extends keyof AppState>(name: Name): AppState[Name] {
  return useFrom((state) => state[name]);
}

/** All accounts, most urgent first; the same array until one of them changes, or their order. */
export const useAccounts = (): AppState['accounts'] => useStatePart('accounts');

/** Ids of all accounts, most urgent first; the same array until one comes, goes or changes its place. */
export function useAccountIds(): string[] {
  return useStore(useShallow(({ state }) => state?.accounts.map(({ id }) => id) ?? []));
}

/** The same object until this account changes; undefined where there is none of that id. */
export function useAccount(id: string): AccountState | undefined {
  return useStore(({ state }) => state?.accounts.find((account) => account.id === id));
}

export const useProviders = (): AppState['providers'] => useStatePart('providers');

export function useProvider(id: string): ProviderInfo | undefined {
  return useStore(({ state }) => state?.providers.find((provider) => provider.id === id));
}

export const usePreferences = (): AppState['preferences'] => useStatePart('preferences');

export const useVault = (): AppState['vault'] => useStatePart('vault');
