import { pinnedFirst } from '../../../shared/standing/index.ts';
import { useProviders, useVisibleAccounts } from '../../state/store.ts';

/** Ids of the accounts whose provider or label contains the text: pinned ones, then the most urgent first. */
export function useFound(wanted: string): string[] {
  const accounts = useVisibleAccounts();
  const providers = useProviders();
  const words = wanted.trim().toLowerCase();
  const names = new Map(providers.map(({ id, name }) => [id, name]));
  return pinnedFirst(accounts)
    .filter(({ provider, label }) =>
      `${names.get(provider) ?? provider} ${label}`.toLowerCase().includes(words),
    )
    .map(({ id }) => id);
}
