export { type Catalogue, reloadCatalogue, useCatalogue, useCatalogueEntries } from './catalogue.ts';
export { api, outcome } from './client.ts';
export { useNow, useWritingContext } from './now.ts';
export {
  isLocked,
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
  useVisibleAccounts,
} from './store.ts';
