import { Plus } from 'lucide-react';
import { type KeyboardEvent, useDeferredValue, useMemo, useState } from 'react';
import { findProviders } from '../../../shared/catalogue/search.ts';
import { formatDuration, formatQuantity } from '../../../shared/format.ts';
import type { ProviderInfo } from '../../../shared/model/index.ts';
import { monthWords } from '../../../shared/time/index.ts';
import { ExternalLink } from '../../components/controls/ExternalLink.tsx';
import { Button, EmptyState, Mark, SearchInput, useListKeys } from '../../components/index.ts';
import { Page } from '../../components/page/Page.tsx';
import { usePageKeys } from '../../components/page/usePageKeys.ts';
import { useAdding } from '../../dialogs/add/adding.ts';
import { useAccounts, useCatalogueEntries } from '../../state/index.ts';
import styles from './Providers.module.css';

/** With more providers than this, links above them jump to each category. */
const many = 20;

/** The catalogue: what each provider reports, what it needs, and what a check costs. */
export function Providers() {
  const providers = useCatalogueEntries();
  const accounts = useAccounts();
  const [search, setSearch] = useState('');
  const { input, list, move } = useListKeys();
  // Typing stays responsive while a long list renders.
  const wanted = useDeferredValue(search);
  const groups = useMemo(() => findProviders(providers, wanted), [providers, wanted]);
  const counts = useMemo(() => Map.groupBy(accounts, ({ provider }) => provider), [accounts]);
  usePageKeys(useMemo(() => ({ '/': () => input.current?.focus() }), [input]));

  const showAll = () => {
    setSearch('');
    input.current?.focus();
  };
  const jumpTo = (category: string) => {
    const headings = [...(list.current?.querySelectorAll<HTMLElement>('[data-category]') ?? [])];
    const heading = headings.find(({ dataset }) => dataset.category === category);
    heading?.parentElement?.scrollIntoView();
    heading?.focus({ preventScroll: true });
  };
  const found = groups.reduce((sum, group) => sum + group.providers.length, 0);
  return (
    <Page title="Providers" detail="Supported providers, what they report, and what each one needs.">
      <div className={styles.bar}>
        <SearchInput
          ref={input}
          aria-label="Search for a provider"
          placeholder="Search by name or category"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={move}
        />
        <p className={styles.hint} role="status">
          {found === providers.length ? '' : `${found} of `}
          {providers.length} providers
        </p>
      </div>
      {found > many && (
        <nav className={styles.jumps} aria-label="Categories">
          {groups.map(({ category, name, providers: members }) => (
            <Button key={category} variant="quiet" onClick={() => jumpTo(category)}>
              {name} <span className={styles.count}>{members.length}</span>
            </Button>
          ))}
        </nav>
      )}
      {groups.length === 0 && (
        <EmptyState
          title={`No provider matches “${wanted.trim()}”.`}
          action={<Button onClick={showAll}>Show all</Button>}
        />
      )}
      <div ref={list}>
        {groups.map((group) => (
          <section key={group.category} className={styles.group} aria-label={group.name}>
            <h2 className={styles.category} tabIndex={-1} data-category={group.category}>
              {group.name} <span className={styles.count}>{group.providers.length}</span>
            </h2>
            <ul className={styles.list}>
              {group.providers.map((provider) => (
                <Entry
                  key={provider.id}
                  provider={provider}
                  accounts={counts.get(provider.id)?.length ?? 0}
                  onKeyDown={move}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Page>
  );
}

function Entry({
  provider,
  accounts,
  onKeyDown,
}: {
  provider: ProviderInfo;
  accounts: number;
  onKeyDown: (event: KeyboardEvent) => void;
}) {
  const add = useAdding();
  return (
    <li className={styles.entry}>
      <Mark provider={provider} />
      <div className={styles.words}>
        <h3 className={styles.name}>{provider.name}</h3>
        <p>{provider.tells}</p>
        <dl className={styles.facts}>
          <dt>Needs</dt>
          <dd>
            {provider.credentialFields.length === 0
              ? 'No key. You log your use, in the app or from a script.'
              : provider.credentialFields.map((field) => (
                  <p key={field.id}>
                    {field.label}
                    {field.hint && <span className={styles.hint}> {field.hint}</span>}
                  </p>
                ))}
          </dd>
          <dt>Checked</dt>
          <dd>{askedWords(provider)}</dd>
          <dt>Source</dt>
          <dd>
            <ExternalLink href={provider.docs.url}>Documentation</ExternalLink>
            <span className={styles.hint}>, read in {monthWords(provider.docs.readOn)}</span>
            {provider.credentialPage && (
              <>
                {' · '}
                <ExternalLink href={provider.credentialPage}>Get a key</ExternalLink>
              </>
            )}
          </dd>
        </dl>
      </div>
      <div className={styles.side}>
        <Button
          icon={<Plus aria-hidden="true" />}
          onClick={() => add(provider.id)}
          onKeyDown={onKeyDown}
          aria-label={`Add account at ${provider.name}`}
        >
          Add
        </Button>
        {accounts > 0 && (
          <p className={styles.hint}>{accounts === 1 ? '1 account' : `${accounts} accounts`}</p>
        )}
      </div>
    </li>
  );
}

function askedWords(provider: ProviderInfo): string {
  if (provider.balance === 'ledger') return 'Never: it has no balance endpoint.';
  const every = `Every ${formatDuration(provider.refresh.usualMs)}`;
  if (provider.checkCost === 0) return `${every}, for free.`;
  // A public price, not one of your amounts, so it is never hidden.
  return `${every}. Each check costs ${formatQuantity(provider.checkCost, provider.unit)}.`;
}
