import type { AccountState } from '../model/index.ts';
import { type Level, type Standing, standingOf } from './account.ts';
import { watchMs } from './pool.ts';

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
  const standing = standingOf(account, now);
  const numbers = [
    rank[standing.level],
    Number(paused),
    ...turnOf(standing, now),
    shareLeft(account),
    Number(health.error === null),
  ];
  return { numbers, label, id };
}

/** Keys of different moments are compared, so nothing in them follows from the moment itself. */
function turnOf({ stopsAt, isAssumed }: Standing, now: number): readonly [turn: number, at: number] {
  if (stopsAt <= now) return [0, 0];
  if (isAssumed) return [2, 0];
  return [stopsAt - now <= watchMs ? 1 : 3, stopsAt];
}

const byLabel = new Intl.Collator('en');

/** Below zero if `a` comes first. */
export function compareStandingKeys(a: StandingKey, b: StandingKey): number {
  const first = a.numbers.findIndex((number, index) => number !== b.numbers[index]);
  // Not a difference: Infinity - Infinity is NaN.
  if (first >= 0) return (a.numbers[first] ?? 0) < (b.numbers[first] ?? 0) ? -1 : 1;
  return byLabel.compare(a.label, b.label) || (a.id < b.id ? -1 : Number(a.id > b.id));
}

/** Of the limit, or of the most since the last top-up. Infinity if no pool has both a balance and one of them. */
export function shareLeft({ pools }: AccountState): number {
  const shares = pools.flatMap(({ remaining, limit, peak }) => {
    const whole = limit ?? peak ?? 0;
    return remaining !== null && whole > 0 ? [remaining / whole] : [];
  });
  return Math.min(Number.POSITIVE_INFINITY, ...shares);
}
