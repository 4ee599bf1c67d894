import { Link } from 'wouter';
import type { ImportItem, ImportReport, Missing } from '../../../../shared/api/backup.ts';
import styles from './Backup.module.css';

const outcomes: Record<ImportItem['outcome'], string> = {
  added: 'Added',
  changed: 'Changed',
  removed: 'Removed',
  same: 'Same',
  'left-out': 'Left out',
};

/** What an import does, a line for each thing. */
export function Items({ items }: Pick<ImportReport, 'items'>) {
  return (
    <ul className={styles.items}>
      {items.map(({ what, name, outcome, why }) => (
        <li key={`${what}/${name}`} className={styles.item}>
          <span className={outcome === 'same' ? styles.outcome : styles.news}>{outcomes[outcome]}</span>
          <span>
            {what === 'channel' && 'Channel '}
            {what === 'provider' && 'Provider '}
            {name}
            {why !== null && <span className={styles.why}> {why}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What you have to enter after an import, with where. */
export function MissingList({ missing, onLeave }: Pick<ImportReport, 'missing'> & { onLeave: () => void }) {
  return (
    <ul className={styles.items}>
      {missing.map((one) => (
        <li key={one.what === 'channel' ? one.channel : one.account}>
          <Link
            href={one.what === 'channel' ? '/alerts/settings' : `/account/${one.account}`}
            onClick={onLeave}
          >
            {one.what === 'channel' ? one.label : `${one.provider} “${one.label}”`}
          </Link>
          : {wanted(one)}
        </li>
      ))}
    </ul>
  );
}

function wanted(one: Missing): string {
  if (one.what === 'channel') return 'enter its address.';
  return one.what === 'credential'
    ? 'enter its key.'
    : `set ${one.names.join(' and ')} and start Fuelgauge again.`;
}
