import type { AccountMoney, MoneyFacts } from './types.ts';

/**
 * The ledger of an account's money: what was bought, spent, refunded and lapsed on each day, lot by lot. It depends on the
 * facts alone, so it can be kept until they change.
 */
export function playAccount({ account }: MoneyFacts): AccountMoney {
  return { account, pools: [] };
}
