import type { RateCard } from '../../../shared/model/index.ts';

/** Provider id → its rate card: a module of its own, imported when an estimate asks for it. */
const rateCards: Readonly<Record<string, () => Promise<{ rateCard: RateCard }>>> = {
  crustdata: () => import('./crustdata.ts'),
  scraperapi: () => import('./scraperapi.ts'),
  scrapio: () => import('./scrapio.ts'),
  spidra: () => import('./spidra.ts'),
};

/** The ids of the providers whose prices are known. */
export const ratedProviders: readonly string[] = Object.keys(rateCards);

/** What a provider's operations cost; null where its prices are not known. */
export async function loadRateCard(provider: string): Promise<RateCard | null> {
  const load = Object.hasOwn(rateCards, provider) ? rateCards[provider] : undefined;
  return load === undefined ? null : (await load()).rateCard;
}
