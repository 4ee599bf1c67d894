import type { ProviderInfo } from '../../../shared/model/index.ts';
import { useBrandMark } from '../brand/useBrandMark.ts';
import styles from './Mark.module.css';

const grounds = 12;

/** The mark of a provider's brand, or else two letters, on its own background. It stands beside the name, so screen readers skip it. */
export function Mark({
  provider,
  size = 'row',
}: {
  provider: ProviderInfo;
  size?: 'row' | 'small' | 'large';
}) {
  const brand = useBrandMark(provider.id);
  return (
    <span
      className={[styles.mark, styles[size], styles[`ground${groundOf(provider.id)}`]].join(' ')}
      aria-hidden="true"
    >
      {brand === undefined ? (
        provider.mark
      ) : (
        <svg viewBox="0 0 24 24" className={styles.brand} aria-hidden="true">
          <path d={brand} />
        </svg>
      )}
    </span>
  );
}

/** The background of a provider id: always the same for the same id (FNV-1a hash). */
function groundOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193) >>> 0;
  return hash % grounds;
}
