import { create } from 'zustand';
import type { AccountState, AppState, ProviderInfo } from '../../shared/model/index.ts';

/** What the page knows of the engine. `lost`: what is shown may be out of date; it reconnects by itself. */
export interface Store {
  state: AppState | null;
  connection: 'connecting' | 'live' | 'lost';
}

export const useStore = create<Store>(() => ({ state: null, connection: 'connecting' }));

/** The state. Only for what is below `App`, which waits for the first one. */
export function useAppState(): AppState {
  const state = useStore((store) => store.state);
  if (state === null) throw new Error('useAppState is used before the first state has come.');
  return state;
}

export function useAccount(id: string): AccountState | undefined {
  return useStore((store) => store.state?.accounts.find((account) => account.id === id));
}

export function useProvider(id: string): ProviderInfo | undefined {
  return useStore((store) => store.state?.providers.find((provider) => provider.id === id));
}
