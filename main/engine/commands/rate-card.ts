import { type CommandError, ok, type RateCard, type Result } from '../../../shared/model/index.ts';
import { loadRateCard } from '../../providers/rates/index.ts';

/** What a provider's operations cost; null if its prices are unknown. */
export async function readRateCard({
  provider,
}: {
  provider: string;
}): Promise<Result<RateCard | null, CommandError>> {
  return ok(await loadRateCard(provider));
}
