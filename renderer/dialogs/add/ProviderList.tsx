import { type ClipboardEvent, type DragEvent, type ReactNode, useId, useMemo, useState } from 'react';
import {
  type KeyMatch,
  looksLikeKey,
  pastedValue,
  type Recognised,
  recogniseKey,
} from '../../../shared/catalogue/recognise.ts';
import { searchProviders } from '../../../shared/catalogue/search.ts';
import { needsWords } from '../../../shared/catalogue/words.ts';
import type { ProviderInfo } from '../../../shared/model/index.ts';
import { Mark } from '../../components/data/Mark.tsx';
import { CatalogueWait } from '../../components/feedback/CatalogueWait.tsx';
import { SearchInput, useListKeys } from '../../components/form/SearchInput.tsx';
import type { Catalogue } from '../../state/index.ts';
import type { Values } from '../credential/CredentialFields.tsx';
import { MissingProvider } from './MissingProvider.tsx';
import { PastedKey } from './PastedKey.tsx';
import styles from './ProviderList.module.css';
import { CustomLink } from './paste/CustomLink.tsx';
import { areKeys, onlyAccount } from './paste/several.ts';

export interface ProviderListProps {
  catalogue: Catalogue;
  /** `values`: what was pasted for its fields. */
  onChoose(provider: ProviderInfo, values: Values): void;
  /** Several lines were pasted. */
  onSeveral(text: string): void;
  onCustom: (() => void) | undefined;
}

const none: readonly ProviderInfo[] = [];

/** A pasted key, and whose it can be. */
interface Pasted {
  text: string;
  found: Recognised;
  /** True: you said that it belongs to none of those it could be. */
  isOther: boolean;
}

/** A list of providers to choose from: type to search or paste keys, arrows to move, Enter to choose. */
export function ProviderList({ catalogue, onChoose, onSeveral, onCustom }: ProviderListProps) {
  const providers = catalogue.state === 'ready' ? catalogue.entries : none;
  const [search, setSearch] = useState('');
  const [pasted, setPasted] = useState<Pasted | null>(null);
  const { input, list, move } = useListKeys();
  const asked = useMemo(() => matchesOf(pasted), [pasted]);
  const groups = useMemo(
    () => searchProviders(asked.length > 0 ? asked.map(({ provider }) => provider) : providers, search),
    [asked, providers, search],
  );

  const take = (text: string) => {
    const found = recogniseKey(text, providers);
    setSearch('');
    if (found.sure && found.match.otherKind === null) onChoose(found.match.provider, found.match.values);
    else setPasted({ text, found, isOther: false });
  };
  // The field itself would join the lines.
  const receive = (event: ClipboardEvent | DragEvent, data: DataTransfer) => {
    const text = data.getData('text');
    const isSeveral = areKeys(text);
    if (!isSeveral && !looksLikeKey(text)) return;
    event.preventDefault();
    const only = isSeveral ? onlyAccount(text, providers) : null;
    if (only !== null) onChoose(only.provider, only.values);
    else if (isSeveral) onSeveral(text);
    else take(text);
  };
  const choose = (provider: ProviderInfo) => onChoose(provider, valuesFor(provider, pasted, asked));
  return (
    <>
      <SearchInput
        ref={input}
        aria-label="Search for a provider, or paste keys"
        placeholder="Search, or paste keys"
        value={search}
        onPaste={(event) => receive(event, event.clipboardData)}
        onDrop={(event) => receive(event, event.dataTransfer)}
        onChange={(event) => {
          const text = event.currentTarget.value;
          if (looksLikeKey(text)) take(text);
          else setSearch(text);
        }}
        onKeyDown={(event) => {
          const first = groups[0]?.providers[0];
          if (event.key !== 'Enter' || first === undefined) return move(event);
          event.preventDefault();
          // Whose key it is, is never guessed.
          if (pasted === null || search.trim() !== '') choose(first);
        }}
      />
      {pasted !== null && (
        <PastedKey
          value={pastedValue(pasted.text)}
          found={pasted.found}
          isOther={pasted.isOther}
          onOther={() => {
            setPasted({ ...pasted, isOther: true });
            input.current?.focus();
          }}
          onChoose={(provider) => onChoose(provider, {})}
          onForget={() => {
            setPasted(null);
            input.current?.focus();
          }}
        />
      )}
      <div ref={list} className={styles.providers}>
        {groups.map((group) => (
          <Group key={group.category} name={group.name} count={group.providers.length}>
            {group.providers.map((provider) => (
              <li key={provider.id}>
                <button
                  type="button"
                  className={styles.provider}
                  onKeyDown={move}
                  onClick={() => choose(provider)}
                >
                  <Mark provider={provider} />
                  <span className={styles.providerWords}>
                    <span className={styles.providerName}>{provider.name}</span>
                    <span className={styles.quiet}>
                      {asked.find((match) => match.provider === provider)?.otherKind ?? needsWords(provider)}
                    </span>
                  </span>
                </button>
              </li>
            ))}
          </Group>
        ))}
      </div>
      {catalogue.state !== 'ready' && <CatalogueWait catalogue={catalogue} />}
      {catalogue.state === 'ready' && groups.length === 0 && (
        <p className={styles.none} role="status">
          No provider matches “{search.trim()}”.
        </p>
      )}
      {onCustom === undefined ? <MissingProvider /> : <CustomLink onCustom={onCustom} />}
    </>
  );
}

function Group({ name, count, children }: { name: string; count: number; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className={styles.category}>
        {name} <span className={styles.count}>{count}</span>
      </h3>
      <ul>{children}</ul>
    </section>
  );
}

/** Whose key it could be; none: it could be anybody’s. */
function matchesOf(pasted: Pasted | null): readonly KeyMatch[] {
  if (pasted === null || pasted.isOther || pasted.found.sure) return [];
  return pasted.found.matches;
}

/** What was pasted, for the fields of the provider that you say it belongs to. */
function valuesFor(provider: ProviderInfo, pasted: Pasted | null, asked: readonly KeyMatch[]): Values {
  if (pasted === null) return {};
  const match = asked.find((one) => one.provider === provider);
  if (match !== undefined) return match.otherKind === null ? match.values : {};
  const field = provider.credentialFields.find(({ secret, address }) => secret && !address);
  return field === undefined ? {} : { [field.id]: pastedValue(pasted.text) };
}
