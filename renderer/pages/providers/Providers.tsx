import { Plus } from 'lucide-react';
import { type KeyboardEvent, useDeferredValue, useMemo, useState } from 'react';
import { findProviders } from '../../../shared/catalogue.ts';
import { formatDuration, formatQuantity } from '../../../shared/format.ts';
import type { ProviderInfo } from '../../../shared/model/index.ts';
import { monthWords } from '../../../shared/time/index.ts';
import { ExternalLink } from '../../components/controls/ExternalLink.tsx';
import { Button, EmptyState, Mark, SearchInput, useListKeys } from '../../components/index.ts';
import { Page } from '../../components/page/Page.tsx';
import { usePageKeys } from '../../components/page/usePageKeys.ts';
import { useAdding } from '../../dialogs/add/adding.ts';
import { useAccounts, useProviders } from '../../state/index.ts';
import styles from './Providers.module.css';

/** Of more providers than this the categories are listed above them, to jump to. */
const many = 20;

/** The catalogue: what each provider tells, what it needs for that, and what asking costs. */
export function Providers() {
  const providers = useProviders();
  const accounts = useAccounts();
  const [search, setSearch] = useState('');
  const { input, list, move } = useListKeys();
  // Typing does not wait for a long list to be drawn.
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
    <Page title="Providers" detail="Who can be watched, what they tell, and what Fuelgauge needs for it.">
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
              ? 'No credential. You log the use yourself, in the app or from a script.'
              : provider.credentialFields.map((field) => (
                  <p key={field.id}>
                    {field.label}
                    {field.hint && <span className={styles.hint}> {field.hint}</span>}
                  </p>
                ))}
          </dd>
          <dt>Asked</dt>
          <dd>{askedWords(provider)}</dd>
          <dt>Source</dt>
          <dd>
            <ExternalLink href={provider.docs.url}>Documentation</ExternalLink>
            <span className={styles.hint}>, read in {monthWords(provider.docs.readOn)}</span>
            {provider.credentialPage && (
              <>
                {' · '}
                <ExternalLink href={provider.credentialPage}>Get a credential</ExternalLink>
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
          aria-label={`Add an account at ${provider.name}`}
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
  if (provider.balance === 'ledger') return 'Never: it has nothing to ask.';
  const every = `Every ${formatDuration(provider.refresh.usualMs)}`;
  if (provider.checkCost === 0) return `${every}, free of charge.`;
  // A public price, not an amount of the person's: never hidden.
  return `${every}. Each check costs ${formatQuantity(provider.checkCost, provider.unit)}.`;
}
