import { useId, useMemo, useState } from 'react';
import { findProviders } from '../../../shared/catalogue/search.ts';
import type { ProviderInfo } from '../../../shared/model/index.ts';
import { Mark } from '../../components/data/Mark.tsx';
import { SearchInput, useListKeys } from '../../components/form/SearchInput.tsx';
import { lowerFirst } from '../credential/CredentialFields.tsx';
import { MissingProvider } from './MissingProvider.tsx';
import styles from './ProviderList.module.css';

/** What a provider needs, in a few words. */
export function needs(provider: ProviderInfo): string {
  if (provider.credentialFields.length === 0) return 'Needs no key: you log your use';
  const fields = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(
    provider.credentialFields.map((field) => lowerFirst(field.label)),
  );
  const more = provider.balance === 'usage' ? ' and your plan: it reports use, not the balance' : '';
  return `Needs ${/^[aeio]/i.test(fields) ? 'an' : 'a'} ${fields}${more}`;
}

/** A list of providers to choose from: type to search, arrows to move, Enter to choose. */
export function ProviderList({
  providers,
  onChoose,
}: {
  providers: readonly ProviderInfo[];
  onChoose(provider: ProviderInfo): void;
}) {
  const [search, setSearch] = useState('');
  const { input, list, move } = useListKeys();
  const id = useId();
  const groups = useMemo(() => findProviders(providers, search), [providers, search]);

  return (
    <>
      <SearchInput
        ref={input}
        aria-label="Search for a provider"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          const first = groups[0]?.providers[0];
          if (event.key !== 'Enter' || first === undefined) return move(event);
          event.preventDefault();
          onChoose(first);
        }}
      />
      <div ref={list} className={styles.providers}>
        {groups.map((group, at) => (
          <section key={group.category} aria-labelledby={`${id}${at}`}>
            <h3 id={`${id}${at}`} className={styles.category}>
              {group.name} <span className={styles.count}>{group.providers.length}</span>
            </h3>
            <ul>
              {group.providers.map((provider) => (
                <li key={provider.id}>
                  <button
                    type="button"
                    className={styles.provider}
                    onKeyDown={move}
                    onClick={() => onChoose(provider)}
                  >
                    <Mark provider={provider} />
                    <span className={styles.providerWords}>
                      <span className={styles.providerName}>{provider.name}</span>
                      <span className={styles.quiet}>{needs(provider)}</span>
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      {groups.length === 0 && (
        <p className={styles.none} role="status">
          No provider matches “{search.trim()}”.
        </p>
      )}
      <MissingProvider />
    </>
  );
}
