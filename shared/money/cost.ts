import type { AccountCost } from '../model/index.ts';
import type { AccountMoney } from './types.ts';

/** What an account costs, for its row; null: nothing is known of prices, and its unit is no money. */
export function accountCost(_money: AccountMoney, _when: { now: number; zone: string }): AccountCost | null {
  return null;
}
