import { type AccountState, severityRank } from './model/index.ts';
import { runOutOf } from './outlook.ts';

/**
 * Most urgent first: by the worst alert, then by what likely runs out first, then by the smallest share left of a pool
 * with a limit, then those that could not be read, then the rest; paused ones last. A total order: equal only for one and the same account.
 */
export function byUrgency(a: AccountState, b: AccountState): number {
  return (
    Number(a.paused) - Number(b.paused) ||
    worstAlert(b) - worstAlert(a) ||
    compare(runsOutAt(a), runsOutAt(b)) ||
    compare(shareLeft(a), shareLeft(b)) ||
    Number(b.health.error !== null) - Number(a.health.error !== null) ||
    a.label.localeCompare(b.label, 'en') ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

function worstAlert({ alerts }: AccountState): number {
  return Math.max(-1, ...alerts.map(({ severity }) => severityRank[severity]));
}

/** Infinity where no pool is expected to run out. */
function runsOutAt({ pools }: AccountState): number {
  return Math.min(...pools.map((pool) => runOutOf(pool)?.likely ?? Number.POSITIVE_INFINITY));
}

/** Infinity where no pool has both a balance and a limit. */
function shareLeft({ pools }: AccountState): number {
  const shares = pools.flatMap(({ remaining, limit }) =>
    remaining !== null && limit !== null && limit > 0 ? [remaining / limit] : [],
  );
  return Math.min(Number.POSITIVE_INFINITY, ...shares);
}

/** Not a difference: that of two infinities is not a number. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
