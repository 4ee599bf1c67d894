import type { AccountState, Generation, RateCard } from '../model/index.ts';

/** The prices of a plan (an id of the catalogue; null: unknown, so the newest). */
export function generationFor(card: RateCard, plan: string | null): Generation | null {
  return (
    card.generations.find(({ plans }) => plan !== null && plans.includes(plan)) ?? card.generations[0] ?? null
  );
}

/** The prices that an account pays; null: unknown. */
export function pricesOf(card: RateCard | null, account: AccountState): Generation | null {
  return card && generationFor(card, account.entered.plan);
}

/** The newest prices that one of a provider's accounts pays, or else the newest. */
export function newestPrices(card: RateCard | null, accounts: readonly AccountState[]): Generation | null {
  const generations = card?.generations ?? [];
  const paid = accounts.map((account) => pricesOf(card, account)?.id);
  return generations.find(({ id }) => paid.includes(id)) ?? generations[0] ?? null;
}
