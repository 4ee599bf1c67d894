import { type ReactNode, useDeferredValue, useMemo } from 'react';
import type { CatalogueEntry } from '../../../shared/catalogue/entry.ts';
import { searchProviders } from '../../../shared/catalogue/search.ts';
import { CatalogueWait } from '../../components/feedback/CatalogueWait.tsx';
import { Button, EmptyState, SearchInput, useListKeys } from '../../components/index.ts';
import { Page } from '../../components/page/Page.tsx';
import { usePageKeys } from '../../components/page/usePageKeys.ts';
import { MissingProvider } from '../../dialogs/add/MissingProvider.tsx';
import { useAccounts, useCatalogue } from '../../state/index.ts';
import { Categories } from './list/Categories.tsx';
import { ProviderRow } from './list/ProviderRow.tsx';
import styles from './Providers.module.css';
import { useCatalogueView, wholeCatalogue } from './view.ts';

/** The catalogue, or that it is still loading. */
export function Providers() {
  const catalogue = useCatalogue();
  if (catalogue.state === 'ready') return <Found providers={catalogue.entries} />;
  return (
    <Page title="Providers">
      <CatalogueWait catalogue={catalogue} />
    </Page>
  );
}

/** All providers that fit what you look for: what each reports, what it needs, and how we know. */
function Found({ providers }: { providers: readonly CatalogueEntry[] }) {
  const accounts = useAccounts();
  const { search, category } = useCatalogueView();
  const { input, list, move } = useListKeys();
  // Typing stays responsive while a long list renders.
  const wanted = useDeferredValue(search);
  const fitting = useMemo(() => flat(providers, wanted), [providers, wanted]);
  const counts = useMemo(() => Map.groupBy(accounts, ({ provider }) => provider), [accounts]);
  usePageKeys(useMemo(() => ({ '/': () => input.current?.focus() }), [input]));

  const shown = category === null ? fitting : fitting.filter((one) => one.category === category);
  const showAll = () => {
    useCatalogueView.setState(wholeCatalogue);
    input.current?.focus();
  };
  return (
    <Page
      title="Providers"
      heading={providers.length === 1 ? '1 provider' : `${providers.length} providers`}
      detail={detailOf(counts.size)}
    >
      <div className={styles.search}>
        <SearchInput
          ref={input}
          aria-label="Search for a provider"
          aria-keyshortcuts="/"
          placeholder="Search names, categories or variables, such as OPENROUTER_API_KEY"
          value={search}
          onChange={(event) => useCatalogueView.setState({ search: event.currentTarget.value })}
          onKeyDown={(event) => {
            const first = list.current?.querySelector('a');
            if (event.key === 'Enter' && search.trim() !== '') first?.click();
            else move(event);
          }}
        />
      </div>
      <Categories
        providers={fitting}
        chosen={category}
        onChoose={(chosen) => useCatalogueView.setState({ category: chosen })}
      />
      <p className="visually-hidden" role="status">
        {shown.length === providers.length ? '' : `${shown.length} of ${providers.length} providers`}
      </p>
      {shown.length === 0 ? (
        <EmptyState title={nothingWords(wanted)} action={<Button onClick={showAll}>Show all</Button>} />
      ) : (
        <div ref={list} className={styles.frame}>
          <Heads>
            <span>Provider</span>
            <span>Reports</span>
            <span>Needs</span>
            <span>Source</span>
          </Heads>
          <ul>
            {shown.map((provider) => (
              <ProviderRow
                key={provider.id}
                provider={provider}
                accounts={counts.get(provider.id)?.length ?? 0}
                onKeyDown={move}
              />
            ))}
          </ul>
        </div>
      )}
      <div className={styles.missing}>
        <p>{confirmedSentence(providers)}</p>
        <MissingProvider />
      </div>
    </Page>
  );
}

/** What stands in each column. Each cell says it by itself, so only eyes need this. */
const Heads = ({ children }: { children: ReactNode }) => (
  <div className={styles.heads} aria-hidden="true">
    {children}
  </div>
);

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare;

/** The best match first; without a search, by name. */
function flat(providers: readonly CatalogueEntry[], search: string): CatalogueEntry[] {
  const found = searchProviders(providers, search).flatMap((group) => group.providers);
  return search.trim() === '' ? found.toSorted((a, b) => byName(a.name, b.name)) : found;
}

function detailOf(yours: number): string {
  const what = 'What each reports, and which key it needs.';
  return yours === 0 ? what : `${what} ${yours === 1 ? 'One of them is' : `${yours} of them are`} yours.`;
}

/** What the word in the column “Source” leaves open. */
function confirmedSentence(providers: readonly CatalogueEntry[]): string {
  const open = providers.filter(({ evidence }) => evidence?.confirmed === null).length;
  if (open === 0) return '';
  if (open === providers.length) return 'None is confirmed against the live service yet.';
  return `${open} of ${providers.length} are not yet confirmed against the live service.`;
}

const nothingWords = (search: string): string =>
  search.trim() === '' ? 'No provider is in this category.' : `No provider matches “${search.trim()}”.`;
