export { type Catalogue, useCatalogue, useCatalogueEntries } from './catalogue.ts';
export { api, outcome } from './client.ts';
export { useNow, useWritingContext } from './now.ts';
export {
  useAccount,
  useAccountIds,
  useAccounts,
  useAppState,
  useIsOutdated,
  useNamedAccount,
  usePreferences,
  useProvider,
  useProviders,
  useStatePart,
  useStore,
  useVault,
} from './store.ts';
