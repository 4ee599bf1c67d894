import type { AccountState, Generation, RateCard } from '../model/index.ts';

/** The prices that an account on that plan pays (an id of the catalogue; null: not known, so the newest). */
export function generationFor(card: RateCard, plan: string | null): Generation | null {
  return (
    card.generations.find(({ plans }) => plan !== null && plans.includes(plan)) ?? card.generations[0] ?? null
  );
}

/** The prices that an account pays by its provider's rate card; null: they are not known. */
export function pricesOf(card: RateCard | null, account: AccountState): Generation | null {
  return card && generationFor(card, account.entered.plan);
}

/** The newest prices that any of a provider's accounts pays, or the newest at all. */
export function newestPrices(card: RateCard | null, accounts: readonly AccountState[]): Generation | null {
  const generations = card?.generations ?? [];
  const paid = accounts.map((account) => pricesOf(card, account)?.id);
  return generations.find(({ id }) => paid.includes(id)) ?? generations[0] ?? null;
}
