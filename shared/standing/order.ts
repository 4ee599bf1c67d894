import type { AccountState } from '../model/index.ts';
import { type Level, standingOf } from './account.ts';

const rank: Record<Level, number> = { critical: 0, watch: 1, waiting: 2, ok: 2, off: 3 };

/** What decides an account's place among the others. */
export interface StandingKey {
  /** Smaller first; compared one after the other. */
  numbers: readonly number[];
  label: string;
  id: string;
}

/**
 * The accounts, most urgent first: by level, then by the time until they stop you, smallest share left, then those with
 * an error; paused ones last. Of a run-out the likely instant counts, as rows show it. A total order: only the same
 * account is equal.
 */
export function sortByStanding(accounts: readonly AccountState[], now: number): AccountState[] {
  return accounts
    .map((account) => ({ account, key: standingKey(account, now) }))
    .sort((a, b) => compareStandingKeys(a.key, b.key))
    .map(({ account }) => account);
}

/** The comparison behind `sortByStanding`: below zero if `a` comes first. */
export const compareStanding = (a: AccountState, b: AccountState, now: number): number =>
  compareStandingKeys(standingKey(a, now), standingKey(b, now));

export function standingKey(account: AccountState, now: number): StandingKey {
  const { paused, health, label, id } = account;
  const { level, stopsAt } = standingOf(account, now);
  const numbers = [rank[level], Number(paused), stopsAt, shareLeft(account), Number(health.error === null)];
  return { numbers, label, id };
}

const byLabel = new Intl.Collator('en');

/** Below zero if `a` comes first. */
export function compareStandingKeys(a: StandingKey, b: StandingKey): number {
  const first = a.numbers.findIndex((number, index) => number !== b.numbers[index]);
  // Not a difference: Infinity - Infinity is NaN.
  if (first >= 0) return (a.numbers[first] ?? 0) < (b.numbers[first] ?? 0) ? -1 : 1;
  return byLabel.compare(a.label, b.label) || (a.id < b.id ? -1 : Number(a.id > b.id));
}

/** Infinity if no pool has both a balance and a limit. */
function shareLeft({ pools }: AccountState): number {
  const shares = pools.flatMap(({ remaining, limit }) =>
    remaining !== null && limit !== null && limit > 0 ? [remaining / limit] : [],
  );
  return Math.min(Number.POSITIVE_INFINITY, ...shares);
}
