import { catalogue } from './catalogue.ts';
import type { Provider } from './contract/provider.ts';
import { rateCard as crustdata } from './rates/crustdata.ts';
import { rateCard as scraperapi } from './rates/scraperapi.ts';
import { rateCard as scrapio } from './rates/scrapio.ts';
import { rateCard as spidra } from './rates/spidra.ts';

const rateCards = new Map(Object.entries({ crustdata, scraperapi, scrapio, spidra }));

/** Every provider that Fuelgauge knows, in the order in which the catalogue shows them. */
export const providers: readonly Provider[] = catalogue.map((provider) => ({
  ...provider,
  rateCard: rateCards.get(provider.id) ?? null,
}));

/** The provider of that id; undefined where there is none. */
export function findProvider(id: string): Provider | undefined {
  return providers.find((provider) => provider.id === id);
}
