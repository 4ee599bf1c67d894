import type { ProviderInfo } from '../../../shared/model/index.ts';
import { describeProvider, type Provider } from '../../providers/contract/provider.ts';
import type { KnownAccount } from '../known-account.ts';

/**
 * The descriptions of the providers that accounts use, in the order of the catalogue. The list keeps its identity while
 * the same ones are used.
 */
export function createUsedProviders(
  providers: Pick<ReadonlyMap<string, Provider>, 'values'>,
): (known: readonly KnownAccount[]) => ProviderInfo[] {
  let before: readonly KnownAccount[] = [];
  let asked: readonly Provider[] = [];
  let used: ProviderInfo[] = [];
  return (known) => {
    if (isSame(known, before)) return used;
    before = known;
    const ids = new Set(known.map(({ provider }) => provider.id));
    const next = [...providers.values()].filter(({ id }) => ids.has(id));
    if (next.length !== asked.length || next.some((one, at) => one !== asked[at])) {
      asked = next;
      used = next.map(describeProvider);
    }
    return used;
  };
}

const isSame = (some: readonly KnownAccount[], others: readonly KnownAccount[]): boolean =>
  some.length === others.length && some.every((one, at) => one === others[at]);
