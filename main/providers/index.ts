import { catalogue } from './catalogue.ts';
import type { Provider } from './contract/provider.ts';

/** Every provider that Fuelgauge knows, in the order in which the catalogue shows them. */
export const providers: readonly Provider[] = catalogue;

/** The provider of that id; undefined if there is none. */
export function findProvider(id: string): Provider | undefined {
  return providers.find((provider) => provider.id === id);
}
