import { Link } from 'wouter';
import { Notice } from '../../components/index.ts';
import { useAppState } from '../../state/index.ts';
import styles from './MissingKeys.module.css';

/** The accounts whose key was in a vault that was given up, each with the way to enter it again. */
export function MissingKeys({ ids }: { ids: readonly string[] }) {
  const { accounts, providers } = useAppState();
  const missing = accounts.filter(({ id }) => ids.includes(id));
  if (missing.length === 0) return null;
  return (
    <Notice
      tone="watch"
      title={
        missing.length === 1
          ? 'One account needs its key again.'
          : `${missing.length} accounts need their keys again.`
      }
    >
      <ul className={styles.list}>
        {missing.map(({ id, provider, label }) => (
          <li key={id}>
            <Link href={`/account/${encodeURIComponent(id)}`} state={{ enter: 'key' }}>
              {providers.find((each) => each.id === provider)?.name ?? provider} “{label}”: enter its key
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
