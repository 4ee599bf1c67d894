import { formatAge } from '../../../shared/format.ts';
import { useNow } from '../../state/now.ts';

/** How long ago an instant was, kept current while the page is visible. */
export function Age({ at, prefix }: { at: number; prefix?: string }) {
  const now = useNow(at);
  return (
    <time dateTime={new Date(at).toISOString()}>
      {prefix ? `${prefix} ` : ''}
      {formatAge(now - at)}
    </time>
  );
}
