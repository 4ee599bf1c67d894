import { useAccounts, useProviders } from '../../state/store.ts';

/** Ids of the accounts whose provider or label contains the text, most urgent first. */
export function useFound(wanted: string): string[] {
  const accounts = useAccounts();
  const providers = useProviders();
  const words = wanted.trim().toLowerCase();
  const names = new Map(providers.map(({ id, name }) => [id, name]));
  return accounts
    .filter(({ provider, label }) =>
      `${names.get(provider) ?? provider} ${label}`.toLowerCase().includes(words),
    )
    .map(({ id }) => id);
}
