import type { KeyboardEvent } from 'react';
import { Link } from 'wouter';
import type { CatalogueEntry } from '../../../../shared/catalogue/entry.ts';
import { categoryName } from '../../../../shared/catalogue/search.ts';
import { confidenceWords, credentialWords, lowerFirst } from '../../../../shared/catalogue/words.ts';
import { formatQuantity } from '../../../../shared/format.ts';
import { monthWords } from '../../../../shared/time/index.ts';
import { Chip, Mark } from '../../../components/index.ts';
import { Reports } from '../Reports.tsx';
import styles from './ProviderRow.module.css';

/** One provider of the catalogue, with a link to all that is known of it. */
export function ProviderRow({
  provider,
  accounts,
  onKeyDown,
}: {
  provider: CatalogueEntry;
  accounts: number;
  onKeyDown: (event: KeyboardEvent) => void;
}) {
  const { id, name, category, tells, docs, evidence, checkCost, unit } = provider;
  return (
    <li className={styles.row}>
      <Mark provider={provider} />
      <div className={styles.words}>
        <h2 className={styles.head}>
          <Link href={`/providers/${id}`} className={styles.link} onKeyDown={onKeyDown}>
            {name}
          </Link>{' '}
          <span className={styles.quiet}>{lowerFirst(categoryName(category))}</span>{' '}
          {accounts > 0 && <Chip tone="ok">{accounts === 1 ? '1 account' : `${accounts} accounts`}</Chip>}
        </h2>
        <p className={styles.tells}>
          {tells}
          {checkCost > 0 && (
            <span className={styles.cost}>
              {' '}
              A check costs {formatQuantity(checkCost, unit)}: off until you turn it on.
            </span>
          )}
        </p>
      </div>
      <Reports provider={provider} />
      <p>{credentialWords(provider)}</p>
      <p className={styles.source}>
        {evidence && `${confidenceWords[evidence.confidence].short}, `}
        {docs === null ? 'your own' : monthWords(docs.readOn)}
        {evidence?.confirmed && `, confirmed ${monthWords(evidence.confirmed)}`}
      </p>
    </li>
  );
}
