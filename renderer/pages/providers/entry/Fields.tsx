import type { CatalogueEntry } from '../../../../shared/catalogue/entry.ts';
import { ExternalLink } from '../../../components/controls/ExternalLink.tsx';
import styles from './Fields.module.css';

/** The fields of a provider's credential: which kind it must be, where to make it, and the variables it is kept in. */
export function Fields({ provider: { credentialFields, credentialPage } }: { provider: CatalogueEntry }) {
  if (credentialFields.length === 0) return <p>No key.</p>;
  return (
    <>
      {credentialFields.map(({ id, label, hint, optional, environment, otherKinds = {} }) => (
        <div key={id} className={styles.field}>
          <p>
            <span className={styles.label}>{label}</span>
            {optional && <span className={styles.quiet}> (optional)</span>}
          </p>
          {hint && <p>{hint}</p>}
          {Object.entries(otherKinds).map(([prefix, sentence]) => (
            <p key={prefix}>
              Not a key that begins with <code>{prefix}</code>:{' '}
              <span className={styles.quiet}>{sentence}</span>
            </p>
          ))}
          {environment.length > 0 && (
            <p className={styles.quiet}>
              {environment.length === 1 ? 'Usual variable: ' : 'Usual variables: '}
              {environment.map((name, at) => (
                <span key={name}>
                  {at > 0 && ', '}
                  <code>{name}</code>
                </span>
              ))}
            </p>
          )}
        </div>
      ))}
      {credentialPage !== null && (
        <p>
          <ExternalLink href={credentialPage}>Where to make it</ExternalLink>
        </p>
      )}
    </>
  );
}
