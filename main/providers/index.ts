import { catalogue } from './catalogue.ts';
import type { Provider } from './contract/provider.ts';

/** Every provider that Fuelgauge knows, in catalogue order. */
export const providers: readonly Provider[] = catalogue;

/** The provider with this id, if there is one. */
export function findProvider(id: string): Provider | undefined {
  return providers.find((provider) => provider.id === id);
}
