import { useEffect, useRef, useState } from 'react';
import type { ProviderInfo } from '../../../../shared/model/index.ts';
import { LinkButton } from '../../../components/controls/LinkButton.tsx';
import { Select } from '../../../components/form/Select.tsx';
import styles from './PastedKeys.module.css';
import type { AskedRow, ToldRow } from './rows.ts';
import { askedEnd, askedTitle, safeName } from './words.ts';

/** So many are offered at once; the others are in the list of all. */
const mostOffered = 4;

export interface AskedItemProps {
  row: AskedRow;
  providers: readonly ProviderInfo[];
  onChoose: (provider: ProviderInfo) => void;
}

/** A key that does not say whose it is. It is sent to nobody before you say so. */
export function AskedItem({ row, providers, onChoose }: AskedItemProps) {
  const offered = row.candidates.slice(0, mostOffered);
  const [isOther, setOther] = useState(false);
  const title = askedTitle(row);
  const end = askedEnd(row);
  return (
    <li className={styles.row}>
      <input type="checkbox" className={styles.check} disabled aria-label={`${title} ${end}`} />
      <span className={styles.unknown} aria-hidden="true">
        ?
      </span>
      <div className={styles.words}>
        <p>
          <strong className={styles.name}>{title}</strong> <span className={styles.quiet}>{end}</span>
        </p>
        <p className={styles.quiet}>
          {offered.length > 1 ? 'Which one?' : 'Whose is it?'}{' '}
          {offered.map(({ provider }) => (
            <span key={provider.id}>
              <LinkButton onClick={() => onChoose(provider)}>{provider.name}</LinkButton> ·{' '}
            </span>
          ))}
          <LinkButton aria-expanded={isOther} onClick={() => setOther(true)}>
            {offered.length > 0 ? 'another' : 'choose its provider'}
          </LinkButton>
        </p>
        {isOther && <OtherProvider providers={providers} onChoose={onChoose} />}
      </div>
    </li>
  );
}

/** All that need a key, by name. */
function OtherProvider({ providers, onChoose }: Omit<AskedItemProps, 'row'>) {
  const part = useRef<HTMLDivElement>(null);
  useEffect(() => part.current?.querySelector('select')?.focus(), []);
  const [id, setId] = useState('');
  const all = providers
    .filter(({ credentialFields }) => credentialFields.length > 0)
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  const choose = () => {
    const provider = all.find((one) => one.id === id);
    if (provider !== undefined) onChoose(provider);
  };
  return (
    <div ref={part} className={styles.fields}>
      <Select
        label="Its provider"
        value={id}
        onChange={setId}
        options={[
          { value: '', label: 'Choose one' },
          ...all.map((provider) => ({ value: provider.id, label: provider.name })),
        ]}
      />
      {id !== '' && <LinkButton onClick={choose}>It is a key of this provider</LinkButton>}
    </div>
  );
}

/** Something that is not for us, or there twice: by its name alone. */
export function ToldItem({ row: { name, lines, why } }: { row: ToldRow }) {
  return (
    <li className={styles.told}>
      <span className={styles.dash} aria-hidden="true">
        –
      </span>
      <p className={styles.quiet}>
        <span className={styles.toldName}>{safeName(name) ?? `Line ${lines[0] ?? ''}`}</span> {why}
      </p>
    </li>
  );
}
