import { Search } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { ProviderInfo } from '../../../shared/model/index.ts';
import { Mark } from '../../components/data/Mark.tsx';
import { TextInput } from '../../components/form/Field.tsx';
import { lowerFirst } from '../credential/CredentialFields.tsx';
import forms from './ProviderList.module.css';

/** What a provider needs, in a few words. */
export function needs(provider: ProviderInfo): string {
  if (provider.credentialFields.length === 0) return 'Needs no key; use is logged here';
  const fields = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(
    provider.credentialFields.map((field) => lowerFirst(field.label)),
  );
  const more = provider.balance === 'usage' ? ', and your plan: it tells use, not the balance' : '';
  return `Needs ${/^[aeio]/i.test(fields) ? 'an' : 'a'} ${fields}${more}`;
}

/** The providers whose name or category holds the words searched for. */
export function findProviders(providers: readonly ProviderInfo[], search: string): ProviderInfo[] {
  const wanted = search.trim().toLowerCase();
  return providers.filter((provider) =>
    `${provider.name} ${provider.id} ${provider.category}`.toLowerCase().includes(wanted),
  );
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
  const list = useRef<HTMLUListElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const found = findProviders(providers, search);

  const move = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    const next = at + (event.key === 'ArrowDown' ? 1 : -1);
    if (next < 0) input.current?.focus();
    else buttons[next]?.focus();
  };
  return (
    <>
      <div className={forms.search}>
        <Search aria-hidden="true" />
        <TextInput
          ref={input}
          type="search"
          aria-label="Search for a provider"
          placeholder="Search"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            const [first] = found;
            if (event.key !== 'Enter' || first === undefined) return move(event);
            event.preventDefault();
            onChoose(first);
          }}
        />
      </div>
      <ul ref={list} className={forms.providers}>
        {found.map((provider) => (
          <li key={provider.id}>
            <button
              type="button"
              className={forms.provider}
              onKeyDown={move}
              onClick={() => onChoose(provider)}
            >
              <Mark provider={provider} />
              <span className={forms.providerWords}>
                <span className={forms.providerName}>{provider.name}</span>
                <span className={forms.quiet}>{needs(provider)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && (
        <p className={forms.none} role="status">
          No provider here has “{search.trim()}” in its name.
        </p>
      )}
    </>
  );
}
