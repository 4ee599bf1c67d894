import type { RestingAccount } from '../../../shared/model/index.ts';
import type { EngineParts } from '../parts.ts';
import { restingMs } from '../store/removed.ts';

/** The accounts that were removed and can be restored, the last one first. */
export function restingAccounts({
  settings,
  providers,
}: Pick<EngineParts, 'settings' | 'providers'>): RestingAccount[] {
  return settings
    .get()
    .removed.filter(({ forGood }) => !forGood)
    .map(({ account: { id, provider, label }, removedAt }) => ({
      id,
      provider: providers.get(provider)?.name ?? provider,
      label,
      removedAt,
      until: removedAt + restingMs,
    }))
    .toSorted((a, b) => b.removedAt - a.removedAt);
}
