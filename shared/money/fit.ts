import type { PlanFit } from '../api/money.ts';
import type { Plan } from '../model/index.ts';
import type { AccountMoney, Ahead } from './types.ts';

export interface FitFacts {
  money: AccountMoney;
  /** The catalogue's plans of the provider. */
  plans: readonly Plan[];
  /** Id of the account's plan; null: unknown. */
  current: string | null;
  ahead: Readonly<Record<string, Ahead>>;
  zone: string;
  now: number;
}

/** What last month's and the coming month's use of the main pool would cost on each plan; null: no plan has a price. */
export function planFit(_facts: FitFacts): PlanFit | null {
  return null;
}
