import { useEffect } from 'react';
import type { CatalogueEntry } from '../../shared/catalogue/entry.ts';
import type { AppState } from '../../shared/model/index.ts';
import { api, outcome } from './client.ts';
import { useStatePart, useStore } from './store.ts';

/** All providers, while they load. */
export type Catalogue =
  | { state: 'loading' }
  | { state: 'failed'; message: string; retry: () => void }
  | { state: 'ready'; entries: readonly CatalogueEntry[] };

/** All providers that Fuelgauge knows: loaded when the first component asks, then kept. */
export function useCatalogue(): Catalogue {
  const mode = useStatePart('mode');
  const catalogue = useStore((store) => store.catalogue);
  useEffect(() => {
    const held = useStore.getState().catalogue;
    if (held?.mode !== mode || held.answer?.ok === false) load(mode);
  }, [mode]);
  if (catalogue?.mode !== mode || catalogue.answer === null) return { state: 'loading' };
  const { answer } = catalogue;
  if (answer.ok) return { state: 'ready', entries: answer.value };
  return { state: 'failed', message: answer.error.message, retry: () => load(mode) };
}

/** All providers, or none as long as they are not there. */
export function useCatalogueEntries(): readonly CatalogueEntry[] {
  const catalogue = useCatalogue();
  return catalogue.state === 'ready' ? catalogue.entries : none;
}
const none: readonly CatalogueEntry[] = [];

/** Loads it again, after a provider of your own has changed. */
export const reloadCatalogue = (mode: AppState['mode']): void => load(mode);

function load(mode: AppState['mode']): void {
  const asked = { mode, answer: null };
  useStore.setState({ catalogue: asked });
  void outcome(api.catalogue.query()).then((answer) => {
    // Unless the demo was started or left meanwhile.
    if (useStore.getState().catalogue === asked) useStore.setState({ catalogue: { mode, answer } });
  });
}
