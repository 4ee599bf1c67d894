import { capsolver } from './capsolver.ts';
import { crustdata } from './crustdata.ts';
import type { Provider } from './define.ts';
import { scraperapi } from './scraperapi.ts';
import { scrapio } from './scrapio.ts';
import { spidra } from './spidra.ts';

/** Every provider that Fuelgauge knows, in the order in which the catalogue shows them. */
export const providers: readonly Provider[] = [scraperapi, crustdata, capsolver, spidra, scrapio];

/** The provider of that id; undefined where there is none. */
export function findProvider(id: string): Provider | undefined {
  return providers.find((provider) => provider.id === id);
}
