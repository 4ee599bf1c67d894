import type { AccountState, Generation, ProviderInfo, RateCard } from '../model/index.ts';

/** The prices that an account on that plan pays (an id of the catalogue; null: not known, so the newest). */
export function generationFor(card: RateCard, plan: string | null): Generation | null {
  return (
    card.generations.find(({ plans }) => plan !== null && plans.includes(plan)) ?? card.generations[0] ?? null
  );
}

/** The prices that an account pays; null: those of its provider are not known. */
export function pricesOf(provider: ProviderInfo, account: AccountState): Generation | null {
  return provider.rateCard ? generationFor(provider.rateCard, account.entered.plan) : null;
}

/** The newest prices that any of a provider's accounts pays, or the newest at all. */
export function newestPrices(provider: ProviderInfo, accounts: readonly AccountState[]): Generation | null {
  const generations = provider.rateCard?.generations ?? [];
  const paid = accounts.map((account) => pricesOf(provider, account)?.id);
  return generations.find(({ id }) => paid.includes(id)) ?? generations[0] ?? null;
}
