import type { CatalogueEntry } from '../../../shared/catalogue/entry.ts';
import { Chip } from '../../components/index.ts';
import styles from './Reports.module.css';

const kinds: Record<CatalogueEntry['balance'], string> = {
  reported: 'balance',
  usage: 'use',
  ledger: 'logged by you',
};

/** What a provider's answers contain, one word each. */
export function Reports({ provider }: { provider: CatalogueEntry }) {
  const { reports, balance } = provider;
  return (
    <ul className={styles.reports} aria-label="Reports">
      {(reports.length > 0 ? reports : [kinds[balance]]).map((report) => (
        <li key={report}>
          <Chip tone={report === 'expiry' ? 'lapse' : 'neutral'}>{report}</Chip>
        </li>
      ))}
    </ul>
  );
}
