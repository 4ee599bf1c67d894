import type { RateCard } from '../../../shared/model/index.ts';
import { rateCards } from '../rate-cards.ts';

/** The ids of the providers whose prices are known. */
export const ratedProviders: readonly string[] = Object.keys(rateCards);

/** What a provider's operations cost; null if its prices are not known. */
export async function loadRateCard(provider: string): Promise<RateCard | null> {
  const load = Object.hasOwn(rateCards, provider) ? rateCards[provider] : undefined;
  return load === undefined ? null : (await load()).rateCard;
}
