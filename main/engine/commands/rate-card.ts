import type { Result } from '../../../shared/model/errors.ts';
import { type CommandError, ok, type RateCard } from '../../../shared/model/index.ts';
import { loadRateCard } from '../../providers/rates/index.ts';

/** What a provider's operations cost; null where its prices are not known. */
export async function readRateCard({
  provider,
}: {
  provider: string;
}): Promise<Result<RateCard | null, CommandError>> {
  return ok(await loadRateCard(provider));
}
