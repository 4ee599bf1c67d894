import { isDeepStrictEqual } from 'node:util';
import type { CustomProvider } from '../../../shared/custom/definition.ts';
import type { Provider } from '../../providers/contract/provider.ts';
import type { SettingsStore } from '../store/settings.ts';
import { type CustomParts, customProvider } from './provider.ts';

/** All providers by id: those that Fuelgauge knows, and those that you described yourself. */
export interface Providers extends Pick<ReadonlyMap<string, Provider>, 'get' | 'has' | 'values'> {
  /** The same as one map, which stays the same as long as no description changes. */
  all(): ReadonlyMap<string, Provider>;
}

export function createProviders({
  providers,
  settings,
  ...parts
}: CustomParts & {
  providers: readonly Provider[];
  settings: Pick<SettingsStore, 'get'>;
}): Providers {
  const known = providers.map((provider) => [provider.id, provider] as const);
  let described: readonly CustomProvider[] = [];
  let map: ReadonlyMap<string, Provider> = new Map(known);
  const all = () => {
    const { customProviders } = settings.get();
    if (customProviders !== described && !isDeepStrictEqual(customProviders, described)) {
      const own = customProviders.map((one) => [one.definition.id, customProvider(one, parts)] as const);
      // An update may bring a provider whose id you have used: that one counts.
      map = new Map([...own, ...known]);
    }
    described = customProviders;
    return map;
  };
  return {
    all,
    get: (id) => all().get(id),
    has: (id) => all().has(id),
    values: () => all().values(),
  };
}
