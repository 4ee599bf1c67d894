import type { CatalogueEntry } from '../../../shared/catalogue/entry.ts';
import { type CommandError, ok, type Result } from '../../../shared/model/index.ts';
import { catalogueEntry } from '../../providers/contract/provider.ts';
import type { EngineParts } from '../parts.ts';

/** All providers, with what is known of each. */
export async function readCatalogue({
  providers,
}: EngineParts): Promise<Result<CatalogueEntry[], CommandError>> {
  return ok([...providers.values()].map(catalogueEntry));
}
